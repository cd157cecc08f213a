pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The languages that are not shown at the moment.
Row {
    id: languages

    property var frame: null
    readonly property var others: frame ? frame.languages.filter(button => button.enabled) : []

    spacing: Theme.gap

    Each {
        id: each

        items: languages.others

        HeadButton {
            required property int index
            readonly property var button: each.shown[index]

            picture: "language"
            target: button.id
            words: button.words
        }
    }
}
