pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Three dots that take turns, slowly: the machine is at work. Still when motion is off.
Row {
    id: dots

    property int turn: 0

    spacing: Theme.mm(5)

    Timer {
        interval: 700
        repeat: true
        running: Theme.motion && dots.visible

        onTriggered: dots.turn = (dots.turn + 1) % 3
    }

    Repeater {
        model: 3

        Rectangle {
            required property int index

            color: dots.turn === index || !Theme.motion ? Theme.primary : Theme.hairline
            height: Theme.mm(5)
            radius: height / 2
            width: height
        }
    }
}
