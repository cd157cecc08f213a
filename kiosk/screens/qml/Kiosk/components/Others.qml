pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The quiet buttons of one screen.
Flow {
    id: others

    property var buttons: []

    spacing: Theme.gap

    Repeater {
        model: others.buttons.length

        QuietButton {
            required property int index
            readonly property var button: others.buttons[index]

            reason: button.reason ?? ""
            target: button.id
            usable: button.enabled
            width: Math.min(implicitWidth, others.width)
            words: button.words
        }
    }
}
