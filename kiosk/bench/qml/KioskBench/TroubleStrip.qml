pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What is in trouble, wherever its tile may be; a click goes there. It stands here while all is well, too:
// a fault must not move what a hand is about to click.
Flow {
    id: strip

    required property var tiles
    required property string allWell
    readonly property var troubled: tiles.filter(tile => tile.tone === "error" || tile.tone === "care")

    signal chosen(id: string)

    spacing: 6

    StatePill {
        tone: "done"
        visible: strip.troubled.length === 0
        words: strip.allWell
    }

    Each {
        id: each

        items: strip.troubled

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
