import QtQuick
import Kiosk

// A personal value and the control that shows it whole.
Rectangle {
    id: row

    required property var field
    required property string hold

    color: Theme.card
    implicitHeight: Math.max(texts.height, see.height) + 2 * Theme.padding
    radius: Theme.radius

    Column {
        id: texts

        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        anchors.right: see.left
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter

        Label {
            color: Theme.quietInk
            size: Theme.smallSize
            text: row.field.label
            width: parent.width
        }

        Label {
            font.bold: true
            size: Theme.landscape ? Theme.leadSize : Theme.titleSize
            text: row.field.value
            width: parent.width
        }
    }

    HoldToSee {
        id: see

        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        shown: row.field.shown
        target: row.field.id
        words: row.hold
    }
}
