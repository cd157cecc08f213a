pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The languages that are not shown at the moment.
Row {
    id: languages

    property var frame: null
    readonly property var others: frame ? frame.languages.filter(button => button.enabled) : []

    spacing: Theme.gap

    Repeater {
        model: languages.others.length

        HeadButton {
            required property int index
            readonly property var button: languages.others[index]

            picture: "language"
            target: button.id
            words: button.words
        }
    }
}
