import QtQuick
import Kiosk

// An outcome or a trouble: what happened, whether money moved, what to do now.
ScreenBase {
    id: screen

    // A number to keep needs room: on its side, the glass has the title above and the number beside.
    readonly property bool numbered: view.references.length > 0

    headed: landscape && numbered
    picture: headed ? view.picture : ""

    Corners {
        corners: screen.frame.corners
        height: Theme.mm(26)
        leftWidth: width / 3
        parent: screen
        rightWidth: width / 3
        width: parent.width
    }

    Scroll {
        anchors.fill: parent
        downWords: screen.frame.scroll_down
        rest: 0.42
        upWords: screen.frame.scroll_up

        Grid {
            id: halves

            readonly property int half: screen.landscape ? (screen.innerWidth - columnSpacing) / 2 : screen.innerWidth

            columnSpacing: Theme.margin
            columns: screen.landscape ? 2 : 1
            rowSpacing: Theme.mm(screen.numbered ? 6 : 9)
            verticalItemAlignment: screen.headed ? Grid.AlignTop : Grid.AlignVCenter

            Column {
                spacing: Theme.mm(8)
                visible: !screen.headed
                width: halves.half

                StatusIcon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    picture: screen.view.picture
                    size: Theme.mm(screen.landscape ? 44 : 76)
                    tone: screen.view.tone
                }

                Heading {
                    centred: true
                    sentence: screen.sentence
                    title: screen.view.title
                    width: parent.width
                }
            }

            Column {
                spacing: Theme.mm(6)
                width: halves.half

                Notice {
                    strong: true
                    text: screen.view.money ?? ""
                    tone: screen.view.tone
                    width: parent.width
                }

                Plate {
                    visible: todo.text
                    width: parent.width

                    Label {
                        id: todo

                        size: screen.numbered ? Theme.textSize : Theme.leadSize
                        text: screen.view.todo ?? ""
                        width: parent.width
                    }
                }
            }

            Plate {
                visible: screen.numbered
                width: halves.half

                References {
                    items: screen.view.references
                    width: parent.width
                }
            }
        }
    }
}
