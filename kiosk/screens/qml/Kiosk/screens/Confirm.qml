pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The amount to check.
ScreenBase {
    id: screen

    asideRest: 1
    share: 0.56

    Scroll {
        anchors.fill: parent
        rest: screen.landscape ? 0 : 0.42
        downWords: screen.frame.scroll_down
        spacing: Theme.padding
        upWords: screen.frame.scroll_up

        Notice {
            text: screen.view.changed ?? ""
            width: parent.width
        }

        // Upright it is one sheet, as on paper: the lines, and under them what they come to.
        Column {
            spacing: Theme.mm(1)
            width: parent.width

            Plate {
                spacing: Theme.mm(screen.landscape ? 4 : 9)
                width: parent.width

                Each {
                    id: eachLine

                    items: screen.view.lines

                    AmountRow {
                        required property int index

                        line: eachLine.shown[index]
                        width: parent ? parent.width : 0
                    }
                }
            }

            Total {
                amount: screen.view.total
                label: screen.view.total_label
                note: screen.view.capitals
                visible: !screen.landscape
                width: parent.width
            }
        }

        Each {
            id: eachNote

            items: screen.view.notes

            Notice {
                required property int index

                text: eachNote.shown[index]
                tone: "plain"
                width: parent ? parent.width : 0
            }
        }
    }

    aside: Column {
        spacing: Theme.padding
        width: parent ? parent.width : 0

        Total {
            amount: screen.view.total
            label: screen.view.total_label
            note: screen.view.capitals
            visible: screen.landscape
            width: parent.width
        }

        CheckRow {
            checked: screen.view.checked
            target: screen.view.check.id
            usable: screen.view.check.enabled
            width: parent.width
            words: screen.view.check.words
        }
    }
}
