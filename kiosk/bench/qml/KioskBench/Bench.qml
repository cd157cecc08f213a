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

    Flickable {
        id: flick

        anchors.bottom: log.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: content.height + 24

        Column {
            id: content

            spacing: 16
            width: flick.width - 32
            x: 12
            y: 12

            Column {
                spacing: 6
                width: parent.width

                Each {
                    id: citizens

                    items: bench.state.citizens

                    CitizenRow {
                        required property int index

                        citizen: citizens.shown[index]
                        photos: bench.photos
                        width: content.width

                        onClicked: bench.model.command(active ? "pull" : "insert", citizen.id)
                    }
                }
            }

            Each {
                id: groups

                items: bench.state.groups

                Group {
                    required property int index

                    entry: groups.shown[index]
                    width: content.width

                    onCommanded: (name, argument) => bench.model.command(name, argument)
                }
            }
        }
    }

    Rectangle {
        anchors.right: parent.right
        anchors.rightMargin: 4
        color: Theme.outline
        height: flick.height * flick.visibleArea.heightRatio
        radius: 4
        visible: flick.visibleArea.heightRatio < 1
        width: 8
        y: flick.height * flick.visibleArea.yPosition
    }

    Rectangle {
        anchors.bottom: log.top
        color: Theme.hairline
        height: 1
        width: parent.width
    }

    Log {
        id: log

        anchors.bottom: parent.bottom
        height: Math.min(180, parent.height * 0.25)
        lines: bench.state.log
        width: parent.width
    }
}
