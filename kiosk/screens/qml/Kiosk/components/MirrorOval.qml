import QtQuick
import Kiosk

// The citizen as in a mirror, behind a sheet with an oval hole for the face.
Rectangle {
    id: sheet

    property int size

    color: Theme.card
    height: size
    radius: Theme.radius
    width: size

    Image {
        Accessible.ignored: true
        anchors.fill: parent
        cache: false
        fillMode: Image.PreserveAspectCrop
        mirror: true
        objectName: "mirror-image"
        source: Stage.mirror && Stage.mirror.serial > 0 && !Stage.mirror.is_photo ? "image://mirror/" + Stage.mirror.serial : ""
    }

    Picture {
        anchors.fill: parent
        name: "face-oval"
        size: sheet.size
    }
}
