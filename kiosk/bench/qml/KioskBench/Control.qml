import QtQuick
import Kiosk

// Something to click or to reach with the tabulator key.
Rectangle {
    id: control

    required property string words
    property bool active: false

    signal clicked

    Accessible.checkable: true
    Accessible.checked: active
    Accessible.focusable: true
    Accessible.name: words
    Accessible.role: Accessible.Button
    activeFocusOnTab: true
    border.color: activeFocus ? Theme.ink : active ? Theme.primary : enabled ? Theme.outline : Theme.hairline
    border.width: activeFocus || active ? 2 : 1
    color: !enabled ? Theme.unusable : area.pressed || active ? Theme.tint : area.containsMouse ? Theme.ground : Theme.card
    radius: 4

    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()
    Keys.onSpacePressed: clicked()

    MouseArea {
        id: area

        anchors.fill: parent
        hoverEnabled: true

        onClicked: control.clicked()
    }
}
