import QtQuick
import Kiosk

// Paid: the voucher as a code to photograph, and how the printing goes.
ScreenBase {
    id: screen

    picture: "done"
    share: 0.45

    Scroll {
        anchors.fill: parent
        downWords: screen.frame.scroll_down
        spacing: Theme.mm(5)
        rest: 0.42
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

    aside: Column {
        spacing: Theme.padding
        width: parent ? parent.width : 0

        Total {
            amount: screen.view.total
            label: screen.view.total_label
            width: parent.width
        }

        Notice {
            picture: screen.view.print_picture
            text: screen.view.print_message
            tone: screen.view.print_tone
            width: parent.width
        }

        Plate {
            width: parent.width

            References {
                items: screen.view.references
                width: parent.width
            }
        }
    }
}
