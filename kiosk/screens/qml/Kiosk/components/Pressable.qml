import QtQuick
import Kiosk

// A target for a finger: felt at once, acts when the finger lifts inside it.
Item {
    id: pressable

    required property string target
    required property string words
    property string description
    property string reason
    property bool usable: true
    property bool checkable: false
    property bool checked: false
    property real radius: Theme.radius
    readonly property bool pressed: area.pressed && area.containsMouse

    function act() {
        Stage.tap(target);
    }

    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.description: reason || description
    Accessible.focusable: usable
    Accessible.name: words
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    activeFocusOnTab: usable
    enabled: usable
    objectName: target

    Accessible.onPressAction: act()
    Keys.onReturnPressed: act()
    Keys.onSpacePressed: act()

    MouseArea {
        id: area

        anchors.fill: parent

        onClicked: pressable.act()
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.mm(1.5)
        border.color: Theme.ink
        border.width: Theme.strongLine
        color: "transparent"
        radius: pressable.radius + Theme.mm(1.5)
        visible: pressable.activeFocus
    }
}
