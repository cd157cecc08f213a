"""Where pages are shown."""

from collections.abc import Callable
from typing import Protocol

from kiosk.flows.catalogue import Catalogue
from kiosk.flows.render import Rendered, render
from kiosk.flows.views import Page


class Stage(Protocol):
    """Shows pages."""

    def show(self, page: Page) -> None:
        """Show a page from the engine's loop, without waiting."""
        ...


class RenderingStage:
    """Says each page in the citizen's language and hands it on; headless, nobody is there to take it."""

    def __init__(self, catalogue: Catalogue, hand_on: Callable[[Rendered], None] = lambda _: None) -> None:
        self.catalogue = catalogue
        self._hand_on = hand_on
        self.rendered: Rendered | None = None
        """What is on the screen, or None before the first page."""

    def show(self, page: Page) -> None:
        """Show a page."""
        self.rendered = render(page, self.catalogue)
        self._hand_on(self.rendered)


class EveryStage:
    """A `Stage` that shows each page on several."""

    def __init__(self, *stages: Stage) -> None:
        self._stages = stages

    def show(self, page: Page) -> None:
        """Show a page on all of them."""
        for stage in self._stages:
            stage.show(page)
