"""Pictures of the words that name drawings, each with its name below it: expressions, heads and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pygame

from game.assets import assets_folder, looks, place_ids
from game.ui.fonts import PygameMeasure
from game.ui.places import Places
from game.ui.portraits import CROP_SHAPE, Portrait, Portraits
from game.ui.text import Face, FontSpec
from game.ui.theme import PAPER

WIDTH = 1200  # pixels, as wide as a page is shown
_MARGIN = 16
_GAP = 12
_LABEL = FontSpec(Face.BODY, 19)
_SMALLEST_LABEL = 13  # pixels; below, a name cannot be read when the page is narrow
_RADIUS = 8
_HEADS = 7  # in a row: the longest name then fits at a size that can be read
_FACES = 6  # larger, as a face has more to show than a head
_PLACES = 4
_FACE = (150, 80, 550)  # of a face with its hair, in the drawing's units: left, top, width and height
_FINE = 4  # times larger than shown, while corners are drawn
# Colours of hair for each skin, in turns.
_HAIRS = {1: ("blond", "brown", "red"), 2: ("brown", "black"), 3: ("black", "brown"), 4: ("black",), 5: ("black",)}

Draw = Callable[[str, int], pygame.Surface]


def draw(folder: Path) -> tuple[Path, ...]:
    """Draw the three pictures.

    Args:
        folder: Where to; made if it is not there, and pictures in it are written over.

    Returns:
        The files.

    Raises:
        OSError: If they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    portraits = Portraits(None)
    places = Places(assets_folder() / "places")
    heads, clothes = sorted(looks().heads), sorted(looks().clothes)
    faces = {
        name: Portrait(head="short-curly", skin=4, hair="black", clothes="marigold", expression=name, crop="head")
        for name in sorted(looks().expressions)
    }
    people = {name: _person(place, name, clothes) for place, name in enumerate(heads)}
    portraits.prepare([*faces.values(), *people.values()])
    sheets: tuple[tuple[str, Sequence[str], int, float, Draw], ...] = (
        ("expressions", list(faces), _FACES, 1.0, lambda name, width: _face(portraits, faces[name], width)),
        ("heads", heads, _HEADS, 1.0, lambda name, width: portraits.surface(people[name], width, width)),
        ("places", place_ids(), _PLACES, 9 / 16, lambda name, width: places.draw(name, width, round(width * 9 / 16))),
    )
    made = []
    for name, words, columns, shape, one in sheets:
        path = folder / f"{name}.png"
        pygame.image.save(_sheet(words, columns, shape, one), path)
        made.append(path)
    return tuple(made)


def _sheet(words: Sequence[str], columns: int, shape: float, one: Draw) -> pygame.Surface:
    measure = PygameMeasure()
    width = (WIDTH - 2 * _MARGIN - (columns - 1) * _GAP) // columns
    height = round(width * shape)
    label = measure.line_height(_LABEL)
    rows = -(-len(words) // columns)
    cell = height + label + _GAP
    sheet = pygame.Surface((WIDTH, 2 * _MARGIN + rows * cell - _GAP))
    sheet.fill(PAPER.ground)
    frame = _frame(width, height)
    for place, word in enumerate(words):
        row, column = divmod(place, columns)
        x, y = _MARGIN + column * (width + _GAP), _MARGIN + row * cell
        pygame.draw.rect(sheet, PAPER.card, (x, y, width, height))
        sheet.blit(one(word, width), (x, y))
        sheet.blit(frame, (x, y))
        font = _fitting(measure, word, width)
        name = measure.drawn(word, font, PAPER.ink)
        sheet.blit(name, (x + (width - name.get_width()) // 2, y + height + (label - name.get_height()) // 2 + 2))
    return sheet


def _person(place: int, head: str, clothes: Sequence[str]) -> Portrait:
    """Skins, hair and clothes in turns of different lengths, so that no two of them always go together."""
    skin = place % 5 + 1
    hairs = ("gray",) if head.startswith("gray") or "bald" in head else _HAIRS[skin]
    return Portrait(
        head=head,
        skin=skin,
        hair=hairs[place % len(hairs)],
        clothes=clothes[place % 3 + place % 5],
        expression="calm",
    )


def _face(portraits: Portraits, portrait: Portrait, width: int) -> pygame.Surface:
    left, top, side = _FACE
    crop_left, crop_top, crop_width, _ = CROP_SHAPE["head"]
    scale = width / side
    whole = portraits.surface(portrait, round(crop_width * scale), round(crop_width * scale))
    shown = pygame.Surface((width, width), pygame.SRCALPHA)
    shown.blit(whole, (0, 0), ((left - crop_left) * scale, (top - crop_top) * scale, width, width))
    return shown


def _frame(width: int, height: int) -> pygame.Surface:
    """An outline with round corners, and the page's ground outside of them."""
    fine = pygame.Surface((width * _FINE, height * _FINE), pygame.SRCALPHA)
    fine.fill(PAPER.ground)
    line = 2 * _FINE
    pygame.draw.rect(fine, PAPER.ink, fine.get_rect(), border_radius=_RADIUS * _FINE)
    inside = fine.get_rect().inflate(-2 * line, -2 * line)
    pygame.draw.rect(fine, (*PAPER.ink[:3], 0), inside, border_radius=_RADIUS * _FINE - line)
    return pygame.transform.smoothscale(fine, (width, height))


def _fitting(measure: PygameMeasure, word: str, width: int) -> FontSpec:
    font = _LABEL
    while measure.width(word, font) > width and font.size > _SMALLEST_LABEL:
        font = FontSpec(font.face, font.size - 1)
    return font
