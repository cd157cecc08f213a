pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// A pad for the card's PIN.
ScreenBase {
    id: screen

    share: 0.5

    Item {
        height: parent.height - (screen.landscape ? 0 : pad.height + Theme.mm(8))
        width: parent.width

        Column {
            anchors.centerIn: parent
            spacing: Theme.mm(10)
            width: parent.width

            PinDots {
                anchors.horizontalCenter: parent.horizontalCenter
                filled: screen.view.filled
                length: screen.view.length
            }

            Notice {
                text: screen.view.message ?? ""
                tone: screen.view.tone
                width: parent.width
            }
        }
    }

    Pad {
        id: pad

        clear: screen.view.clear
        erase: screen.view.erase
        height: screen.landscape ? screen.height - Theme.mm(12) : Theme.mm(Theme.elder ? 190 : 180)
        parent: screen
        width: screen.landscape ? Math.min(screen.innerWidth * 0.46, Theme.mm(210)) : screen.innerWidth
        x: screen.width - Theme.margin - width
        y: screen.height - height - Theme.mm(screen.landscape ? 6 : 10) - (screen.landscape || screen.view.others.length === 0 ? 0 : Theme.button + Theme.padding)
    }
}
