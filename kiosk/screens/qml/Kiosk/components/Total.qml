import QtQuick
import Kiosk

// What it comes to, in the largest numbers of the screen.
Rectangle {
    id: total

    property string label
    property string amount
    property string note
    readonly property bool stacked: width < Theme.mm(190)
    readonly property int inner: width - 2 * Theme.padding

    color: Theme.card
    implicitHeight: sheet.height + 2 * Theme.mm(5)
    radius: Theme.radius

    Column {
        id: sheet

        x: Theme.padding
        y: Theme.mm(5)

        Grid {
            columns: total.stacked ? 1 : 2
            verticalItemAlignment: Grid.AlignVCenter

            Label {
                id: words

                size: Theme.leadSize
                text: total.label
                width: total.stacked ? total.inner : Math.floor(total.inner * 0.45)
            }

            Label {
                color: Theme.primary
                font.bold: true
                horizontalAlignment: Text.AlignRight
                lineHeight: Math.ceil(size * 1.3)
                size: Theme.amountSize
                text: total.amount
                width: total.inner - (total.stacked ? 0 : words.width)
            }
        }

        Label {
            color: Theme.quietInk
            horizontalAlignment: Text.AlignRight
            text: total.note
            visible: text
            width: total.inner
        }
    }
}
