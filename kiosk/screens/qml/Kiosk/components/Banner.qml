import QtQuick
import Kiosk

// Says above everything that no real money moves here.
Rectangle {
    property alias text: label.text

    color: Theme.careTint
    height: text ? label.implicitHeight : 0
    visible: text

    Label {
        id: label

        anchors.centerIn: parent
        color: Theme.care
        size: Theme.smallSize
    }
}
