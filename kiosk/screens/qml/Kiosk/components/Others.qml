pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The quiet buttons of one screen.
Grid {
    id: others

    property var buttons: []
    readonly property int cellWidth: Math.floor((width - (columns - 1) * spacing) / columns)

    columns: Math.max(1, Math.min(buttons.length, Math.floor(width / Theme.mm(Theme.elder ? 115 : 85))))
    spacing: Theme.gap

    Each {
        id: each

        items: others.buttons

        QuietButton {
            required property int index
            readonly property var button: each.shown[index]

            reason: button.reason ?? ""
            target: button.id
            usable: button.enabled
            width: others.cellWidth
            words: button.words
        }
    }
}
