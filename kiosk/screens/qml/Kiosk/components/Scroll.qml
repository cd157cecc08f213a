import QtQuick
import Kiosk

// Content that may be longer than the glass: a flick moves it, and so do two large buttons.
Item {
    id: scroll

    property string downWords
    property string upWords
    default property alias content: column.data
    property alias spacing: column.spacing
    // Where content that is shorter than its place stands: 0 at the top, 1 at the bottom.
    property real rest: 0
    readonly property bool overflows: column.height > height
    readonly property alias contentY: flick.contentY

    function move(direction: int) {
        const goal = flick.contentY + direction * flick.height * 0.8;
        travel.to = Math.max(0, Math.min(goal, flick.contentHeight - flick.height));
        travel.start();
    }

    implicitHeight: column.height

    Flickable {
        id: flick

        boundsBehavior: Flickable.StopAtBounds
        clip: scroll.overflows
        contentHeight: column.height
        height: scroll.overflows ? parent.height - bar.height - Theme.gap : parent.height
        interactive: scroll.overflows
        objectName: "scroll"
        width: parent.width

        Column {
            id: column

            width: flick.width
            y: scroll.overflows ? 0 : (flick.height - height) * scroll.rest
        }

        NumberAnimation on contentY {
            id: travel

            duration: Theme.ms(180)
            easing.type: Easing.OutCubic
            running: false
        }
    }

    Row {
        id: bar

        anchors.bottom: parent.bottom
        layoutDirection: Qt.RightToLeft
        spacing: Theme.gap
        visible: scroll.overflows
        width: parent.width

        ScrollButton {
            down: true
            opacity: flick.contentY < flick.contentHeight - flick.height - 1 ? 1 : 0
            width: (bar.width - bar.spacing) / 2
            words: scroll.downWords

            onMoved: scroll.move(1)
        }

        ScrollButton {
            down: false
            opacity: flick.contentY > 1 ? 1 : 0
            width: (bar.width - bar.spacing) / 2
            words: scroll.upWords

            onMoved: scroll.move(-1)
        }
    }
}
