import QtQuick
import Kiosk

// A photo that was just taken, as others will see it.
ScreenBase {
    id: screen

    Rectangle {
        anchors.centerIn: parent
        border.color: Theme.outline
        border.width: 1
        color: Theme.card
        height: Math.min(parent.height, Theme.mm(150))
        width: height * 358 / 441

        Image {
            Accessible.ignored: true
            anchors.fill: parent
            anchors.margins: parent.border.width
            cache: false
            fillMode: Image.PreserveAspectFit
            objectName: "photo-image"
            source: Stage.mirror && Stage.mirror.is_photo ? "image://mirror/" + Stage.mirror.serial : ""
        }
    }
}
