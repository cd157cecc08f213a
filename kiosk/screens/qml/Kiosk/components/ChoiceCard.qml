import QtQuick
import Kiosk

// A card to choose: a picture, a word, what it means. As a tile the picture stands above.
Pressable {
    id: card

    property string picture
    property string detail
    property bool tile: false
    property bool chosen: false
    readonly property int pictureSize: tile ? Math.min(height - texts.implicitHeight - Theme.mm(14), height * 0.45, Theme.mm(56)) : Math.min(height * 0.7, Theme.mm(34))

    description: detail
    implicitHeight: Math.max(texts.implicitHeight, Theme.mm(20)) + (tile ? Theme.mm(20) : 0) + 2 * Theme.padding

    Rectangle {
        anchors.fill: parent
        border.color: card.chosen ? Theme.primary : Theme.outline
        border.width: !card.usable ? 0 : card.chosen ? Theme.strongLine : Theme.line
        color: !card.usable ? Theme.unusable : card.pressed || card.chosen ? Theme.tint : Theme.card
        radius: card.radius
    }

    Picture {
        id: image

        anchors.horizontalCenter: card.tile ? parent.horizontalCenter : undefined
        anchors.left: card.tile ? undefined : parent.left
        anchors.leftMargin: Theme.margin
        anchors.verticalCenter: card.tile ? undefined : parent.verticalCenter
        name: card.picture
        opacity: card.usable ? 1 : 0.45
        size: card.pictureSize
        y: card.tile ? (parent.height - height - texts.implicitHeight - Theme.mm(2)) / 2 : 0
    }

    Column {
        id: texts

        readonly property int alignment: card.tile ? Text.AlignHCenter : Text.AlignLeft

        anchors.left: card.tile ? parent.left : image.right
        anchors.leftMargin: card.tile ? Theme.mm(3) : Theme.margin
        anchors.right: parent.right
        anchors.rightMargin: card.tile ? Theme.mm(3) : Theme.padding
        anchors.top: card.tile ? image.bottom : undefined
        anchors.topMargin: Theme.mm(2)
        anchors.verticalCenter: card.tile ? undefined : parent.verticalCenter

        Label {
            Accessible.ignored: true
            font.bold: true
            horizontalAlignment: texts.alignment
            lineHeight: Math.ceil(size * 1.35)
            size: card.tile && !Theme.elder ? Theme.titleSize : Theme.leadSize
            text: card.words
            width: parent.width
        }

        Label {
            Accessible.ignored: true
            color: card.usable ? Theme.quietInk : Theme.ink
            horizontalAlignment: texts.alignment
            lineHeight: Math.ceil(size * 1.35)
            size: card.tile ? Theme.smallSize : Theme.textSize
            text: !card.usable && card.reason ? card.reason : card.tile && Theme.elder ? "" : card.detail
            visible: text
            width: parent.width
        }
    }
}
