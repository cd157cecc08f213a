import QtQuick
import Kiosk

// A large drawing on a calm ground.
Rectangle {
    id: plate

    property string picture
    property int size

    color: Theme.card
    height: size
    radius: size / 2
    width: size

    Picture {
        anchors.centerIn: parent
        name: plate.picture
        size: plate.size * 0.62
    }
}
