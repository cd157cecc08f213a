pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Who it is for.
ScreenBase {
    id: screen

    Scroll {
        anchors.fill: parent
        downWords: screen.frame.scroll_down
        rest: 0.42
        upWords: screen.frame.scroll_up

        Grid {
            columnSpacing: Theme.padding
            columns: screen.landscape ? 2 : 1
            rowSpacing: Theme.padding
            width: parent.width

            Each {
                id: eachField

                items: screen.view.fields

                FieldRow {
                    required property int index

                    field: eachField.shown[index]
                    hold: screen.view.hold
                    width: screen.landscape ? (screen.innerWidth - Theme.padding) / 2 : screen.innerWidth
                }
            }
        }
    }
}
