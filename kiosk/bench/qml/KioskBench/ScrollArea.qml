import QtQuick
import Kiosk

// Content that a wheel moves, with a mark of where one is.
Item {
    id: area

    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property real topMost: Math.max(0, flick.contentHeight - flick.height)
    readonly property int contentHeight: column.height + 2 * column.y

    // Brings an item within it to the top.
    function reveal(item: Item) {
        flick.contentY = Math.min(item.mapToItem(column, 0, 0).y, topMost);
    }

    // Scrolls as little as brings an item within it into sight, its top before its end.
    function keepInSight(item: Item) {
        const top = item.mapToItem(column, 0, 0).y;
        const end = top + item.height + 2 * column.y - flick.height;
        flick.contentY = Math.min(top, Math.max(flick.contentY, end));
    }

    Flickable {
        id: flick

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: area.contentHeight

        Column {
            id: column

            width: flick.width - 32
            x: 12
            y: 8
        }
    }

    Rectangle {
        anchors.right: parent.right
        anchors.rightMargin: 4
        color: Theme.outline
        height: flick.height * flick.visibleArea.heightRatio
        radius: 4
        visible: flick.visibleArea.heightRatio < 1
        width: 8
        y: flick.height * flick.visibleArea.yPosition
    }
}
