import QtQuick
import Kiosk

// A line of what there is to know; without a label it takes the whole width.
Item {
    id: row

    required property var detail
    // The width that the labels of all lines share; none is set aside where no line has one.
    property int labelWidth: 0
    readonly property string words: detail.label ?? ""

    implicitHeight: Math.max(label.implicitHeight, value.height)

    Label {
        id: label

        color: Theme.quietInk
        size: Theme.smallSize
        text: row.words
        visible: row.words
        width: row.labelWidth - Theme.gap
    }

    Rectangle {
        id: value

        color: row.detail.tone === "plain" ? "transparent" : Theme.toneGround(row.detail.tone)
        height: words.implicitHeight
        radius: Theme.radius
        width: row.width - x
        x: row.labelWidth

        Label {
            id: words

            anchors.left: parent.left
            anchors.leftMargin: row.detail.tone === "plain" ? 0 : Theme.mm(2)
            anchors.right: parent.right
            color: Theme.toneInk(row.detail.tone)
            lineHeight: Math.ceil(size * 1.4)
            size: Theme.smallSize
            text: row.detail.value
        }
    }
}
