import QtQuick
import Kiosk

// What stands on a button: a picture if it helps, the words, and why it can't be used.
Row {
    id: face

    property string picture
    property string words
    property string reason
    property color color: Theme.primary
    property bool emphasis: false
    property int size: Theme.textSize
    property real room: 0

    anchors.centerIn: parent
    spacing: Theme.mm(3)

    Picture {
        anchors.verticalCenter: parent.verticalCenter
        name: face.picture
        size: Theme.mm(Theme.elder ? 11 : 8)
        visible: face.picture
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter

        Label {
            Accessible.ignored: true
            anchors.horizontalCenter: parent.horizontalCenter
            color: face.color
            font.bold: face.emphasis
            horizontalAlignment: Text.AlignHCenter
            lineHeight: Math.ceil(size * 1.3)
            size: face.size
            text: face.words
            width: face.room > 0 ? Math.min(implicitWidth, face.room - (face.picture ? Theme.mm(3) + Theme.mm(11) : 0)) : implicitWidth
        }

        Label {
            Accessible.ignored: true
            anchors.horizontalCenter: parent.horizontalCenter
            color: face.color
            horizontalAlignment: Text.AlignHCenter
            lineHeight: Math.ceil(size * 1.3)
            size: Theme.smallSize
            text: face.reason
            visible: text
            width: face.room > 0 ? Math.min(implicitWidth, face.room) : implicitWidth
        }
    }
}
