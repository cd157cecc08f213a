import QtQuick
import Kiosk

// Anything one may do besides.
Pressable {
    id: control

    property string picture

    implicitHeight: Math.max(Theme.button, face.implicitHeight + Theme.mm(1))
    implicitWidth: Math.max(Theme.mm(34), face.implicitWidth + 2 * Theme.padding)

    Rectangle {
        anchors.fill: parent
        border.color: Theme.outline
        border.width: control.usable ? Theme.line : 0
        color: !control.usable ? Theme.unusable : control.pressed ? Theme.tint : Theme.card
        radius: control.radius
    }

    ButtonFace {
        id: face

        color: control.usable ? Theme.primary : Theme.ink
        picture: control.picture
        reason: control.usable ? "" : control.reason
        room: control.width - 2 * Theme.mm(3)
        words: control.words
    }
}
