import QtQuick
import Kiosk

// A language, in its own words.
Pressable {
    id: card

    property bool chosen: false

    Rectangle {
        anchors.fill: parent
        border.color: card.chosen ? Theme.primary : Theme.outline
        border.width: card.chosen ? Theme.strongLine : Theme.line
        color: card.pressed || card.chosen ? Theme.tint : Theme.card
        radius: card.radius
    }

    ButtonFace {
        color: Theme.ink
        emphasis: true
        picture: card.chosen ? "check" : ""
        room: card.width - Theme.padding
        size: Theme.leadSize
        words: card.words
    }
}
