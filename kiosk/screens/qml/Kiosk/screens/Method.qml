pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// How to pay.
ScreenBase {
    id: screen

    share: 0.58

    Column {
        id: cards

        readonly property int room: parent.height - (screen.landscape ? 0 : total.height + Theme.mm(10))
        readonly property int cardHeight: Math.min(Theme.mm(screen.landscape ? 54 : 72), (room - (screen.view.methods.length - 1) * spacing) / screen.view.methods.length)

        spacing: Theme.padding
        width: parent.width
        y: screen.landscape ? 0 : total.height + Theme.mm(10)

        Repeater {
            model: screen.view.methods.length

            ChoiceCard {
                required property int index
                readonly property var method: screen.view.methods[index]

                detail: method.detail ?? ""
                height: Math.max(cards.cardHeight, implicitHeight)
                picture: method.picture
                reason: method.reason ?? ""
                target: method.id
                usable: method.enabled
                width: cards.width
                words: method.words
            }
        }
    }

    Total {
        id: total

        amount: screen.view.total
        label: screen.view.total_label
        parent: screen.landscape ? asidePlace : cards.parent
        width: parent ? parent.width : 0
    }

    aside: Item {
        id: asidePlace

        height: screen.landscape ? parent.height : 0
        width: parent ? parent.width : 0
    }
}
