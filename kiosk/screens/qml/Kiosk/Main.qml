pragma ComponentBehavior: Bound

import QtQuick

// The window: head, page and foot, and a question above them if there is one.
Window {
    id: window

    required property var bridge
    required property var mirror
    required property real pixelsPerMillimetre
    required property bool motion
    required property string pictures

    property var page: null
    readonly property var frame: page ? page.frame : null
    readonly property var overlay: frame && frame.overlay ? frame.overlay : null
    readonly property bool framed: page !== null && page.screen !== "attract"
    readonly property alias busy: stack.busy

    function take() {
        const page = bridge.page;
        if (!page.frame)
            return;
        Theme.elder = page.frame.elder;
        window.page = page;
        stack.show(page);
    }

    color: Theme.ground
    visible: true

    Component.onCompleted: {
        Theme.pixelsPerMillimetre = pixelsPerMillimetre;
        Theme.motion = motion;
        Theme.pictures = pictures;
        Theme.landscape = Qt.binding(() => window.width > window.height);
        Stage.bridge = bridge;
        Stage.mirror = mirror;
        take();
    }

    // The first page is not kept waiting for the others.
    Connections {
        id: firstFrame

        target: window

        function onFrameSwapped() {
            firstFrame.enabled = false;
            Qt.callLater(stack.prepare);
        }
    }

    Connections {
        target: window.bridge

        function onPageChanged() {
            window.take();
        }
    }

    PageStack {
        id: stack

        anchors.fill: parent
        enabled: window.overlay === null
        headHeight: head.height
        footHeight: foot.height
    }

    Head {
        id: head

        enabled: window.overlay === null
        frame: window.frame
        visible: window.framed
        width: parent.width
    }

    Foot {
        id: foot

        anchors.bottom: parent.bottom
        enabled: window.overlay === null
        frame: window.frame
        main: window.page ? window.page.view.main : null
        visible: window.framed && !empty
        width: parent.width
    }

    Loader {
        active: window.overlay !== null
        anchors.fill: parent

        sourceComponent: Overlay {
            overlay: window.overlay
        }
    }
}
