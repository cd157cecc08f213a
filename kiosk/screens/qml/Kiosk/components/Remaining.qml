import QtQuick
import Kiosk

// How long a code still lives.
Column {
    id: remaining

    property string label
    property string value
    property real share: 1

    spacing: Theme.mm(2)

    Item {
        height: Math.max(number.height, words.height)
        width: parent.width

        Label {
            id: words

            anchors.left: parent.left
            anchors.right: number.left
            anchors.verticalCenter: parent.verticalCenter
            text: remaining.label
        }

        Label {
            id: number

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            font.bold: true
            lineHeight: Math.ceil(size * 1.3)
            size: Theme.titleSize
            text: remaining.value
        }
    }

    Bar {
        share: remaining.share
        width: parent.width
    }
}
