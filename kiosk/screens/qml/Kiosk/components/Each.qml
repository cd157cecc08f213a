import QtQuick

// Repeats over a list from a page. Items live on while the list only says something else, so that
// a countdown does not rebuild the screen; those about to go still find what they showed.
Repeater {
    property var items: []
    property var shown: []

    onItemsChanged: {
        shown = [...items, ...shown.slice(items.length)];
        model = items.length;
    }
}
