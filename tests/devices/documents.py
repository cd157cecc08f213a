"""Documents to print."""

from kiosk.devices.ports import Alignment, PaperDocument, PaperItem, TextLine


def titled(title: str, *items: PaperItem) -> PaperDocument:
    """Make a document with a heading."""
    return PaperDocument((TextLine(title, Alignment.CENTER, bold=True, scale=2), *items))
