import QtQuick
import Kiosk

// Goes on to what is below, or back up. It moves what is seen, so the flows need not know of it.
Pressable {
    id: control

    required property bool down

    signal moved

    function act() {
        moved();
    }

    implicitHeight: Math.max(Theme.button, face.implicitHeight + Theme.mm(2))
    target: down ? "scroll-down" : "scroll-up"
    usable: opacity > 0

    Rectangle {
        anchors.fill: parent
        color: control.pressed ? Theme.primaryPressed : Theme.tint
        radius: control.radius
    }

    ButtonFace {
        id: face

        color: control.pressed ? Theme.primaryInk : Theme.primary
        emphasis: true
        room: control.width - Theme.mm(2)
        words: control.words
    }
}
