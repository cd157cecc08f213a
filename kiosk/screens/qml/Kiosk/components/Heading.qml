import QtQuick
import Kiosk

// The one question, and at most one sentence about it.
Column {
    id: heading

    property string title
    property string sentence
    property bool centred: false

    spacing: Theme.mm(2)

    Label {
        Accessible.role: Accessible.Heading
        font.bold: true
        horizontalAlignment: heading.centred ? Text.AlignHCenter : Text.AlignLeft
        lineHeight: Math.ceil(size * 1.35)
        size: Theme.titleSize
        text: heading.title
        width: parent.width
    }

    Label {
        color: Theme.quietInk
        horizontalAlignment: heading.centred ? Text.AlignHCenter : Text.AlignLeft
        text: heading.sentence
        visible: text
        width: parent.width
    }
}
