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

    readonly property list<string> screens: ["Attract", "Prompt", "Wait", "Pin", "Bills", "Payer", "Confirm", "Method", "Pay", "Status", "Voucher"]

    // Compiles every screen before the first citizen comes.
    function prepare() {
        for (const name of screens) {
            const component = Qt.createComponent("Kiosk", name);
            if (component.status === Component.Error)
                console.error(component.errorString());
            components[name.toLowerCase()] = component;
        }
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
        const component = components[page.screen];
        current = component.createObject(stack, {
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
