import QtQuick

// Holds the page that is shown, and during a slide also the one before it.
Item {
    id: stack

    property int headHeight: 0
    property int footHeight: 0
    property ScreenBase current: null
    property ScreenBase leaving: null
    property var components: ({})
    readonly property bool busy: slide.running

    readonly property list<string> screens: ["Attract", "Prompt", "Wait", "Pin", "Bills", "Payer", "Confirm", "Method", "Pay", "Status", "Voucher", "Scan", "Menu", "Details", "Consent", "Face", "Photo"]

    // Compiles every screen before the first citizen comes.
    function prepare() {
        for (const name of screens)
            component(name);
    }

    function component(name) {
        if (!(name in components)) {
            const compiled = Qt.createComponent("Kiosk", name);
            if (compiled.status === Component.Error)
                console.error(compiled.errorString());
            components[name] = compiled;
        }
        return components[name];
    }

    function show(page) {
        if (current && current.page.serial === page.serial && current.page.screen === page.screen) {
            current.page = page;
            return;
        }
        slide.complete();
        leaving = current;
        if (leaving)
            leaving.enabled = false;
        const name = page.screen[0].toUpperCase() + page.screen.slice(1);
        current = component(name).createObject(stack, {
            "page": page
        });
        current.width = Qt.binding(() => stack.width);
        const travel = page.direction === "forward" ? stack.width : page.direction === "back" ? -stack.width : 0;
        if (travel === 0 || !leaving || Theme.ms(1) === 0) {
            leave();
            return;
        }
        enter.from = travel;
        exit.to = -travel;
        slide.start();
    }

    function leave() {
        if (leaving) {
            leaving.visible = false;
            leaving.destroy();
        }
        leaving = null;
    }

    Binding {
        property: "y"
        target: stack.current
        value: stack.current && stack.current.framed ? stack.headHeight : 0
    }

    Binding {
        property: "height"
        target: stack.current
        value: stack.height - (stack.current && stack.current.framed ? stack.headHeight + stack.footHeight : 0)
    }

    ParallelAnimation {
        id: slide

        onFinished: stack.leave()

        NumberAnimation {
            id: enter

            duration: 180
            easing.type: Easing.OutCubic
            property: "x"
            target: stack.current
            to: 0
        }

        NumberAnimation {
            id: exit

            duration: 180
            easing.type: Easing.OutCubic
            property: "x"
            target: stack.leaving
        }
    }
}
