import QtQuick
import Kiosk

// What it comes to, in the largest numbers of the screen.
Rectangle {
    id: total

    property string label
    property string amount
    property string note
    property bool stacked: Theme.landscape

    color: Theme.card
    implicitHeight: (stacked ? words.height + sum.height : Math.max(words.height, sum.height)) + (capitals.visible ? capitals.height : 0) + 2 * Theme.padding
    radius: Theme.radius

    Label {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        size: Theme.leadSize
        text: total.label
        y: total.stacked ? Theme.padding : sum.y + (sum.height - height) / 2
    }

    Label {
        id: sum

        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        color: Theme.primary
        font.bold: true
        fontSizeMode: Text.HorizontalFit
        horizontalAlignment: Text.AlignRight
        lineHeight: Math.ceil(size * 1.25)
        minimumPixelSize: Theme.titleSize
        size: Theme.amountSize
        text: total.amount
        width: total.stacked ? parent.width - 2 * Theme.padding : parent.width - 3 * Theme.padding - words.implicitWidth
        wrapMode: Text.NoWrap
        y: total.stacked ? words.y + words.height : Theme.padding
    }

    Label {
        id: capitals

        anchors.left: parent.left
        anchors.margins: Theme.padding
        anchors.right: parent.right
        anchors.top: sum.bottom
        anchors.topMargin: 0
        color: Theme.quietInk
        horizontalAlignment: Text.AlignRight
        text: total.note
        visible: text
    }
}
