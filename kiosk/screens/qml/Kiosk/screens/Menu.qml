pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Things to do.
ScreenBase {
    id: screen

    Scroll {
        anchors.fill: parent
        buttonsBeside: screen.landscape
        downWords: screen.frame.scroll_down
        upWords: screen.frame.scroll_up

        Grid {
            id: cards

            readonly property real tallest: children.reduce((most, card) => Math.max(most, card.implicitHeight), Theme.mm(34))

            columnSpacing: Theme.padding
            columns: screen.landscape ? 2 : 1
            rowSpacing: Theme.padding
            width: parent.width

            Each {
                id: each

                items: screen.view.choices

                ChoiceCard {
                    required property int index
                    readonly property var choice: each.shown[index]

                    detail: choice.detail ?? ""
                    height: cards.tallest
                    picture: choice.picture
                    reason: choice.reason ?? ""
                    target: choice.id
                    usable: choice.enabled
                    width: (cards.width - (cards.columns - 1) * cards.columnSpacing) / cards.columns
                    words: choice.words
                }
            }
        }
    }
}
