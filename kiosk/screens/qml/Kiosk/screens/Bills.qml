pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What can be paid.
ScreenBase {
    id: screen

    // What a finger is on stays in sight when what follows from the touch takes room.
    property Item touched: null

    // On its side the glass has little height: what to do stands beside the bills, not above them.
    sentence: landscape ? "" : view.sentence ?? ""

    asideRest: 1
    // The bills come first: what else there is stands beside them, or where large type needs the room after them.
    othersElsewhere: landscape || Theme.elder
    share: 0.66

    Scroll {
        anchors.fill: parent
        buttonsBeside: screen.landscape
        kept: screen.touched
        downWords: screen.frame.scroll_down
        spacing: Theme.mm(8)
        upWords: screen.frame.scroll_up

        Each {
            id: groups

            items: screen.view.groups

            Column {
                id: group

                required property int index
                readonly property var bills: groups.shown[index]

                spacing: Theme.gap
                width: parent ? parent.width : 0

                Row {
                    spacing: Theme.mm(3)

                    Picture {
                        anchors.verticalCenter: parent.verticalCenter
                        name: group.bills.picture
                        size: Theme.mm(Theme.elder ? 13 : 10)
                    }

                    Label {
                        Accessible.role: Accessible.Heading
                        font.bold: true
                        text: group.bills.title
                    }
                }

                Each {
                    id: rows

                    items: group.bills.rows

                    BillCard {
                        required property int index

                        bill: rows.shown[index]
                        width: group.width

                        onPressedChanged: {
                            if (pressed)
                                screen.touched = this;
                        }
                    }
                }
            }
        }

        Others {
            buttons: screen.view.others
            visible: Theme.elder && !screen.landscape && buttons.length > 0
            width: parent.width
        }
    }

    aside: Column {
        spacing: Theme.gap
        width: parent ? parent.width : 0

        Label {
            color: Theme.quietInk
            text: screen.view.sentence ?? ""
            visible: screen.landscape && text && !screen.view.message
            width: parent.width
        }

        Notice {
            text: screen.view.message ?? ""
            width: parent.width
        }

        Total {
            amount: screen.view.total ?? ""
            label: screen.view.total_label ?? ""
            visible: amount
            width: parent.width
        }

        Others {
            buttons: screen.view.others
            visible: screen.landscape && buttons.length > 0
            width: parent.width
        }
    }
}
