pragma Singleton

import QtQuick

// Measures, colours and motion: the numbers of the design, in millimetres of the glass.
QtObject {
    id: theme

    property real pixelsPerMillimetre: 4
    property bool motion: true
    property bool elder: false
    property bool landscape: false
    property string pictures: ""

    readonly property int smallSize: mm(elder ? 8.5 : 6)
    readonly property int textSize: mm(elder ? 10 : 7)
    readonly property int leadSize: mm(elder ? 12 : 9)
    readonly property int titleSize: mm(elder ? 14 : 11)
    readonly property int amountSize: mm(elder ? 20 : 16)
    readonly property int displaySize: mm(elder ? 22 : 19)

    readonly property int button: mm(elder ? 26 : 20)
    readonly property int mainButton: mm(elder ? 30 : 24)
    readonly property int gap: mm(elder ? 6 : 4)
    readonly property int margin: mm(12)
    readonly property int padding: mm(6)
    readonly property int radius: mm(3)
    readonly property int head: button
    readonly property int foot: mainButton + padding
    readonly property int line: Math.max(1, mm(0.4))
    readonly property int strongLine: mm(0.9)

    readonly property color ground: "#F7F5F0"
    readonly property color card: "#FFFFFF"
    readonly property color ink: "#17202B"
    readonly property color quietInk: "#465160"
    readonly property color primary: "#0B4F94"
    readonly property color primaryPressed: "#07407A"
    readonly property color primaryInk: "#FFFFFF"
    readonly property color tint: "#E6EEF7"
    readonly property color outline: "#7A8594"
    readonly property color hairline: "#DAD6CC"
    readonly property color unusable: "#E9E6DE"
    readonly property color done: "#0B5C33"
    readonly property color doneTint: "#E7F3EC"
    readonly property color care: "#8A3B00"
    readonly property color careTint: "#FFF1DC"
    readonly property color error: "#A3151A"
    readonly property color errorInk: "#FFFFFF"
    readonly property color scrim: "#B317202B"

    // Rounded up: a target is never smaller than the design says.
    function mm(millimetres: real): int {
        return Math.ceil(millimetres * pixelsPerMillimetre - 0.01);
    }

    function ms(milliseconds: int): int {
        return motion ? milliseconds : 0;
    }

    function toneInk(tone: string): color {
        return tone === "done" ? done : tone === "error" ? errorInk : tone === "care" || tone === "unknown" ? care : ink;
    }

    function toneGround(tone: string): color {
        return tone === "done" ? doneTint : tone === "error" ? error : tone === "care" || tone === "unknown" ? careTint : tint;
    }
}
