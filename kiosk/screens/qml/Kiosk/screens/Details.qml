pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Many lines to read.
ScreenBase {
    id: screen

    share: view.picture ? 0.72 : 1

    Scroll {
        anchors.fill: parent
        buttonsBeside: screen.landscape
        downWords: screen.frame.scroll_down
        spacing: Theme.padding
        upWords: screen.frame.scroll_up

        Notice {
            text: screen.view.notice ?? ""
            tone: screen.view.tone
            width: parent.width
        }

        Plate {
            id: sheet

            spacing: Theme.mm(3)
            width: parent.width

            Each {
                id: lines

                readonly property bool labelled: screen.view.lines.some(line => line.label)

                items: screen.view.lines

                DetailRow {
                    required property int index

                    detail: lines.shown[index]
                    labelWidth: lines.labelled ? sheet.width * (screen.landscape ? 0.2 : 0.28) : 0
                    width: parent ? parent.width : 0
                }
            }
        }
    }

    aside: Picture {
        anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
        name: screen.view.picture ?? ""
        size: name ? Theme.mm(64) : 0
        visible: name
    }
}
