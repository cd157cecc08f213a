pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Numbers that can be read aloud.
Column {
    id: references

    property var items: []

    spacing: Theme.mm(3)

    Repeater {
        model: references.items.length

        Flow {
            id: line

            required property int index
            readonly property var reference: references.items[index]

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
