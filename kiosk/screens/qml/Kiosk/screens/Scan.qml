import QtQuick
import Kiosk

// A code for the citizen's phone.
ScreenBase {
    id: screen

    Scroll {
        anchors.fill: parent
        rest: 0.42
        downWords: screen.frame.scroll_down
        spacing: Theme.mm(5)
        upWords: screen.frame.scroll_up

        Code {
            anchors.horizontalCenter: parent.horizontalCenter
            size: Math.min(parent.width, Theme.mm(screen.landscape ? 90 : 130))
            text: screen.view.code
        }

        Label {
            horizontalAlignment: Text.AlignHCenter
            text: screen.view.code_hint
            width: parent.width
        }
    }
}
