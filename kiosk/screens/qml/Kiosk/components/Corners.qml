pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Two places that look like nothing, for those who know of them to press and hold.
Item {
    id: place

    property var corners: []

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

            height: Theme.mm(26)
            objectName: target
            width: Theme.mm(30)
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
