pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// All tiles, in as many columns as there is room for.
ScrollArea {
    id: board

    required property var tiles
    required property string faultsTitle
    required property var whens
    readonly property int columns: Math.max(1, Math.floor(width / 330))
    property string unfolded: ""

    signal commanded(line: string)
    signal paperClicked(source: string)

    function go(id: string) {
        for (const column of row.children)
            for (const tile of column.children)
                if (tile.objectName === "tile-" + id)
                    reveal(tile);
    }

    Row {
        id: row

        readonly property real columnWidth: Math.floor((width - spacing * (board.columns - 1)) / board.columns)

        spacing: 10
        width: parent.width

        Repeater {
            model: board.columns

            Column {
                id: column

                required property int index

                spacing: 10
                width: row.columnWidth

                Each {
                    id: each

                    items: board.tiles.filter((tile, place) => place % board.columns === column.index)

                    DeviceTile {
                        id: tile

                        required property int index

                        entry: each.shown[index]
                        faultsTitle: board.faultsTitle
                        unfolded: board.unfolded === entry.id
                        whens: board.whens
                        width: column.width

                        onCommanded: line => board.commanded(line)
                        onFoldClicked: {
                            board.unfolded = unfolded ? "" : entry.id;
                            unfolding.restart();
                        }
                        onPaperClicked: board.paperClicked(entry.paper)

                        // What opens may lie below the window's edge; its height is known after a frame.
                        Timer {
                            id: unfolding

                            interval: 50

                            onTriggered: board.keepInSight(tile)
                        }
                    }
                }
            }
        }
    }
}
