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
        anchors.centerIn: parent
        cache: false
        fillMode: Image.Pad
        height: code.size
        objectName: "code-image"
        smooth: false
        source: code.text ? "image://code/" + encodeURIComponent(code.text) : ""
        sourceSize: Qt.size(code.size, code.size)
        width: code.size
    }
}
