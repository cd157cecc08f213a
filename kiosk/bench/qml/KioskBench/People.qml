pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The citizens with their cards.
ScrollArea {
    id: people

    required property var citizens
    required property string photos

    signal commanded(line: string)

    spacing: 6

    Each {
        id: each

        items: people.citizens

        CitizenRow {
            required property int index

            citizen: each.shown[index]
            photos: people.photos
            width: parent ? parent.width : 0

            onCommanded: line => people.commanded(line)
        }
    }
}
