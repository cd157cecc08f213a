pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// A device: how it stands, what hands can do to it, and what can be made to fail.
Rectangle {
    id: tile

    required property var entry
    required property string faultsTitle
    required property var whens
    property bool unfolded: false

    signal commanded(line: string)
    signal foldClicked
    signal paperClicked

    border.color: entry.tone === "error" ? Theme.error : entry.tone === "care" ? Theme.care : Theme.hairline
    border.width: entry.tone === "error" || entry.tone === "care" ? 2 : 1
    color: Theme.card
    implicitHeight: content.height + 24
    objectName: "tile-" + entry.id
    radius: 6

    Column {
        id: content

        spacing: 8
        width: tile.width - 24
        x: 12
        y: 12

        Item {
            height: Math.max(30, title.height)
            width: parent.width

            Picture {
                id: picture

                anchors.verticalCenter: parent.verticalCenter
                name: tile.entry.picture
                size: 28
            }

            Writing {
                id: title

                Accessible.name: text
                Accessible.role: Accessible.Heading
                anchors.left: picture.right
                anchors.leftMargin: 8
                anchors.right: pill.left
                anchors.rightMargin: 8
                anchors.verticalCenter: parent.verticalCenter
                font.bold: true
                font.pixelSize: 16
                text: tile.entry.title
            }

            StatePill {
                id: pill

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                tone: tile.entry.tone
                words: tile.entry.state
            }
        }

        Item {
            // Not by the paper's own visibility, which is false as long as this is.
            readonly property bool printed: tile.entry.paper !== ""

            height: Math.max(lines.height, printed ? paper.height : 0)
            visible: tile.entry.details.length > 0 || printed
            width: parent.width

            Column {
                id: lines

                spacing: 2
                width: parent.width - (parent.printed ? paper.width + 8 : 0)

                Each {
                    id: details

                    items: tile.entry.details

                    Writing {
                        required property int index

                        color: Theme.quietInk
                        text: details.shown[index]
                        width: lines.width
                    }
                }
            }

            PaperSheet {
                id: paper

                anchors.right: parent.right
                source: tile.entry.paper

                onClicked: tile.paperClicked()
            }
        }

        Buttons {
            controls: tile.entry.controls
            visible: tile.entry.controls.length > 0
            width: parent.width

            onCommanded: line => tile.commanded(line)

            BenchButton {
                active: tile.unfolded
                objectName: "faults-" + tile.entry.id
                picture: "care"
                visible: tile.entry.faults.length > 0
                words: tile.faultsTitle

                onClicked: tile.foldClicked()
            }
        }

        FaultPanel {
            controls: tile.entry.faults
            unfolded: tile.unfolded
            visible: unfolded || shown.length > 0
            whens: tile.whens
            width: parent.width

            onCommanded: line => tile.commanded(line)
        }
    }
}
