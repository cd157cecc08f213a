import QtQuick
import Kiosk

// A sentence to agree to.
Pressable {
    id: row

    checkable: true
    implicitHeight: Math.max(Theme.button, label.implicitHeight + 2 * Theme.mm(4))

    Rectangle {
        anchors.fill: parent
        border.color: row.checked ? Theme.primary : Theme.outline
        border.width: row.checked ? Theme.strongLine : Theme.line
        color: row.checked || row.pressed ? Theme.tint : Theme.card
        radius: row.radius
    }

    CheckMark {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        checked: row.checked
    }

    Label {
        id: label

        Accessible.ignored: true
        anchors.left: mark.right
        anchors.leftMargin: Theme.padding
        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        text: row.words
    }
}
