import QtQuick
import Kiosk

// How much of something is done, or is left.
Rectangle {
    id: bar

    property real share: 0

    color: Theme.hairline
    height: Theme.mm(3)
    radius: height / 2

    Rectangle {
        color: Theme.primary
        height: parent.height
        radius: height / 2
        width: Math.max(height, parent.width * bar.share)
    }
}
