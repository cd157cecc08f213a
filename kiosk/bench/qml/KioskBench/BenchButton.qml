import QtQuick
import Kiosk

// A switch or a deed of the simulated world.
Control {
    id: button

    implicitHeight: Math.max(34, label.implicitHeight + 14)

    Picture {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        name: "check"
        size: 16
        visible: button.active
    }

    Writing {
        id: label

        anchors.left: parent.left
        anchors.leftMargin: mark.visible ? 30 : 10
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.ink
        text: button.words
    }
}
