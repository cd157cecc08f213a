pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What is in trouble, wherever its tile may be; a click goes there.
Flow {
    id: strip

    required property var tiles

    signal chosen(id: string)

    spacing: 6

    Each {
        id: each

        items: strip.tiles.filter(tile => tile.tone === "error" || tile.tone === "care")

        StatePill {
            id: pill

            required property int index
            readonly property var entry: each.shown[index]

            Accessible.role: Accessible.Button
            objectName: "trouble-" + entry.id
            tone: entry.tone
            words: entry.title

            Accessible.onPressAction: strip.chosen(entry.id)

            MouseArea {
                anchors.fill: parent

                onClicked: strip.chosen(pill.entry.id)
            }
        }
    }
}
