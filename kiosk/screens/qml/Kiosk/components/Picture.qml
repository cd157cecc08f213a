import QtQuick
import Kiosk

// One of our own drawings, by its name.
Image {
    property string name
    property int size: Theme.mm(12)

    Accessible.ignored: true
    height: size
    source: name && Theme.pictures ? Theme.pictures + name + ".svg" : ""
    sourceSize: Qt.size(size, size)
    width: size
}
