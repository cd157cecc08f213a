import QtQuick
import Kiosk

// Something to know about, on the ground of its tone, with a picture of it.
Rectangle {
    id: notice

    property string tone: "care"
    property string picture: tone === "plain" ? "" : tone
    property string text
    property bool strong: false

    color: Theme.toneGround(tone)
    implicitHeight: Math.max(Theme.mm(16), label.implicitHeight + Theme.mm(6))
    radius: Theme.radius
    visible: text

    // The sign of an error is as red as its ground.
    Rectangle {
        anchors.centerIn: icon
        color: Theme.card
        height: icon.height + Theme.mm(2)
        radius: height / 2
        visible: icon.visible && notice.tone === "error"
        width: height
    }

    Picture {
        id: icon

        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        name: notice.picture
        size: Theme.mm(Theme.elder ? 13 : 10)
        visible: name
    }

    Label {
        id: label

        anchors.left: icon.visible ? icon.right : parent.left
        anchors.leftMargin: icon.visible ? Theme.mm(4) : Theme.padding
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.toneInk(notice.tone)
        font.bold: notice.strong
        text: notice.text
    }
}
