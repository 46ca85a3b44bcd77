"""A picture at the side of the words, as long as both fit on one page; the words alone where they do not."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.views import PanelView
from game.ui.blocks import Block, Columns, PictureBlock
from game.ui.element import Rect
from game.ui.layout import flow_to_fit
from game.ui.screens.frame import margins
from game.ui.stage import described, picture_of
from game.ui.theme import Look

BAR = 110  # design pixels that a bar of one row takes, with its margin


def beside(panel: PanelView, words: Sequence[Block], look: Look, share: float = 0.6) -> tuple[Block, ...]:
    """The words, with the panel's picture before them where there is room."""
    picture = PictureBlock(
        picture_of(panel, has_faces=True), look.px(320), look.px(860), aspect=0.8, name=described(panel)
    )
    return with_picture(picture, words, look, share)


def with_picture(
    picture: PictureBlock, words: Sequence[Block], look: Look, share: float = 0.6
) -> tuple[Block, ...]:
    """The words beside a picture, if all of it fits on one page and the picture is still worth looking at.

    `share` is the picture's width for a width of 1.0 of the words.
    """
    both = Columns(((picture,), tuple(words)), minimum=12, weights=(share, 1.0), gap=look.px(56))
    if look.width >= 46 * look.em and is_one_page((both,), look):
        return (both,)
    return tuple(words)


def is_one_page(blocks: Sequence[Block], look: Look) -> bool:
    """Whether these fit above a bar of one row, smaller pictures allowed."""
    left, top = margins(look)
    area = Rect(left, top, look.width - 2 * left, look.height - look.px(BAR) - 2 * top)
    return len(flow_to_fit(blocks, area, look)) == 1
