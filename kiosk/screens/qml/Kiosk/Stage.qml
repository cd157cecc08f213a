pragma Singleton

import QtQuick

// Where controls send what the fingers did.
QtObject {
    property var bridge: null
    property var mirror: null

    function tap(target: string) {
        bridge.tap(target);
    }

    function hold(target: string) {
        bridge.hold(target);
    }

    function release(target: string) {
        bridge.release(target);
    }
}
