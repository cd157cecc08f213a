import QtQuick
import Kiosk

// What can be made to fail, and when: folded away but for what is planned.
Column {
    id: panel

    required property var controls
    required property var whens
    required property bool unfolded
    readonly property var shown: unfolded ? controls : controls.filter(control => control.active)

    signal commanded(line: string)

    spacing: 8

    Buttons {
        controls: panel.whens
        visible: panel.unfolded
        width: parent.width

        onCommanded: line => panel.commanded(line)
    }

    Rectangle {
        color: Theme.hairline
        height: 1
        visible: panel.unfolded
        width: parent.width
    }

    Buttons {
        controls: panel.shown
        width: parent.width

        onCommanded: line => panel.commanded(line)
    }
}
