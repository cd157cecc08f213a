import QtQuick
import Kiosk

// The one question, and at most one sentence about it.
Column {
    id: heading

    property string title
    property string sentence
    property string picture
    property bool centred: false

    spacing: Theme.mm(2)

    Row {
        spacing: Theme.mm(5)
        width: parent.width

        Picture {
            id: image

            anchors.verticalCenter: parent.verticalCenter
            name: heading.picture
            size: Theme.mm(Theme.elder ? 20 : 16)
            visible: name
        }

        Label {
            Accessible.role: Accessible.Heading
            anchors.verticalCenter: parent.verticalCenter
            font.bold: true
            horizontalAlignment: heading.centred ? Text.AlignHCenter : Text.AlignLeft
            lineHeight: Math.ceil(size * 1.35)
            size: Theme.titleSize
            text: heading.title
            width: parent.width - (image.visible ? image.width + parent.spacing : 0)
        }
    }

    Label {
        color: Theme.quietInk
        horizontalAlignment: heading.centred ? Text.AlignHCenter : Text.AlignLeft
        text: heading.sentence
        visible: text
        width: parent.width
    }
}
