import QtQuick
import Kiosk

// One bill: tick it to pay it.
Pressable {
    id: row

    required property var bill
    // Upright there is room for larger rows, unless the type is large already.
    readonly property bool roomy: !Theme.landscape && !Theme.elder

    checkable: true
    description: [bill.detail, bill.due, bill.note, bill.amount].filter(part => part).join(" ")
    checked: bill.chosen
    implicitHeight: Math.max(Theme.button, texts.implicitHeight + 2 * Theme.mm(row.roomy ? 6 : 4))
    reason: bill.reason ?? ""
    target: bill.id
    usable: bill.enabled
    words: bill.title

    Rectangle {
        anchors.fill: parent
        border.color: row.checked ? Theme.primary : Theme.outline
        border.width: row.checked ? Theme.strongLine : row.usable ? Theme.line : 0
        color: row.checked || row.pressed ? Theme.tint : row.usable ? Theme.card : Theme.unusable
        radius: row.radius
    }

    CheckMark {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        checked: row.checked
        visible: row.usable || row.checked
    }

    Column {
        id: texts

        anchors.left: mark.right
        anchors.leftMargin: Theme.padding
        anchors.right: amount.left
        anchors.rightMargin: Theme.mm(4)
        anchors.verticalCenter: parent.verticalCenter

        Label {
            Accessible.ignored: true
            font.bold: true
            lineHeight: Math.ceil(size * 1.35)
            size: row.roomy ? Theme.leadSize : Theme.textSize
            text: row.bill.title
            width: parent.width
        }

        // The period tells bills of one title apart; the day goes below it where both don't fit.
        Flow {
            spacing: Theme.mm(2)
            width: parent.width

            Label {
                Accessible.ignored: true
                lineHeight: Math.ceil(size * 1.35)
                size: Theme.textSize
                text: row.bill.detail
                width: Math.min(implicitWidth, parent.width)
            }

            Label {
                Accessible.ignored: true
                color: Theme.quietInk
                lineHeight: Math.ceil(Theme.textSize * 1.35)
                size: row.roomy ? Theme.textSize : Theme.smallSize
                text: row.bill.due ?? ""
                visible: text
            }
        }

        Label {
            Accessible.ignored: true
            color: row.usable ? Theme.care : Theme.ink
            lineHeight: Math.ceil(size * 1.35)
            size: row.roomy ? Theme.textSize : Theme.smallSize
            text: row.reason || (row.bill.note ?? "")
            visible: text
            width: parent.width
        }
    }

    Label {
        id: amount

        anchors.right: parent.right
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        font.bold: true
        size: row.roomy ? Theme.titleSize : Theme.leadSize
        text: row.bill.amount
        wrapMode: Text.NoWrap
    }
}
