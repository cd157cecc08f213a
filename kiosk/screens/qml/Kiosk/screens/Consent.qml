import QtQuick
import Kiosk

// What will be done with something personal, point by point.
ScreenBase {
    id: screen

    Scroll {
        anchors.fill: parent
        downWords: screen.frame.scroll_down
        rest: 0.2
        upWords: screen.frame.scroll_up

        Plate {
            width: parent.width

            Instructions {
                items: screen.view.points
                width: parent.width
            }
        }
    }
}
