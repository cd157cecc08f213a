import QtQuick
import Kiosk

// A personal value and the control that shows it whole.
Item {
    id: row

    required property var field
    required property string hold
    property bool first: false

    implicitHeight: Math.max(texts.height, see.height) + 2 * Theme.mm(5)

    Rectangle {
        color: Theme.hairline
        height: Theme.line
        visible: !row.first
        width: parent.width
    }

    Column {
        id: texts

        anchors.left: parent.left
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
            size: Theme.leadSize
            text: row.field.value
            width: parent.width
        }
    }

    HoldToSee {
        id: see

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        shown: row.field.shown
        target: row.field.id
        words: row.hold
    }
}
