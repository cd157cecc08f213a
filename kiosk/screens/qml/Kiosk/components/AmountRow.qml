import QtQuick
import Kiosk

// A line of the amount.
Item {
    id: row

    required property var line
    readonly property int size: Theme.landscape ? Theme.textSize : Theme.elder ? Theme.leadSize : Theme.titleSize

    implicitHeight: Math.max(texts.height, amounts.height)

    Column {
        id: texts

        anchors.left: parent.left
        anchors.right: amounts.left
        anchors.rightMargin: Theme.padding

        Label {
            size: row.size
            text: row.line.title
            width: parent.width
        }

        Label {
            color: Theme.quietInk
            size: Theme.smallSize
            text: row.line.detail ?? ""
            visible: text
            width: parent.width
        }
    }

    Column {
        id: amounts

        anchors.right: parent.right

        Label {
            anchors.right: parent.right
            color: row.line.minus ? Theme.done : Theme.ink
            font.bold: true
            size: row.size
            text: row.line.amount
            wrapMode: Text.NoWrap
        }

        Label {
            anchors.right: parent.right
            color: Theme.care
            size: Theme.smallSize
            text: row.line.was ?? ""
            visible: text
            wrapMode: Text.NoWrap
        }
    }
}
