import QtQuick
import Kiosk

// A switch or a deed of the simulated world, no wider than its words.
Control {
    id: button

    property string picture: active ? "check" : ""
    property real widest: 1000
    readonly property int before: mark.visible ? 28 : 9

    implicitHeight: Math.max(30, label.implicitHeight + 10)
    implicitWidth: Math.min(widest, Math.ceil(wish.implicitWidth) + before + 10)

    // The label itself wraps, so it cannot say how wide it would like to be.
    Writing {
        id: wish

        text: button.words
        visible: false
        wrapMode: Text.NoWrap
    }

    Picture {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        name: button.picture
        size: 16
        visible: button.picture
    }

    Writing {
        id: label

        anchors.left: parent.left
        anchors.leftMargin: button.before
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        color: button.enabled ? Theme.ink : Theme.quietInk
        text: button.words
    }
}
