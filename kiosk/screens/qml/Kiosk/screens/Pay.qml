pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The code to scan with the phone, or what to do at the payment terminal.
ScreenBase {
    id: screen

    share: 0.4

    Item {
        anchors.centerIn: parent
        height: code.size + time.height + Theme.mm(6)
        width: parent.width

        Code {
            id: code

            anchors.horizontalCenter: parent.horizontalCenter
            size: Math.min(parent.width, parent.parent.height - time.height - Theme.mm(6), Theme.mm(160))
            text: screen.view.code ?? ""
            visible: text
        }

        PromptPicture {
            anchors.centerIn: code
            picture: screen.view.picture
            size: code.size
            visible: !code.visible
        }

        Remaining {
            id: time

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: code.bottom
            anchors.topMargin: Theme.mm(6)
            label: screen.view.remaining_label
            share: screen.view.remaining_share
            value: screen.view.remaining
            width: Math.min(parent.width, Math.max(code.width, Theme.mm(Theme.elder ? 180 : 130)))
        }
    }

    aside: Column {
        spacing: Theme.mm(4)
        width: parent ? parent.width : 0

        Total {
            amount: screen.view.total
            label: screen.view.total_label
            width: parent.width
        }

        Instructions {
            items: screen.view.instructions
            width: parent.width
        }

        Notice {
            text: screen.view.warning
            width: parent.width
        }
    }
}
