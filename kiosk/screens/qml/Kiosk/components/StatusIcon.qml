import QtQuick
import Kiosk

// How something is meant, as a picture; the words beside it say the same.
Rectangle {
    id: icon

    property string tone: "plain"
    property string picture: ({
            "waiting": "waiting",
            "done": "done",
            "care": "care",
            "error": "error",
            "unknown": "unknown"
        })[tone] ?? "help"
    property int size: Theme.mm(30)

    color: tone === "error" ? Theme.card : Theme.toneGround(tone)
    implicitHeight: size
    implicitWidth: size
    radius: size / 2

    Picture {
        anchors.centerIn: parent
        name: icon.picture
        size: icon.size * 0.6
    }
}
