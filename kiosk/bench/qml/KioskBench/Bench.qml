pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The technician's bench: citizens and their cards, what can be done to the world, and the log.
Window {
    id: bench

    required property var model
    required property string photos
    required property string pictures
    readonly property var state: model.state

    color: Theme.ground
    height: 1000
    minimumHeight: 480
    minimumWidth: 380
    title: state.title
    visible: true
    width: 440

    Component.onCompleted: Theme.pictures = pictures

    ScrollArea {
        id: people

        anchors.bottom: deeds.top
        anchors.top: parent.top
        spacing: 6
        width: parent.width

        Each {
            id: citizens

            items: bench.state.citizens

            CitizenRow {
                required property int index

                citizen: citizens.shown[index]
                photos: bench.photos
                width: parent ? parent.width : 0

                onClicked: bench.model.command(active ? "pull" : "insert", citizen.id)
                onIdCardClicked: bench.model.command(citizen.id_card_there ? "take-id-card" : "put-id-card", citizen.id)
            }
        }
    }

    Rectangle {
        color: Theme.hairline
        height: 1
        width: parent.width
        y: deeds.y
    }

    ScrollArea {
        id: deeds

        anchors.bottom: log.top
        height: Math.min(contentHeight, parent.height * 0.5)
        spacing: 12
        width: parent.width

        Each {
            id: groups

            items: bench.state.groups

            Group {
                required property int index

                entry: groups.shown[index]
                width: parent ? parent.width : 0

                onCommanded: (name, argument) => bench.model.command(name, argument)
            }
        }
    }

    Log {
        id: log

        anchors.bottom: parent.bottom
        height: Math.min(130, parent.height * 0.2)
        lines: bench.state.log
        width: parent.width
    }
}
