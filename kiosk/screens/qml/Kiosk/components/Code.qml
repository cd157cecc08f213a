import QtQuick
import Kiosk

// A code to scan, on white, its modules whole pixels.
Rectangle {
    id: code

    property string text
    property int size: Theme.mm(100)

    Accessible.ignored: true
    color: "#FFFFFF"
    implicitHeight: size
    implicitWidth: size
    radius: Theme.radius

    Image {
        readonly property int pixels: implicitWidth > 0 ? Math.max(1, Math.floor(code.size / implicitWidth)) : 0

        anchors.centerIn: parent
        cache: false
        height: pixels * implicitHeight
        objectName: "code-image"
        smooth: false
        source: code.text ? "image://code/" + encodeURIComponent(code.text) : ""
        width: pixels * implicitWidth
    }
}
