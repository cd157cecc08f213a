import QtQuick
import Kiosk

// Start and stop of a recording, and where its file is.
Column {
    id: panel

    required property var recording

    signal commanded(line: string)

    spacing: 6

    BenchButton {
        active: panel.recording.control.active
        objectName: panel.recording.control.line
        widest: panel.width
        words: panel.recording.control.words

        onClicked: panel.commanded(panel.recording.control.line)
    }

    Writing {
        color: Theme.quietInk
        font.pixelSize: 13
        text: panel.recording.words
        width: parent.width
    }
}
