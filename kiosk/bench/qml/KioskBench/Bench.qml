pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The technician's bench: citizens and their cards, a tile for each device, the recording and the log.
Window {
    id: bench

    required property var model
    required property string photos
    required property string pictures
    readonly property var view: model.view
    property string paper: ""

    color: Theme.ground
    height: 800
    minimumHeight: 600
    minimumWidth: 960
    title: view.title ?? ""
    visible: true
    width: 1280

    Component.onCompleted: Theme.pictures = pictures

    Loader {
        active: !!bench.view.title
        anchors.fill: parent

        sourceComponent: Item {
            People {
                id: people

                anchors.bottom: parent.bottom
                anchors.top: parent.top
                citizens: bench.view.citizens
                photos: bench.photos
                width: 312

                onCommanded: line => bench.model.command(line)
            }

            TroubleStrip {
                id: strip

                anchors.left: people.right
                anchors.leftMargin: 12
                anchors.right: side.left
                anchors.rightMargin: 28
                allWell: bench.view.all_well
                tiles: bench.view.tiles
                y: 10

                onChosen: id => board.go(id)
            }

            Board {
                id: board

                anchors.bottom: parent.bottom
                anchors.left: people.right
                anchors.right: side.left
                anchors.rightMargin: 8
                anchors.top: strip.bottom
                anchors.topMargin: 4
                faultsTitle: bench.view.faults_title
                tiles: bench.view.tiles
                whens: bench.view.whens

                onCommanded: line => bench.model.command(line)
                onPaperClicked: source => bench.paper = source
            }

            Item {
                id: side

                anchors.bottom: parent.bottom
                anchors.margins: 12
                anchors.right: parent.right
                anchors.top: parent.top
                width: 256

                BenchButton {
                    id: language

                    anchors.right: parent.right
                    objectName: bench.view.language.line
                    picture: "language"
                    words: bench.view.language.words

                    onClicked: bench.model.command(bench.view.language.line)
                }

                RecordPanel {
                    id: record

                    recording: bench.view.recording
                    width: parent.width

                    onCommanded: line => bench.model.command(line)
                }

                Log {
                    anchors.bottom: parent.bottom
                    anchors.top: record.bottom
                    anchors.topMargin: 14
                    lines: bench.view.log
                    title: bench.view.log_title
                    width: parent.width
                }
            }
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
        objectName: "whole-paper"
        visible: bench.paper

        Image {
            anchors.centerIn: parent
            fillMode: Image.PreserveAspectFit
            height: parent.height - 40
            source: bench.paper
            width: parent.width - 40
        }

        MouseArea {
            anchors.fill: parent

            onClicked: bench.paper = ""
        }
    }
}
