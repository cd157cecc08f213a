import QtQuick
import Kiosk

// One of our own drawings, by its name.
Image {
    property string name
    property int size: Theme.mm(12)
    // Drawing waits for the layout, so that it is done once and not at every size in between.
    property bool settled: false

    Accessible.ignored: true
    height: size
    source: settled && name && Theme.pictures ? Theme.pictures + name + ".svg" : ""
    sourceSize: Qt.size(size, size)
    width: size

    Component.onCompleted: settled = true
}
