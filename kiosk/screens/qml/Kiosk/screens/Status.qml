import QtQuick
import Kiosk

// An outcome or a trouble: what happened, whether money moved, what to do now.
ScreenBase {
    id: screen

    headed: false

    Scroll {
        anchors.horizontalCenter: parent.horizontalCenter
        centred: true
        downWords: screen.frame.scroll_down
        height: parent.height
        spacing: Theme.mm(9)
        upWords: screen.frame.scroll_up
        width: Math.min(parent.width, Theme.mm(300))

        StatusIcon {
            anchors.horizontalCenter: parent.horizontalCenter
            picture: screen.view.picture
            size: Theme.mm(screen.landscape ? 36 : 76)
            tone: screen.view.tone
        }

        Heading {
            centred: true
            sentence: screen.view.sentence ?? ""
            title: screen.view.title
            width: parent.width
        }

        Notice {
            strong: true
            text: screen.view.money ?? ""
            tone: screen.view.tone
            width: parent.width
        }

        Label {
            horizontalAlignment: Text.AlignHCenter
            text: screen.view.todo ?? ""
            visible: text
            width: parent.width
        }

        References {
            items: screen.view.references
            visible: items.length > 0
            width: parent.width
        }
    }
}
