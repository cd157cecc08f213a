import QtQuick
import Kiosk

// What to do with one's hands.
ScreenBase {
    id: screen

    centred: !landscape
    share: 0.5

    PromptPicture {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: screen.landscape ? 0 : -Theme.mm(4)
        picture: screen.view.picture
        size: Math.min(parent.height, parent.width, Theme.mm(170))
        visible: !screen.landscape
    }

    aside: PromptPicture {
        anchors.centerIn: parent
        picture: screen.view.picture
        size: Math.min(parent ? parent.height : 0, parent ? parent.width : 0)
        visible: screen.landscape
    }
}
