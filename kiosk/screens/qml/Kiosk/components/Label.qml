import QtQuick
import Kiosk

// Words as they are, never markup.
Text {
    property int size: Theme.textSize

    Accessible.name: text
    Accessible.role: Accessible.StaticText
    color: Theme.ink
    font.pixelSize: size
    lineHeight: Math.ceil(size * 1.5)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    wrapMode: Text.Wrap
}
