import QtQuick
import Kiosk

// A small picture over its words: what every screen offers.
Pressable {
    id: control

    property string picture

    implicitHeight: Theme.button
    implicitWidth: Math.max(Theme.button, label.implicitWidth + Theme.mm(4))
    radius: 0

    Rectangle {
        anchors.fill: parent
        color: control.pressed ? Theme.tint : "transparent"
    }

    Column {
        anchors.centerIn: parent

        Picture {
            anchors.horizontalCenter: parent.horizontalCenter
            name: control.picture
            size: Theme.mm(Theme.elder ? 11 : 8.5)
        }

        Label {
            id: label

            Accessible.ignored: true
            color: Theme.primary
            lineHeight: Math.ceil(size * 1.3)
            size: Theme.smallSize
            text: control.words
        }
    }
}
