import QtQuick
import Kiosk

// A box with or without its tick.
Rectangle {
    id: box

    property bool checked: false

    border.color: checked ? Theme.primary : Theme.outline
    border.width: Theme.line * 2
    color: Theme.card
    height: width
    radius: Theme.mm(1.5)
    width: Theme.mm(Theme.elder ? 13 : 10)

    Picture {
        anchors.centerIn: parent
        name: "check"
        size: box.width * 0.8
        visible: box.checked
    }
}
