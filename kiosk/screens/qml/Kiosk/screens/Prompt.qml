import QtQuick
import Kiosk

// What to do with one's hands.
ScreenBase {
    id: screen

    centred: true
    headed: !landscape
    share: 0.5

    Heading {
        anchors.verticalCenter: parent.verticalCenter
        sentence: screen.view.sentence ?? ""
        title: screen.view.title
        visible: screen.landscape
        width: parent.width
    }

    PromptPicture {
        anchors.verticalCenter: parent.verticalCenter
        picture: screen.view.picture
        size: screen.landscape ? Math.min(screen.height - 2 * Theme.margin, parent.width) : Math.min(parent.height, Theme.mm(180))
        x: screen.landscape ? screen.innerWidth - width : (parent.width - width) / 2
    }
}
