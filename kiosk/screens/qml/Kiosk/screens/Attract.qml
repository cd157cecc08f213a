pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The invitation.
ScreenBase {
    id: screen

    readonly property int columns: landscape ? 3 : 2
    readonly property int cellWidth: Math.floor((grid.width - (columns - 1) * grid.spacing) / columns)
    readonly property int cellHeight: Math.floor((grid.height - (rows - 1) * grid.spacing) / rows)
    readonly property int rows: Math.ceil((view.ways.length + 2) / columns)

    headed: false

    transform: Translate {
        x: drift.x
        y: drift.y
    }

    Drift {
        id: drift
    }

    Banner {
        id: banner

        parent: screen
        text: screen.frame.simulated ?? ""
        width: parent.width
    }

    Item {
        id: welcome

        height: screen.landscape ? parent.height : invitation.y + invitation.height + Theme.mm(10)
        width: screen.landscape ? parent.width * 0.36 : parent.width
        y: banner.height

        Label {
            id: clock

            anchors.right: parent.right
            color: Theme.quietInk
            size: Theme.titleSize
            text: screen.frame.time
        }

        Label {
            id: hall

            color: Theme.primary
            font.bold: true
            lineHeight: Math.ceil(size * 1.3)
            size: Theme.titleSize
            text: screen.frame.hall
            width: parent.width - clock.width - Theme.padding
        }

        Column {
            id: invitation

            anchors.top: hall.bottom
            anchors.topMargin: Theme.mm(14)
            spacing: Theme.mm(2)
            width: parent.width

            Label {
                Accessible.role: Accessible.Heading
                font.bold: true
                lineHeight: Math.ceil(size * 1.25)
                size: Theme.elder ? Theme.amountSize : Theme.displaySize
                text: screen.view.title
                width: parent.width
            }

            Label {
                color: Theme.quietInk
                size: Theme.leadSize
                text: screen.view.sentence ?? ""
                visible: text && !Theme.elder
                width: parent.width
            }
        }
    }

    Flow {
        id: grid

        anchors.bottom: screen.landscape ? parent.bottom : foot.top
        anchors.bottomMargin: screen.landscape ? 0 : Theme.padding
        anchors.right: parent.right
        anchors.top: screen.landscape ? parent.top : welcome.bottom
        anchors.topMargin: screen.landscape ? banner.height : 0
        spacing: Theme.padding
        width: screen.landscape ? parent.width * 0.6 : parent.width

        Each {
            id: eachWay

            items: screen.view.ways

            ChoiceCard {
                required property int index
                readonly property var way: eachWay.shown[index]

                detail: way.detail ?? ""
                height: screen.cellHeight
                picture: way.picture
                reason: way.reason ?? ""
                target: way.id
                tile: true
                usable: way.enabled
                width: screen.cellWidth
                words: way.words
            }
        }

        ChoiceCard {
            chosen: screen.frame.elder
            height: screen.cellHeight
            picture: Theme.elder ? "elder-off" : "elder"
            target: screen.frame.elder_button.id
            tile: true
            width: screen.cellWidth
            words: screen.frame.elder_button.words
        }

        Column {
            spacing: grid.spacing
            width: screen.cellWidth

            Each {
                id: eachLanguage

                items: screen.frame.languages

                LanguageCard {
                    required property int index
                    readonly property var button: eachLanguage.shown[index]

                    chosen: !button.enabled
                    usable: button.enabled
                    height: (screen.cellHeight - (screen.frame.languages.length - 1) * grid.spacing) / screen.frame.languages.length
                    target: button.id
                    width: screen.cellWidth
                    words: button.words
                }
            }
        }
    }

    Corners {
        corners: screen.frame.corners
        height: Math.max(hall.height, Theme.mm(26))
        leftWidth: hall.width
        rightWidth: clock.width
        width: welcome.width
        y: welcome.y
    }

    Item {
        id: foot

        anchors.bottom: parent.bottom
        height: screen.landscape ? limits.height + help.height + Theme.padding : Math.max(help.height, limits.height)
        width: welcome.width

        Column {
            id: limits

            spacing: Theme.mm(2)
            width: screen.landscape ? parent.width : parent.width - help.width - Theme.padding

            Each {
                id: eachLimit

                items: screen.view.limits

                Notice {
                    required property int index

                    height: Math.max(implicitHeight, Theme.button)
                    text: eachLimit.shown[index]
                    width: limits.width
                }
            }
        }

        QuietButton {
            id: help

            anchors.bottom: parent.bottom
            anchors.right: parent.right
            picture: "help"
            target: screen.frame.help_button.id
            width: screen.landscape || screen.view.limits.length === 0 ? parent.width : implicitWidth
            words: screen.frame.help_button.words
        }
    }
}
