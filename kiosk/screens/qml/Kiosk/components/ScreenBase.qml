import QtQuick
import Kiosk

// What every screen has: the page it shows, and a question with its answer below or beside it.
Item {
    id: screen

    required property var page
    readonly property var view: page.view
    readonly property var frame: page.frame
    readonly property bool framed: page.screen !== "attract"
    readonly property bool landscape: Theme.landscape

    property bool centred: false
    property string picture
    property string sentence: view.sentence ?? ""
    property bool headed: true
    // Landscape: the share of the width that the answer has; what sums it up stands right of it.
    property real share: 1
    // The screen itself places its quiet buttons, which else stand below the answer.
    property bool othersElsewhere: false
    default property alias answer: answerArea.data
    property alias aside: asideArea.content
    property alias asideRest: asideArea.rest

    readonly property int answerHeight: answerArea.height
    readonly property int innerWidth: width - 2 * Theme.margin
    readonly property int asideGap: Theme.mm(landscape ? 12 : 6)

    Heading {
        id: heading

        centred: screen.centred
        picture: screen.picture
        sentence: screen.sentence
        title: screen.view.title
        visible: screen.headed
        width: answerArea.width
        x: Theme.margin
        y: Theme.mm(screen.landscape ? 6 : 12)
    }

    Item {
        id: answerArea

        height: (screen.landscape || asideArea.implicitHeight === 0 ? floorEdge : asideArea.y - screen.asideGap) - y
        readonly property int floorEdge: (others.visible ? others.y - Theme.padding : screen.height - Theme.mm(screen.landscape ? 6 : 10))
        width: screen.landscape && screen.share < 1 ? screen.innerWidth * screen.share - screen.asideGap / 2 : screen.innerWidth
        x: Theme.margin
        y: screen.headed ? heading.y + heading.height + Theme.mm(screen.landscape ? 5 : 9) : Theme.margin
    }

    Scroll {
        id: asideArea

        downWords: screen.frame.scroll_down
        height: screen.landscape ? others.bottomEdge - y : implicitHeight
        upWords: screen.frame.scroll_up
        width: screen.landscape ? screen.innerWidth - answerArea.width - screen.asideGap : screen.innerWidth
        x: screen.landscape ? screen.width - Theme.margin - width : Theme.margin
        y: screen.landscape ? heading.y : answerArea.floorEdge - height
    }

    Others {
        id: others

        readonly property int bottomEdge: screen.height - Theme.mm(screen.landscape ? 6 : 10)

        buttons: screen.view.others
        visible: !screen.othersElsewhere && buttons.length > 0
        width: answerArea.width
        x: Theme.margin
        y: bottomEdge - height
    }
}
