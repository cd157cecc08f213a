import QtQuick
import Kiosk

// How something stands: colour, sign and words.
Rectangle {
    id: pill

    required property string tone
    required property string words
    readonly property color ink: tone === "plain" ? Theme.primary : Theme.toneInk(tone)

    Accessible.name: words
    Accessible.role: Accessible.StaticText
    color: Theme.toneGround(tone)
    implicitHeight: 24
    implicitWidth: row.implicitWidth + 16
    radius: 12

    Row {
        id: row

        anchors.centerIn: parent
        spacing: 4

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.card
            height: 18
            radius: 9
            visible: sign.name
            width: 18

            Picture {
                id: sign

                anchors.centerIn: parent
                name: pill.tone === "done" ? "check" : pill.tone === "plain" ? "" : pill.tone
                size: 14
            }
        }

        Writing {
            anchors.verticalCenter: parent.verticalCenter
            color: pill.ink
            font.bold: true
            font.pixelSize: 13
            text: pill.words
            wrapMode: Text.NoWrap
        }
    }
}
