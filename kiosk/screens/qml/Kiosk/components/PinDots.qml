pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// How many digits have been typed; never which.
Row {
    id: dots

    property int filled: 0
    property int length: 6

    Accessible.name: filled + " / " + length
    Accessible.role: Accessible.StaticText
    spacing: Theme.mm(6)

    Repeater {
        model: dots.length

        Rectangle {
            required property int index

            border.color: index < dots.filled ? Theme.primary : Theme.outline
            border.width: Theme.line * 2
            color: index < dots.filled ? Theme.primary : Theme.card
            height: Theme.mm(14)
            radius: height / 2
            width: height
        }
    }
}
