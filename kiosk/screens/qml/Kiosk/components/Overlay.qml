pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import QtQuick.Layouts

// A question above the page, which stays where it is.
Rectangle {
    id: sheet

    required property var overlay

    color: Theme.scrim

    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: Theme.landscape ? 0 : parent.height * 0.1
        color: Theme.card
        height: content.implicitHeight + 2 * Theme.margin
        radius: Theme.radius * 2
        width: Math.min(parent.width - 2 * Theme.margin, Theme.mm(280))

        ColumnLayout {
            id: content

            anchors.fill: parent
            anchors.margins: Theme.margin
            spacing: Theme.padding

            StatusIcon {
                Layout.alignment: Qt.AlignHCenter
                picture: sheet.overlay.picture
                tone: sheet.overlay.tone
            }

            Label {
                Accessible.role: Accessible.AlertMessage
                Layout.fillWidth: true
                font.bold: true
                horizontalAlignment: Text.AlignHCenter
                size: Theme.titleSize
                text: sheet.overlay.title
            }

            Label {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                text: sheet.overlay.sentence
            }

            MainButton {
                Layout.fillWidth: true
                Layout.topMargin: Theme.padding
                target: sheet.overlay.main.id
                usable: sheet.overlay.main.enabled
                reason: sheet.overlay.main.reason ?? ""
                words: sheet.overlay.main.words
            }

            Loader {
                Layout.fillWidth: true
                active: !!sheet.overlay.other
                visible: active

                sourceComponent: QuietButton {
                    target: sheet.overlay.other.id
                    usable: sheet.overlay.other.enabled
                    reason: sheet.overlay.other.reason ?? ""
                    words: sheet.overlay.other.words
                }
            }
        }
    }
}
