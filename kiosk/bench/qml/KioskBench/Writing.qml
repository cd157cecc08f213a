import QtQuick
import Kiosk

// Words for a technician with a mouse: small and plain.
Text {
    color: Theme.ink
    font.pixelSize: 14
    textFormat: Text.PlainText
    wrapMode: Text.Wrap
}
