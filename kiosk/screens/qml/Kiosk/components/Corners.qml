pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Two places that look like nothing, for those who know of them to press and hold.
Item {
    id: place

    property var corners: []
    required property real leftWidth
    required property real rightWidth

    Each {
        id: each

        items: place.corners

        Item {
            id: corner

            required property int index
            readonly property string target: each.shown[index].id

            function see(wanted: bool) {
                if (wanted)
                    Stage.hold(target);
                else
                    Stage.release(target);
            }

            height: place.height
            objectName: target
            width: index === 0 ? place.leftWidth : place.rightWidth
            x: index === 0 ? 0 : place.width - width

            MouseArea {
                anchors.fill: parent

                onCanceled: corner.see(false)
                onPressed: corner.see(true)
                onReleased: corner.see(false)
            }
        }
    }
}
