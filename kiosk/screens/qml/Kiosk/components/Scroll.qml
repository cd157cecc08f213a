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
    // The buttons stand right of the content instead of under it.
    property bool buttonsBeside: false
    // Part of the content that stays in sight when the room for it changes.
    property Item kept: null
    readonly property bool overflows: column.height > height
    readonly property alias contentY: flick.contentY

    function move(direction: int) {
        const goal = flick.contentY + direction * flick.height * 0.8;
        travel.to = Math.max(0, Math.min(goal, flick.contentHeight - flick.height));
        travel.start();
    }

    function keep() {
        if (!kept || !overflows)
            return;
        const top = kept.mapToItem(column, 0, 0).y;
        const lowest = Math.max(0, Math.min(top, flick.contentHeight - flick.height));
        flick.contentY = Math.min(lowest, Math.max(flick.contentY, top + kept.height - flick.height));
    }

    implicitHeight: column.height

    Flickable {
        id: flick

        boundsBehavior: Flickable.StopAtBounds
        clip: scroll.overflows
        contentHeight: column.height
        height: scroll.overflows && !scroll.buttonsBeside ? parent.height - bar.height - Theme.gap : parent.height
        interactive: scroll.overflows
        objectName: "scroll"
        width: scroll.overflows && scroll.buttonsBeside ? parent.width - bar.width - Theme.gap : parent.width

        onHeightChanged: scroll.keep()

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

    Grid {
        id: bar

        readonly property int buttonWidth: scroll.buttonsBeside ? Theme.mm(Theme.elder ? 48 : 36) : (scroll.width - spacing) / 2

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        columns: scroll.buttonsBeside ? 1 : 2
        spacing: Theme.gap
        visible: scroll.overflows

        ScrollButton {
            down: false
            opacity: flick.contentY > 1 ? 1 : 0
            width: bar.buttonWidth
            words: scroll.upWords

            onMoved: scroll.move(-1)
        }

        ScrollButton {
            down: true
            opacity: flick.contentY < flick.contentHeight - flick.height - 1 ? 1 : 0
            width: bar.buttonWidth
            words: scroll.downWords

            onMoved: scroll.move(1)
        }
    }
}
