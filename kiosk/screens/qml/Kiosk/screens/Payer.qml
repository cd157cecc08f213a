pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Who it is for.
ScreenBase {
    id: screen

    Scroll {
        anchors.fill: parent
        centred: true
        downWords: screen.frame.scroll_down
        upWords: screen.frame.scroll_up

        Rectangle {
            color: Theme.card
            height: fields.height + 2 * Theme.padding
            radius: Theme.radius
            width: Math.min(parent.width, Theme.mm(320))

            Column {
                id: fields

                anchors.left: parent.left
                anchors.margins: Theme.padding
                anchors.right: parent.right
                y: Theme.padding

                Repeater {
                    model: screen.view.fields.length

                    FieldRow {
                        required property int index

                        field: screen.view.fields[index]
                        first: index === 0
                        hold: screen.view.hold
                        width: fields.width
                    }
                }
            }
        }
    }
}
