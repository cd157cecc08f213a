import QtQuick
import Kiosk

// A citizen: a click puts the card in, and another takes it out again; the small one does so with the ID card.
Control {
    id: row

    required property var citizen
    required property string photos

    signal idCardClicked

    Accessible.description: citizen.situation
    active: citizen.card.active
    implicitHeight: situation.y + situation.height + 8
    objectName: citizen.id
    words: citizen.card.words

    Image {
        id: photo

        asynchronous: true
        fillMode: Image.PreserveAspectCrop
        height: 50
        source: row.photos + row.citizen.id + ".jpg"
        sourceSize.height: 72
        width: 40
        x: 8
        y: 8
    }

    Column {
        anchors.left: photo.right
        anchors.leftMargin: 10
        anchors.right: idCard.left
        anchors.rightMargin: 8
        anchors.verticalCenter: photo.verticalCenter
        spacing: 2

        Writing {
            font.bold: true
            font.pixelSize: 15
            text: row.citizen.name
            width: parent.width
        }

        Writing {
            color: Theme.quietInk
            font.pixelSize: 13
            text: row.citizen.pin
            width: parent.width
        }
    }

    Control {
        id: idCard

        active: row.citizen.id_card.active
        anchors.right: card.left
        anchors.rightMargin: 8
        anchors.verticalCenter: photo.verticalCenter
        height: 40
        objectName: row.citizen.id + "-id-card"
        width: 40
        words: row.citizen.id_card.words

        onClicked: row.idCardClicked()

        Picture {
            anchors.centerIn: parent
            name: "id-card"
            size: 28
        }
    }

    Picture {
        id: card

        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: photo.verticalCenter
        name: row.citizen.card.active ? "take-card" : "insert-card"
        size: 34
    }

    Writing {
        id: situation

        anchors.left: parent.left
        anchors.margins: 8
        anchors.right: parent.right
        color: Theme.quietInk
        font.pixelSize: 13
        text: row.citizen.situation
        y: photo.y + photo.height + 4
    }
}
