import QtQuick
import Kiosk

// A key of a pad.
Pressable {
    id: key

    property string picture
    property int size: Theme.titleSize

    implicitHeight: Theme.mainButton

    Rectangle {
        anchors.fill: parent
        border.color: Theme.outline
        border.width: Theme.line
        color: key.pressed ? Theme.tint : Theme.card
        radius: key.radius
    }

    ButtonFace {
        color: key.size === Theme.titleSize ? Theme.ink : Theme.primary
        emphasis: key.size === Theme.titleSize
        picture: key.picture
        room: key.width - Theme.mm(4)
        size: key.size
        words: key.words
    }
}
