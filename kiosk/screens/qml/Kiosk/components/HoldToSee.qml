import QtQuick
import Kiosk

// Shows what is masked for as long as a finger rests on it.
Item {
    id: control

    required property string target
    required property string words
    property bool shown: false
    readonly property bool held: area.pressed

    function see(wanted: bool) {
        if (wanted)
            Stage.hold(target);
        else
            Stage.release(target);
    }

    Accessible.checkable: true
    Accessible.checked: shown
    Accessible.focusable: true
    Accessible.name: words
    Accessible.role: Accessible.Button
    activeFocusOnTab: true
    implicitHeight: Theme.button
    implicitWidth: face.implicitWidth + 2 * Theme.mm(4)
    objectName: target

    Accessible.onPressAction: see(!shown)
    Keys.onSpacePressed: event => {
        if (!event.isAutoRepeat)
            see(true);
    }
    Keys.onReleased: event => {
        if (event.key === Qt.Key_Space && !event.isAutoRepeat)
            see(false);
    }

    Rectangle {
        anchors.fill: parent
        border.color: control.activeFocus ? Theme.ink : Theme.outline
        border.width: control.activeFocus ? Theme.strongLine : Theme.line
        color: control.held ? Theme.tint : Theme.card
        radius: Theme.radius
    }

    ButtonFace {
        id: face

        picture: "eye"
        size: Theme.smallSize
        words: control.words
    }

    MouseArea {
        id: area

        anchors.fill: parent
        preventStealing: true

        onCanceled: control.see(false)
        onPressed: control.see(true)
        onReleased: control.see(false)
    }
}
