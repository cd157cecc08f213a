import QtQuick
import Kiosk

// A white sheet for what belongs together.
Rectangle {
    default property alias content: column.data
    property alias spacing: column.spacing

    color: Theme.card
    implicitHeight: column.height + 2 * Theme.padding
    radius: Theme.radius

    Column {
        id: column

        anchors.left: parent.left
        anchors.margins: Theme.padding
        anchors.right: parent.right
        spacing: Theme.padding
        y: Theme.padding
    }
}
