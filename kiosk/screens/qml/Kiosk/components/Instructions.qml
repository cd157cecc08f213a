pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What to do, in numbered lines.
Column {
    id: list

    property var items: []

    spacing: Theme.mm(3)

    Each {
        id: each

        items: list.items

        Row {
            id: item

            required property int index

            spacing: Theme.mm(4)

            Rectangle {
                color: Theme.primary
                height: width
                radius: height / 2
                width: Math.ceil(Theme.textSize * 1.5)

                Label {
                    Accessible.ignored: true
                    anchors.centerIn: parent
                    color: Theme.primaryInk
                    font.bold: true
                    size: Theme.smallSize
                    text: item.index + 1
                }
            }

            Label {
                text: each.shown[item.index]
                width: list.width - Math.ceil(Theme.textSize * 1.5) - item.spacing
            }
        }
    }
}
