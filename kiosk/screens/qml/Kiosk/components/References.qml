pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Numbers that can be read aloud.
Column {
    id: references

    property var items: []

    spacing: Theme.mm(3)

    Each {
        id: each

        items: references.items

        Flow {
            id: line

            required property int index
            readonly property var reference: each.shown[index]

            spacing: Theme.mm(3)
            width: references.width

            Label {
                color: Theme.quietInk
                text: line.reference.label
            }

            Label {
                font.bold: true
                text: line.reference.value
            }
        }
    }
}
