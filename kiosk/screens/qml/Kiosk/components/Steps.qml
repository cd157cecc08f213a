pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// How far one has come, in words and dots.
Row {
    id: steps

    property string words
    property int number: 0
    property int count: 0

    spacing: Theme.mm(4)

    Label {
        lineHeight: Math.ceil(size * 1.3)
        size: Theme.smallSize
        text: steps.words
    }

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.mm(2)

        Repeater {
            model: steps.count

            Rectangle {
                required property int index

                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                border.color: index < steps.number ? Theme.primary : Theme.outline
                border.width: Theme.line
                color: index < steps.number ? Theme.primary : Theme.card
                height: Theme.mm(index === steps.number - 1 ? 4 : 2.5)
                radius: height / 2
                width: height
            }
        }
    }
}
