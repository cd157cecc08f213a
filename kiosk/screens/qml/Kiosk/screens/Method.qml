pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// How to pay.
ScreenBase {
    id: screen

    share: 0.7

    Scroll {
        anchors.fill: parent
        downWords: screen.frame.scroll_down
        spacing: Theme.mm(10)
        upWords: screen.frame.scroll_up

        Total {
            id: total

            amount: screen.view.total
            label: screen.view.total_label
            visible: !screen.landscape
            width: parent.width
        }

        Grid {
            id: cards

            readonly property int count: screen.view.methods.length
            readonly property int room: screen.answerHeight - (screen.landscape ? 0 : total.height + Theme.mm(10))
            readonly property int lines: Math.ceil(count / columns)

            columns: screen.landscape ? (count === 4 ? 2 : Math.min(3, count)) : 1
            spacing: Theme.padding
            width: parent.width

            Each {
                id: each

                items: screen.view.methods

                ChoiceCard {
                    required property int index
                    readonly property var method: each.shown[index]

                    detail: method.detail ?? ""
                    height: Math.max(implicitHeight, Math.min(Theme.mm(screen.landscape ? 120 : 72), (cards.room - (cards.lines - 1) * cards.spacing) / cards.lines))
                    picture: method.picture
                    reason: method.reason ?? ""
                    target: method.id
                    tile: screen.landscape
                    usable: method.enabled
                    width: (cards.width - (cards.columns - 1) * cards.spacing) / cards.columns
                    words: method.words
                }
            }
        }
    }

    aside: Total {
        amount: screen.view.total
        label: screen.view.total_label
        visible: screen.landscape
        width: parent ? parent.width : 0
    }
}
