pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What has happened, the newest line first and in sight.
Rectangle {
    id: log

    required property list<string> lines

    color: Theme.card

    ListView {
        id: list

        anchors.fill: parent
        anchors.margins: 8
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: log.lines

        delegate: Writing {
            required property string modelData

            font.pixelSize: 12
            text: modelData
            width: list.width
        }

        onCountChanged: positionViewAtBeginning()
    }
}
