pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Buttons that belong together, in two columns.
Column {
    id: group

    required property var entry

    signal commanded(name: string, argument: string)

    spacing: 6

    Writing {
        Accessible.name: text
        Accessible.role: Accessible.Heading
        font.bold: true
        text: group.entry.title
        width: parent.width
    }

    Grid {
        id: grid

        columns: 2
        spacing: 6

        Each {
            id: each

            items: group.entry.buttons

            BenchButton {
                required property int index
                readonly property var button: each.shown[index]

                active: button.active
                objectName: button.argument ? button.command + " " + button.argument : button.command
                width: Math.floor((group.width - grid.spacing) / 2)
                words: button.words

                onClicked: group.commanded(button.command, button.argument)
            }
        }
    }
}
