pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Back on the left, leave beside it, and the one main button where the thumb expects it.
Rectangle {
    id: foot

    property var frame: null
    property var main: null
    readonly property var back: frame && frame.back ? frame.back : null
    readonly property var leave: frame && frame.leave ? frame.leave : null
    readonly property bool empty: !back && !leave && !main

    color: Theme.card
    implicitHeight: Math.max(Theme.foot, mainLoader.implicitHeight + Theme.mm(6))

    Rectangle {
        color: Theme.hairline
        height: Theme.line
        width: parent.width
    }

    Row {
        id: quiet

        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        Loader {
            active: foot.back !== null
            visible: active

            sourceComponent: QuietButton {
                picture: "back"
                reason: foot.back.reason ?? ""
                target: foot.back.id
                usable: foot.back.enabled
                words: foot.back.words
            }
        }

        Loader {
            active: foot.leave !== null
            visible: active

            sourceComponent: QuietButton {
                picture: "leave"
                reason: foot.leave.reason ?? ""
                target: foot.leave.id
                usable: foot.leave.enabled
                words: foot.leave.words
            }
        }
    }

    Loader {
        id: mainLoader

        active: !!foot.main
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(foot.width - 2 * Theme.margin - quiet.width - Theme.mm(8), Theme.mm(160))

        sourceComponent: MainButton {
            reason: foot.main.reason ?? ""
            target: foot.main.id
            usable: foot.main.enabled
            words: foot.main.words
        }
    }
}
