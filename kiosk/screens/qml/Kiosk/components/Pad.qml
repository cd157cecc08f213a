pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Twelve keys, as on a telephone.
Grid {
    id: pad

    required property string erase
    required property string clear
    readonly property int keyWidth: Math.floor((width - 2 * spacing) / 3)
    readonly property int keyHeight: Math.floor((height - 3 * spacing) / 4)

    columns: 3
    spacing: Theme.gap

    Repeater {
        model: 9

        PadKey {
            required property int index

            height: pad.keyHeight
            target: "key-" + words
            width: pad.keyWidth
            words: index + 1
        }
    }

    PadKey {
        height: pad.keyHeight
        size: Theme.textSize
        target: "key-clear"
        width: pad.keyWidth
        words: pad.clear
    }

    PadKey {
        height: pad.keyHeight
        target: "key-0"
        width: pad.keyWidth
        words: "0"
    }

    PadKey {
        height: pad.keyHeight
        picture: "backspace"
        size: Theme.textSize
        target: "key-erase"
        width: pad.keyWidth
        words: pad.erase
    }
}
