import QtQuick

// Moves a picture that stands all day by a few pixels each minute, so that it does not burn in.
Timer {
    property int step: 0
    readonly property int reach: 4
    readonly property int x: reach * [0, 1, 1, 0, -1, -1][step % 6]
    readonly property int y: reach * [0, 0, 1, 1, 0, -1][step % 6]

    interval: 60000
    objectName: "drift"
    repeat: true
    running: true

    onTriggered: step += 1
}
