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

MOST_SCREENS = 6  # that are worked out ahead: a decision has at most as many choices, and most screens have one way on


def drawn_ahead(controller: Controller, root: Element, look: Look, pictures: Pictures) -> Iterator[None]:
    """Make what the buttons of a screen lead to.

    Args:
        controller: Asked what would be seen; nothing in it changes.
        root: The screen that is shown.
        look: How it is laid out.
        pictures: Where what is drawn is kept.

    Yields after each piece of work, none much longer than a frame; whoever stops asking loses nothing.
    """
    ways = [element.action for element in walk(root) if isinstance(element.action, Do)]
    for way in list(dict.fromkeys(ways))[:MOST_SCREENS]:
        coming = controller.coming(way, look)
        yield
        if coming is None:
            continue
        for element in walk(coming):
            for shape in element.shapes:
                if isinstance(shape, Picture):
                    yield from pictures.draw_ahead(shape.picture, shape.rect.width, shape.rect.height)
