pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What has happened, the newest line first and in sight.
Column {
    id: log

    required property string title
    required property var lines

    spacing: 6

    Writing {
        id: heading

        Accessible.name: text
        Accessible.role: Accessible.Heading
        font.bold: true
        font.pixelSize: 16
        text: log.title
    }

    ListView {
        id: list

        boundsBehavior: Flickable.StopAtBounds
        clip: true
        height: log.height - heading.height - log.spacing
        model: log.lines.length
        spacing: 4
        width: log.width

        delegate: Item {
            id: line

            required property int index
            readonly property var entry: log.lines[index] ?? {
                "time": "",
                "words": ""
            }

            height: words.height
            width: list.width

            Writing {
                color: Theme.quietInk
                font.pixelSize: 13
                text: line.entry.time
            }

            Writing {
                id: words

                font.pixelSize: 13
                text: line.entry.words
                width: parent.width - x
                x: 66
            }
        }

        onCountChanged: positionViewAtBeginning()
    }
}
