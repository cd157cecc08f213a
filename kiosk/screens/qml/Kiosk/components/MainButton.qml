import QtQuick
import Kiosk

// The one thing this screen is for.
Pressable {
    id: control

    implicitHeight: Math.max(Theme.mainButton, face.implicitHeight + Theme.mm(1))
    implicitWidth: Math.max(Theme.mm(80), face.implicitWidth + 2 * Theme.mm(8))

    Rectangle {
        anchors.fill: parent
        color: !control.usable ? Theme.unusable : control.pressed ? Theme.primaryPressed : Theme.primary
        radius: control.radius
    }

    ButtonFace {
        id: face

        color: control.usable ? Theme.primaryInk : Theme.ink
        emphasis: true
        reason: control.usable ? "" : control.reason
        room: control.width - 2 * Theme.mm(4)
        size: Theme.leadSize
        words: control.words
    }
}
