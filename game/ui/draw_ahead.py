"""
What may be asked for next, made while somebody reads: then the next screen is there in a frame or two.

The screens after each button of the present one are worked out with a twin of the session, laid out (which keeps what
is slow to lay out, such as the map) and their pictures drawn, piece by piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.ui.actions import Do
from game.ui.element import Element, Picture, walk
from game.ui.pictures import Pictures
from game.ui.theme import Look

if TYPE_CHECKING:
    from game.ui.controller import Controller

_NOTHING_LEFT = object()
MOST_SCREENS = 6  # that are worked out ahead: a decision has at most as many choices, and most screens have one way on


class DrawAhead:
    """Makes what the buttons of the screen lead to, a piece each time it is asked.

    Args:
        controller: Asked what would be seen; nothing in it changes.
        pictures: Where what is drawn is kept.
    """

    def __init__(self, controller: Controller, pictures: Pictures) -> None:
        self._controller, self._pictures = controller, pictures
        self._work: Iterator[None] | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether there may be more to make."""
        return self._work is not None

    def begin(self, root: Element | None, look: Look) -> None:
        """Another screen is shown; what was not made for the last one is left."""
        is_needed = root is not None and self._controller.play is not None
        self._work = self._made(root, look) if is_needed and root is not None else None

    def work(self) -> bool:
        """Do a piece, none much longer than a frame; False where there is none, or people are composed first."""
        if self._work is None or self._pictures.is_composing:
            return False
        if next(self._work, _NOTHING_LEFT) is _NOTHING_LEFT:
            self._work = None
        return True

    def _made(self, root: Element, look: Look) -> Iterator[None]:
        ways = [element.action for element in walk(root) if isinstance(element.action, Do)]
        for way in list(dict.fromkeys(ways))[:MOST_SCREENS]:
            coming = self._controller.coming(way, look)
            yield
            if coming is None:
                continue
            for element in walk(coming):
                for shape in element.shapes:
                    if isinstance(shape, Picture):
                        yield from self._pictures.draw_ahead(shape.picture, shape.rect.width, shape.rect.height)
