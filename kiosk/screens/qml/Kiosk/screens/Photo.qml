import QtQuick
import Kiosk

// A photo to be judged, as others see it.
ScreenBase {
    id: screen

    headed: !landscape
    share: 0.5

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

        Picture {
            anchors.centerIn: parent
            name: screen.view.picture ?? ""
            objectName: "photo-stand-in"
            size: parent.width * 0.62
            visible: name
        }
    }

    aside: Column {
        width: parent ? parent.width : 0

        Heading {
            sentence: screen.view.sentence ?? ""
            title: screen.view.title
            visible: screen.landscape
            width: parent.width
        }
    }
}
