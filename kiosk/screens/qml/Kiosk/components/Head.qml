pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Where one is, who one is, and what every screen offers: language, larger text, help.
Item {
    id: head

    property var frame: null

    implicitHeight: banner.height + bar.height

    Banner {
        id: banner

        text: head.frame ? head.frame.simulated ?? "" : ""
        width: parent.width
    }

    Rectangle {
        id: bar

        anchors.bottom: parent.bottom
        color: Theme.card
        height: Theme.head
        width: parent.width

        Column {
            anchors.left: parent.left
            anchors.leftMargin: Theme.margin
            anchors.right: buttons.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter

            Row {
                spacing: Theme.mm(4)

                Label {
                    color: Theme.quietInk
                    lineHeight: Math.ceil(size * 1.3)
                    size: Theme.smallSize
                    text: head.frame ? head.frame.hall : ""
                    visible: !Theme.elder
                }

                Label {
                    font.bold: true
                    lineHeight: Math.ceil(size * 1.3)
                    size: Theme.smallSize
                    text: head.frame ? head.frame.who ?? "" : ""
                    visible: text
                }
            }

            Steps {
                count: head.frame ? head.frame.step_count : 0
                number: head.frame ? head.frame.step_number : 0
                visible: words
                words: head.frame ? head.frame.step ?? "" : ""
            }
        }

        Row {
            id: buttons

            anchors.right: parent.right
            anchors.rightMargin: Theme.margin - Theme.mm(4)
            spacing: Theme.gap

            LanguageButtons {
                frame: head.frame
            }

            HeadButton {
                picture: Theme.elder ? "elder-off" : "elder"
                target: head.frame ? head.frame.elder_button.id : ""
                words: head.frame ? head.frame.elder_button.words : ""
            }

            HeadButton {
                picture: "help"
                target: head.frame ? head.frame.help_button.id : ""
                words: head.frame ? head.frame.help_button.words : ""
            }
        }

        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.hairline
            height: Theme.line
            width: parent.width
        }
    }
}
