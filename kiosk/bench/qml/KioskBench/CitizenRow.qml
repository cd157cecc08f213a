pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// A citizen, and what they carry: a click puts it in or on, and another takes it away.
Rectangle {
    id: row

    required property var citizen
    required property string photos

    signal commanded(line: string)

    border.color: Theme.hairline
    color: Theme.card
    implicitHeight: situation.y + situation.height + 10
    objectName: citizen.id
    radius: 6

    Image {
        id: photo

        asynchronous: true
        fillMode: Image.PreserveAspectCrop
        height: 66
        source: row.photos + row.citizen.id + ".jpg"
        sourceSize.height: 96
        width: 53
        x: 8
        y: 8
    }

    Writing {
        id: name

        Accessible.name: text
        Accessible.role: Accessible.Heading
        anchors.left: photo.right
        anchors.leftMargin: 10
        anchors.right: pin.left
        anchors.rightMargin: 6
        font.bold: true
        font.pixelSize: 15
        text: row.citizen.name
        y: 8
    }

    Writing {
        id: pin

        anchors.baseline: name.baseline
        anchors.right: parent.right
        anchors.rightMargin: 8
        color: Theme.quietInk
        font.pixelSize: 13
        text: row.citizen.pin
        wrapMode: Text.NoWrap
    }

    Row {
        id: things

        anchors.left: name.left
        anchors.top: name.bottom
        anchors.topMargin: 8
        spacing: 6

        Each {
            id: each

            items: row.citizen.controls

            Control {
                id: thing

                required property int index
                readonly property var control: each.shown[index]

                active: control.active
                enabled: control.usable
                height: 38
                objectName: row.citizen.id + " " + control.picture
                width: 42
                words: control.words

                onClicked: row.commanded(control.line)

                Picture {
                    anchors.centerIn: parent
                    name: thing.control.picture
                    opacity: thing.enabled ? 1 : 0.4
                    size: 26
                }
            }
        }
    }

    Writing {
        id: situation

        anchors.left: parent.left
        anchors.margins: 8
        anchors.right: parent.right
        color: Theme.quietInk
        font.pixelSize: 13
        text: row.citizen.situation
        y: Math.max(photo.y + photo.height, things.y + things.height) + 6
    }
}
