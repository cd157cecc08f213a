pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Controls side by side, in as many rows as they need.
Flow {
    id: buttons

    required property var controls
    default property alias more: after.data

    signal commanded(line: string)

    spacing: 6

    Each {
        id: each

        items: buttons.controls

        BenchButton {
            required property int index
            readonly property var control: each.shown[index]

            active: control.active
            enabled: control.usable
            objectName: control.line
            widest: buttons.width
            words: control.words

            onClicked: buttons.commanded(control.line)
        }
    }

    Row {
        id: after
    }
}
