import QtQuick
import Kiosk

// What is being waited for.
ScreenBase {
    id: screen

    headed: false

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.mm(10)
        width: Math.min(parent.width, Theme.mm(260))
        y: (parent.height - height) * 0.4

        StatusIcon {
            anchors.horizontalCenter: parent.horizontalCenter
            size: Theme.mm(screen.landscape ? 60 : 90)
            tone: "waiting"
        }

        Heading {
            centred: true
            sentence: screen.view.sentence ?? ""
            title: screen.view.title
            width: parent.width
        }

        Breath {
            anchors.horizontalCenter: parent.horizontalCenter
        }
    }
}
