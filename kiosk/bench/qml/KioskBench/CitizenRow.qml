import QtQuick
import Kiosk

// A citizen: a click puts the card in, and another takes it out again; the small one does so with the ID card.
Control {
    id: row

    required property var citizen
    required property string photos

    signal idCardClicked

    Accessible.description: citizen.situation
    active: citizen.card_in
    implicitHeight: Math.max(58, texts.implicitHeight + 12)
    objectName: citizen.id
    words: citizen.name

    Image {
        id: photo

        anchors.left: parent.left
        anchors.leftMargin: 6
        anchors.verticalCenter: parent.verticalCenter
        asynchronous: true
        fillMode: Image.PreserveAspectCrop
        height: 50
        source: row.citizen.photo ? row.photos + row.citizen.photo + ".jpg" : ""
        sourceSize.height: 72
        width: 40
    }

    Column {
        id: texts

        anchors.left: photo.right
        anchors.leftMargin: 10
        anchors.right: idCard.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        spacing: 1

        Item {
            height: name.height
            width: parent.width

            Writing {
                id: name

                font.bold: true
                font.pixelSize: 15
                text: row.citizen.name
                width: parent.width - pin.width
            }

            Writing {
                id: pin

                anchors.baseline: name.baseline
                anchors.right: parent.right
                color: Theme.quietInk
                text: row.citizen.pin
            }
        }

        Writing {
            color: Theme.quietInk
            font.pixelSize: 13
            text: row.citizen.situation
            width: parent.width
        }
    }

    Control {
        id: idCard

        active: row.citizen.id_card_there
        anchors.right: card.left
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        height: 44
        objectName: row.citizen.id + "-id-card"
        width: 44
        words: row.citizen.id_card

        onClicked: row.idCardClicked()

        Picture {
            anchors.centerIn: parent
            name: "id-card"
            size: 30
        }
    }

    Picture {
        id: card

        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        name: row.citizen.card_in ? "take-card" : "insert-card"
        size: 34
    }
}
