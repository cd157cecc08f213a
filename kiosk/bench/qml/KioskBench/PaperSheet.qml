import QtQuick
import Kiosk

// The head of the last paper; a click shows it whole.
Rectangle {
    id: sheet

    property string source

    signal clicked

    border.color: Theme.outline
    color: Theme.card
    height: 92
    objectName: "paper"
    visible: source
    width: 84

    Image {
        anchors.fill: parent
        anchors.margins: 1
        fillMode: Image.PreserveAspectCrop
        source: sheet.source
        sourceSize.width: 164
        verticalAlignment: Image.AlignTop
    }

    MouseArea {
        anchors.fill: parent

        onClicked: sheet.clicked()
    }
}
