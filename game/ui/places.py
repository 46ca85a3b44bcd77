"""
Places: the drawings behind and in front of the people in a panel.

A place is one SVG file with the groups `back`, `people` and `front`; people are drawn between the other two, so that a
table hides where a portrait ends.  A drawing covers its panel: scaled up until nothing is left bare, cut left and right
alike, and standing on its bottom edge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pygame

from game.ui.portraits import CROP_SHAPE, FACE, HAIR_TOP, MOUTH, Crop, sized_svg
from game.ui.surface_cache import SurfaceCache

Layer = Literal["back", "front", "whole"]
Layout = Literal["row", "tiles", "chat"]

_LAYOUTS: Mapping[str, Layout] = {"row": "row", "tiles": "tiles", "chat": "chat"}
# What a place may ask for; the other crops are for other uses.
_CROPS: Mapping[str, Crop] = {"bust": "bust", "wide": "wide"}

# Every drawing's viewBox.
ART_WIDTH, ART_HEIGHT = 1600, 900

# Of a portrait's width: seats closer than this would hide part of a face; only the fullest hair is wider.
_HEAD_SPACING = 0.56
# Of a portrait's width: a head's centre, in a drawing that faces right.
_HEAD_CENTRE = 0.54
# Of a bust's square: how far the back row is raised, so that its chins clear the hair of the row in front.
_ROW_RISE = 0.5
# People who would have to shrink below this stand in two rows instead.
_SMALLEST_IN_ONE_ROW = 0.58
# ... and two rows of more than this would fill the panel to its top.
_LARGEST_IN_TWO_ROWS = 0.72
# The width of a video tile for a height of 1; a tile as narrow as a face or as wide as a letterbox looks wrong.
_TILE_SHAPE = 1.2
_TILE_GAP = 14

_FALLBACK = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900">
<g id="back"><rect x="-10" y="-10" width="1620" height="920" fill="#E3DDD0"/></g>
<g id="people" data-layout="row" data-left="120" data-right="1480" data-baseline="850" data-height="520"/>
<g id="front"><rect x="-10" y="815" width="1620" height="100" fill="#C9905B" stroke="#16130F" stroke-width="5"/></g>
</svg>"""


@dataclass(frozen=True, slots=True)
class PlacePicture:
    """One layer of one place, as a value to paint."""

    place: str
    layer: Layer = "whole"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in pixels of the panel."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one portrait goes, in pixels of the panel; row 1 stands behind row 0 and is painted first."""

    x: int
    y: int
    width: int
    height: int
    crop: Crop = "bust"
    mirrored: bool = False
    row: int = 0

    @property
    def face(self) -> Area:
        """The part that must stay free: from the brow to the chin, in pixels of the panel."""
        left, top, right, bottom = FACE
        (x1, y1), (x2, y2) = self._point(left, top), self._point(right, bottom)
        return Area(round(min(x1, x2)), round(y1), max(1, round(abs(x2 - x1))), max(1, round(y2 - y1)))

    @property
    def mouth(self) -> tuple[int, int]:
        """Where a speech bubble's tail points to."""
        x, y = self._point(*MOUTH)
        return round(x), round(y)

    @property
    def hair_top(self) -> int:
        """Where usual hair begins; only the fullest reaches above it, and none above `y`."""
        return round(self._point(0, HAIR_TOP)[1])

    def _point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing in pixels of the panel: as drawn, centred and standing on the seat's lower edge."""
        crop_x, crop_y, crop_width, crop_height = CROP_SHAPE[self.crop]
        scale = min(self.width / crop_width, self.height / crop_height)
        across = (x - crop_x - crop_width / 2) * scale * (-1 if self.mirrored else 1)
        return self.x + self.width / 2 + across, self.y + self.height - (crop_y + crop_height - y) * scale


@dataclass(frozen=True, slots=True)
class PlaceArt:
    """One drawing as read: its two layers as SVG text, and where people go, in viewBox units."""

    back: str
    front: str
    layout: Layout
    crop: Crop
    left: float
    right: float
    top: float
    baseline: float
    height: float


def read_place(text: str) -> PlaceArt:
    """The place drawn in `text`.

    Raises:
        ValueError: If it is not SVG with the three groups, or if a number is missing or out of order.
    """
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - a file of this installation, never a stranger's
    except ElementTree.ParseError as error:
        raise ValueError(f"not readable as SVG: {error}") from error
    groups: dict[str, ElementTree.Element] = {}
    for element in root.iter():
        # pygame's reader knows plain names only, so the namespace goes before a layer is written out again.
        element.tag = element.tag.rpartition("}")[2]
        if element.tag == "g" and element.get("id"):
            groups[element.get("id", "")] = element
    missing = {"back", "people", "front"} - groups.keys()
    if missing:
        raise ValueError(f"no group with the id {', '.join(sorted(missing))}")
    people = groups["people"].attrib
    layout = _LAYOUTS.get(people.get("data-layout", "row"))
    crop = _CROPS.get(people.get("data-crop", "bust"))
    if layout is None or crop is None:
        raise ValueError("data-layout is row, tiles or chat; data-crop is bust or wide")
    left, right = _number(people, "data-left"), _number(people, "data-right")
    if layout == "row":
        baseline, height = _number(people, "data-baseline"), _number(people, "data-height")
        top = baseline - height
    else:
        top, baseline = _number(people, "data-top"), _number(people, "data-bottom")
        height = baseline - top
    if not (left < right and height > 0):
        raise ValueError("the people's place has no width or no height")
    return PlaceArt(
        back=ElementTree.tostring(groups["back"], encoding="unicode"),
        front=ElementTree.tostring(groups["front"], encoding="unicode"),
        layout=layout,
        crop=crop,
        left=left,
        right=right,
        top=top,
        baseline=baseline,
        height=height,
    )


def _number(people: Mapping[str, str], name: str) -> float:
    try:
        return float(people[name])
    except (KeyError, ValueError):
        raise ValueError(f"{name} has to be a number") from None


@dataclass(frozen=True, slots=True)
class _View:
    """The part of a drawing that a panel shows: its corner in viewBox units, and pixels for one unit."""

    left: float
    top: float
    scale: float

    @classmethod
    def of(cls, width: int, height: int) -> _View:
        width, height = max(1, width), max(1, height)
        scale = max(width / ART_WIDTH, height / ART_HEIGHT)
        return cls((ART_WIDTH - width / scale) / 2, ART_HEIGHT - height / scale, scale)

    def x(self, units: float) -> float:
        return (units - self.left) * self.scale

    def y(self, units: float) -> float:
        return (units - self.top) * self.scale


class Places:
    """Draws the places of one folder and knows where people sit; a place that cannot be read is drawn plainly."""

    def __init__(self, folder: Path, *, byte_limit: int = 20 * 2**20) -> None:
        """Read `<id>.svg` from `folder` when first asked for, and keep up to `byte_limit` bytes of pictures."""
        self._folder = folder
        self._arts: dict[str, PlaceArt] = {}
        self._surfaces = SurfaceCache(byte_limit)

    @property
    def bytes_kept(self) -> int:
        """The size of the pictures in memory."""
        return self._surfaces.bytes_kept

    def art(self, place_id: str) -> PlaceArt:
        """The drawing, or the plain one where there is none or it is broken."""
        if place_id not in self._arts:
            try:
                if Path(place_id).name != place_id:
                    raise ValueError("a place's id is a file name")
                self._arts[place_id] = read_place((self._folder / f"{place_id}.svg").read_text(encoding="utf-8"))
            except (OSError, ValueError):
                self._arts[place_id] = read_place(_FALLBACK)
        return self._arts[place_id]

    def layout(self, place_id: str) -> Layout:
        """How people appear: side by side, in video tiles, or as messages."""
        return self.art(place_id).layout

    def draw(self, place_id: str, width: int, height: int, layer: Layer = "whole") -> pygame.Surface:
        """One layer, covering `width` × `height` pixels exactly; what is bare in it is transparent."""
        width, height = max(1, width), max(1, height)
        return self._surfaces.get_or_draw(
            (place_id, width, height, layer),
            lambda: self._draw(self.art(place_id), width, height, layer),
            opaque=layer != "front",
        )

    def draw_if_ready(self, place_id: str, width: int, height: int, layer: Layer = "whole") -> pygame.Surface | None:
        """Like `draw`, or None while it is still to be drawn (25 ms at 1080p, 100 ms at 4K: let a thread do that)."""
        return self._surfaces.get((place_id, max(1, width), max(1, height), layer))

    def _draw(self, art: PlaceArt, width: int, height: int, layer: Layer) -> pygame.Surface:
        body = {"back": art.back, "front": art.front, "whole": art.back + art.front}[layer]
        view = _View.of(width, height)
        document = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{view.left:.3f} '
            f'{view.top:.3f} {width / view.scale:.3f} {height / view.scale:.3f}">{body}</svg>'
        )
        try:
            return sized_svg(document, width, height)
        except pygame.error:
            return self._draw(read_place(_FALLBACK), width, height, layer)

    def area(self, place_id: str, width: int, height: int) -> Area:
        """The part of the panel that people, tiles or messages have, within what the panel shows."""
        art, view = self.art(place_id), _View.of(width, height)
        # A frame that lies outside a narrow panel leaves its tiles a margin of their own.
        margin = 0.0 if art.layout == "row" else 24.0
        x = max(view.x(art.left), margin * view.scale)
        right = min(view.x(art.right), width - margin * view.scale)
        y, bottom = max(view.y(art.top), margin * view.scale), min(view.y(art.baseline), float(height))
        return Area(round(x), round(y), max(1, round(right - x)), max(1, round(bottom - y)))

    def seats(self, place_id: str, count: int, width: int, height: int) -> tuple[Seat, ...]:
        """Seats for `count` people in the order of the scene, left to right; none where they speak in a chat.

        In a row, a seat has the shape of its crop, stands on the baseline and never reaches above the panel.  In tiles,
        a seat is the whole tile.
        """
        art = self.art(place_id)
        if count < 1 or art.layout == "chat":
            return ()
        area = self.area(place_id, width, height)
        return _tiles(area, count) if art.layout == "tiles" else _row(art, area, count, _View.of(width, height).scale)


def _row(art: PlaceArt, area: Area, count: int, scale: float) -> tuple[Seat, ...]:
    _, _, crop_width, crop_height = CROP_SHAPE[art.crop]
    tallness = crop_height / crop_width
    # The width of a portrait, in pixels, if there were all the room one could want.
    wanted = art.height * scale / tallness
    # Few people stand together rather than in the corners of a wide panel.
    step = min(area.width / count, wanted)
    first = area.x + area.width / 2 - step * (count - 1) / 2
    size = min(wanted, step / _HEAD_SPACING, area.height / tallness)
    rise = 0.0
    # A torso ends at the waist, so only people whose foreground hides that may be raised.
    if count >= 4 and art.crop == "bust" and size < _SMALLEST_IN_ONE_ROW * wanted:
        # Neighbours in one row are two steps apart now, the first and the last head touch the sides of the area, and
        # the raised row needs its headroom as well.
        size = min(
            _LARGEST_IN_TWO_ROWS * wanted,
            2 * area.width / (_HEAD_SPACING * (count + 1)),
            area.height / (tallness + _ROW_RISE),
        )
        step = (area.width - size * _HEAD_SPACING) / (count - 1)
        first = area.x + size * _HEAD_SPACING / 2
        rise = size * _ROW_RISE
    seats = []
    for place in range(count):
        row = place % 2 if rise else 0
        crop: Crop = "tall" if row else art.crop
        width, height = round(size), round(size * CROP_SHAPE[crop][3] / crop_width)
        centre = first + step * place
        mirrored = centre > area.x + area.width / 2 + 1
        seats.append(
            Seat(
                x=round(centre - size * (1 - _HEAD_CENTRE if mirrored else _HEAD_CENTRE)),
                y=area.y + area.height - round(size * tallness + rise * row),
                width=width,
                height=height,
                crop=crop,
                mirrored=mirrored,
                row=row,
            )
        )
    return tuple(seats)


def _tiles(area: Area, count: int) -> tuple[Seat, ...]:
    gap = max(4, round(area.width * _TILE_GAP / 1000))

    def tile_width(columns: int) -> float:
        rows = ceil(count / columns)
        across = (area.width - gap * (columns - 1)) / columns
        down = (area.height - gap * (rows - 1)) / rows
        return min(across, down * _TILE_SHAPE)

    columns = max(range(1, count + 1), key=tile_width)
    rows = ceil(count / columns)
    width = max(1, int(tile_width(columns)))
    tall = max(1, int((area.height - gap * (rows - 1)) / rows))
    # Tiles fill their screen as far as that leaves them a shape between upright and landscape.
    height = max(1, min(tall, int(width * 1.25)))
    wide = max(1, min(int((area.width - gap * (columns - 1)) / columns), int(height * 16 / 9)))
    seats = []
    for place in range(count):
        row, column = divmod(place, columns)
        in_row = min(columns, count - row * columns)
        left = area.x + (area.width - in_row * wide - (in_row - 1) * gap) / 2
        top = area.y + (area.height - rows * height - (rows - 1) * gap) / 2
        seats.append(Seat(round(left + column * (wide + gap)), round(top + row * (height + gap)), wide, height, "head"))
    return tuple(seats)
