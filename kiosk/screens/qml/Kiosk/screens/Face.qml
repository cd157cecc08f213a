import QtQuick
import Kiosk

// A mirror, and one instruction at a time.
ScreenBase {
    id: screen

    headed: !landscape
    share: 0.5

    MirrorOval {
        id: mirror

        anchors.centerIn: parent
        size: Math.min(parent.width, parent.height, Theme.mm(190))
    }

    aside: Column {
        spacing: Theme.mm(6)
        width: parent ? parent.width : 0

        Heading {
            sentence: screen.view.sentence ?? ""
            title: screen.view.title
            visible: screen.landscape
            width: parent.width
        }

        Row {
            spacing: Theme.mm(6)
            width: parent.width

            PromptPicture {
                id: picture

                picture: screen.view.movement ?? "face"
                size: Theme.mm(Theme.elder ? 64 : 56)
            }

            Column {
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.mm(4)
                width: parent.width - picture.width - parent.spacing

                Bar {
                    share: screen.view.share
                    width: parent.width
                }

                Label {
                    color: Theme.quietInk
                    size: Theme.smallSize
                    text: screen.view.kept
                    width: parent.width
                }
            }
        }
    }
}
