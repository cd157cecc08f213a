import QtQuick
import Kiosk

// An outcome or a trouble: what happened, whether money moved, what to do now.
ScreenBase {
    id: screen

    headed: false

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
            rowSpacing: Theme.mm(9)
            verticalItemAlignment: Grid.AlignVCenter

            Column {
                spacing: Theme.mm(8)
                width: halves.half

                StatusIcon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    picture: screen.view.picture
                    size: Theme.mm(screen.landscape ? 44 : 76)
                    tone: screen.view.tone
                }

                Heading {
                    centred: true
                    sentence: screen.view.sentence ?? ""
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
                    visible: todo.visible || references.visible
                    width: parent.width

                    Label {
                        id: todo

                        size: references.visible ? Theme.textSize : Theme.leadSize
                        text: screen.view.todo ?? ""
                        visible: text
                        width: parent.width
                    }

                    References {
                        id: references

                        items: screen.view.references
                        visible: items.length > 0
                        width: parent.width
                    }
                }
            }
        }
    }
}
