"""
An element tree on a surface.

Rounded corners, discs and signs are drawn four times too large, scaled down and kept, because pygame draws them
jagged.  A box is put together from four kept corners and plain fills, so that its size costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from typing import TypeAlias
from weakref import ref

import pygame

from game.ui.element import (
    Box,
    Bubble,
    Colour,
    Disc,
    Element,
    Frame,
    Picture,
    Point,
    Polygon,
    Rect,
    Shape,
    Stroke,
    Symbol,
    TextLine,
    find,
)
from game.ui.fonts import PygameMeasure
from game.ui.outlines import Path, Tail, draw_symbol, draw_thick, tail_of, thought_discs
from game.ui.surface_cache import SurfaceCache
from game.ui.theme import Theme

PictureSource: TypeAlias = Callable[[Hashable, int, int], pygame.Surface | None]

_FINE = 4  # times larger while drawing; 17 shades of an edge are smooth to the eye
_LARGE_PATH = 600_000  # pixels; a larger drawing is only doubled, for its canvas would take tens of megabytes
_CACHE_BYTES = 32 * 2**20  # corners and signs are small; mirrored pictures and drawn paths are the rest


class Painter:
    """Paints element trees; keeps what is dear to draw.

    `picture_source(picture, width, height)` gives the pixels of a picture at that size, or None while it is not
    ready.
    """

    def __init__(self, measure: PygameMeasure, picture_source: PictureSource) -> None:
        self._measure = measure
        self._source = picture_source
        self._cache = SurfaceCache(_CACHE_BYTES)

    def paint(
        self, surface: pygame.Surface, element: Element, *, theme: Theme, focus_key: str = "", unit: float = 1.0
    ) -> None:
        """Paint a whole screen, and last the ring around the focused element.

        `unit` is `Look.unit`: pixels of this window for one of the design's.
        """
        self._element(surface, element)
        focused = find(element, focus_key)
        if focused is not None:
            self._focus_ring(surface, focused, theme, unit)

    def _element(self, surface: pygame.Surface, element: Element) -> None:
        before = surface.get_clip()
        if element.clip:
            surface.set_clip(before.clip(_pygame_rect(element.rect)))
        for shape in element.shapes:
            self._shape(surface, shape)
        for child in element.children:
            self._element(surface, child)
        if element.clip:
            surface.set_clip(before)

    def _shape(self, surface: pygame.Surface, shape: Shape) -> None:
        match shape:
            case TextLine():
                self._text(surface, shape)
            case Box():
                self._box(surface, shape)
            case Picture():
                self._picture(surface, shape)
            case Bubble():
                self._bubble(surface, shape)
            case Frame():
                self._frame(surface, shape)
            case Symbol():
                self._symbol(surface, shape)
            case Disc():
                self._disc(surface, shape.centre, shape.radius, shape.fill, shape.stroke, shape.stroke_width)
            case Stroke():
                self._stroke(surface, shape)
            case Polygon():
                self._polygon(surface, shape)

    def _text(self, surface: pygame.Surface, line: TextLine) -> None:
        if not line.text:
            return
        drawn = self._measure.drawn(line.text, line.font, line.colour, line.rtl)
        top = line.y + (self._measure.line_height(line.font) - drawn.get_height()) // 2
        surface.blit(drawn, (line.x, top))
        if line.underline:
            thickness = max(1, round(line.font.size / 14))
            base = top + self._measure.font(line.font).get_ascent() + max(2, line.font.size // 10)
            surface.fill(line.colour, (line.x, base, line.width, thickness))

    def _box(self, surface: pygame.Surface, box: Box) -> None:
        if box.rect.width <= 0 or box.rect.height <= 0:
            return
        if box.opacity < 255 and box.fill is not None:
            self._veil(surface, box.rect, box.fill, box.opacity)
            return
        if box.shadow > 0:
            colour = box.shadow_colour or box.stroke or box.fill
            if colour is not None:
                self._rounded(surface, box.rect.moved(box.shadow, box.shadow), colour, None, 0, box.radius)
        self._rounded(surface, box.rect, box.fill, box.stroke, box.stroke_width, box.radius)

    def _veil(self, surface: pygame.Surface, rect: Rect, fill: Colour, opacity: int) -> None:
        veil = pygame.Surface(rect.size)
        veil.fill(fill)
        veil.set_alpha(max(0, opacity))
        surface.blit(veil, (rect.x, rect.y))

    def _rounded(
        self, surface: pygame.Surface, rect: Rect, fill: Colour | None, stroke: Colour | None, width: int, radius: int
    ) -> None:
        """A rounded rectangle; its outline lies inside it."""
        half = min(rect.width, rect.height) // 2
        if half <= 0:
            if rect.width > 0 and rect.height > 0 and (fill or stroke):
                surface.fill(stroke or fill or (0, 0, 0), _pygame_rect(rect))
            return
        width = min(max(0, width), half) if stroke is not None else 0
        radius = min(max(0, radius), half)
        corner = max(radius, width)
        x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
        if fill is not None:
            surface.fill(fill, (x + corner, y + width, rect.width - 2 * corner, rect.height - 2 * width))
            for left in (x + width, right - corner):
                surface.fill(fill, (left, y + corner, corner - width, rect.height - 2 * corner))
        if stroke is not None and width:
            for top in (y, bottom - width):
                surface.fill(stroke, (x + corner, top, rect.width - 2 * corner, width))
            for left in (x, right - width):
                surface.fill(stroke, (left, y + corner, width, rect.height - 2 * corner))
        if corner == 0:
            return
        sprite = self._cache.get_or_draw(
            ("corner", corner, radius, width, fill, stroke),
            lambda: _corners(corner, radius, width, fill, stroke),
        )
        for left, from_x in ((x, 0), (right - corner, corner)):
            for top, from_y in ((y, 0), (bottom - corner, corner)):
                _blit(surface, sprite, (left, top), (from_x, from_y, corner, corner))

    def _frame(self, surface: pygame.Surface, frame: Frame) -> None:
        radius = min(frame.radius, frame.rect.width // 2, frame.rect.height // 2)
        if radius > 0:
            sprite = self._cache.get_or_draw(
                ("outside", radius, frame.outside), lambda: _outside_corners(radius, frame.outside)
            )
            for left, from_x in ((frame.rect.x, 0), (frame.rect.right - radius, radius)):
                for top, from_y in ((frame.rect.y, 0), (frame.rect.bottom - radius, radius)):
                    _blit(surface, sprite, (left, top), (from_x, from_y, radius, radius))
        self._rounded(surface, frame.rect, None, frame.stroke, frame.stroke_width, frame.radius)

    def _picture(self, surface: pygame.Surface, picture: Picture) -> None:
        rect = picture.rect
        if rect.width <= 0 or rect.height <= 0:
            return
        pixels = self._source(picture.picture, rect.width, rect.height)
        if pixels is None:
            if picture.wash is not None:
                self._rounded(surface, rect, picture.wash, None, 0, picture.clip_radius)
                if picture.square_bottom:
                    surface.fill(picture.wash, _pygame_rect(rect.take_bottom(rect.height // 2)[0]))
            return
        if pixels.get_size() != rect.size or picture.mirrored:
            given = pixels
            pixels = self._cache.get_or_draw(
                ("fitted", ref(given), rect.size, picture.mirrored), lambda: _fitted(given, rect.size, picture.mirrored)
            )
        radius = min(picture.clip_radius, rect.width // 2, rect.height // 2)
        if radius <= 0:
            surface.blit(pixels, (rect.x, rect.y))
            return
        lower = 0 if picture.square_bottom else radius
        middle = rect.height - radius - lower
        surface.blit(pixels, (rect.x, rect.y + radius), (0, radius, rect.width, middle))
        bands = [(0, 0)] if picture.square_bottom else [(0, 0), (rect.height - radius, radius)]
        whole = pixels
        corners = self._cache.get_or_draw(("clipped", ref(whole), radius), lambda: _clipped_corners(whole, radius))
        for top, from_y in bands:
            area = (radius, top, rect.width - 2 * radius, radius)
            surface.blit(pixels, (rect.x + radius, rect.y + top), area)
            for left, from_x in ((rect.x, 0), (rect.right - radius, radius)):
                _blit(surface, corners, (left, rect.y + top), (from_x, from_y, radius, radius))

    def _bubble(self, surface: pygame.Surface, bubble: Bubble) -> None:
        rect = bubble.rect
        if rect.width <= 0 or rect.height <= 0:
            return
        self._rounded(surface, rect, bubble.fill, bubble.stroke, bubble.stroke_width, bubble.radius)
        for centre, radius in thought_discs(bubble):
            self._disc(surface, centre, radius, bubble.fill, bubble.stroke, bubble.stroke_width)
        tail = tail_of(bubble)
        if tail is not None:
            sprite = self._cache.get_or_draw(
                ("tail", tail.fill, tail.sides, tail.size, bubble.fill, bubble.stroke, bubble.stroke_width),
                lambda: _tail_sprite(tail, bubble.fill, bubble.stroke, bubble.stroke_width),
            )
            _blit(surface, sprite, tail.origin)

    def _symbol(self, surface: pygame.Surface, symbol: Symbol) -> None:
        side = min(symbol.rect.width, symbol.rect.height)
        if side <= 0:
            return

        def draw() -> pygame.Surface:
            fine = _empty(side, side)
            draw_symbol(fine, symbol.kind, side * _FINE, symbol.colour)
            return pygame.transform.smoothscale(fine, (side, side))

        x, y = symbol.rect.centre
        sprite = self._cache.get_or_draw(("symbol", symbol.kind, side, symbol.colour), draw)
        _blit(surface, sprite, (x - side // 2, y - side // 2))

    def _disc(
        self, surface: pygame.Surface, centre: tuple[int, int], radius: int, fill: Colour | None,
        stroke: Colour | None, width: int,
    ) -> None:
        rect = Rect(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
        self._rounded(surface, rect, fill, stroke, width, radius)

    def _stroke(self, surface: pygame.Surface, stroke: Stroke) -> None:
        if len(stroke.points) >= 2:
            pieces = _dashes(stroke) if stroke.dashed else [stroke.points]
            self._path(surface, stroke.points, None, stroke.colour, stroke.width, tuple(pieces))

    def _polygon(self, surface: pygame.Surface, polygon: Polygon) -> None:
        if len(polygon.points) >= 3:
            width = polygon.stroke_width if polygon.stroke is not None else 0
            lines = ((*polygon.points, polygon.points[0]),) if width > 0 else ()
            self._path(surface, polygon.points, polygon.fill, polygon.stroke or (0, 0, 0), width, lines)

    def _path(
        self, surface: pygame.Surface, points: tuple[Point, ...], fill: Colour | None, colour: Colour, width: int,
        lines: tuple[Path, ...],
    ) -> None:
        """Points that may be filled and lines with round joints, kept by their form wherever they are."""
        width = max(0, width)
        left = min(x for x, _ in points) - width
        top = min(y for _, y in points) - width
        size = max(x for x, _ in points) + width + 1 - left, max(y for _, y in points) + width + 1 - top
        fine = _FINE if size[0] * size[1] <= _LARGE_PATH else 2

        def large(path: Path) -> list[tuple[float, float]]:
            return [((x - left + 0.5) * fine, (y - top + 0.5) * fine) for x, y in path]

        def draw() -> pygame.Surface:
            canvas = _empty(*size, fine)
            if fill is not None:
                pygame.draw.polygon(canvas, fill, large(points))
            for line in lines:
                draw_thick(canvas, colour, large(line), width * fine)
            return pygame.transform.smoothscale(canvas, size)

        form = tuple((x - left, y - top) for x, y in points)
        sprite = self._cache.get_or_draw(("path", form, fill, colour, width, len(lines)), draw)
        _blit(surface, sprite, (left, top))

    def _focus_ring(self, surface: pygame.Surface, element: Element, theme: Theme, unit: float) -> None:
        """A ring of at least 3 pixels, outside a light gap: it shows on any ground, pictures too."""
        gap, width = max(2, round(5 * unit)), max(3, round(6 * unit))
        rect, radius, shadow = element.rect, max(2, round(10 * unit)), 0
        box = next((shape for shape in element.shapes if isinstance(shape, (Box, Bubble, Frame))), None)
        if box is not None and box.rect == rect:
            radius = min(box.radius, rect.width // 2, rect.height // 2)
            shadow = box.shadow if isinstance(box, Box) else 0
        if not shadow:
            self._rounded(surface, rect.inset(-gap), None, theme.card, gap, radius + gap)
        around = rect.inset(-gap - width, -gap - width, -gap - width - shadow // 2, -gap - width - shadow // 2)
        self._rounded(surface, around, None, theme.accent, width, radius + gap + width)


def _pygame_rect(rect: Rect) -> pygame.Rect:
    return pygame.Rect(rect.x, rect.y, max(0, rect.width), max(0, rect.height))


def _empty(width: int, height: int, fine: int = _FINE) -> pygame.Surface:
    """A fine canvas with nothing on it.

    What is drawn on it is opaque, so its colours are multiplied by their alpha already and stay so when scaled:
    no edge takes in a colour that is not there.
    """
    canvas = pygame.Surface((max(1, width) * fine, max(1, height) * fine), pygame.SRCALPHA)
    canvas.fill((0, 0, 0, 0))
    return canvas


def _blit(
    surface: pygame.Surface, sprite: pygame.Surface, at: tuple[int, int],
    area: tuple[int, int, int, int] | None = None,
) -> None:
    surface.blit(sprite, at, area, pygame.BLEND_PREMULTIPLIED)


def _corners(corner: int, radius: int, width: int, fill: Colour | None, stroke: Colour | None) -> pygame.Surface:
    """A rounded box of twice the corner's size: the four corners of any box of that kind."""
    fine = _empty(2 * corner, 2 * corner)
    if stroke is not None and width:
        pygame.draw.rect(fine, stroke, fine.get_rect(), border_radius=radius * _FINE)
    inner = fine.get_rect().inflate(-2 * width * _FINE, -2 * width * _FINE)
    if inner.width > 0:
        colour = (0, 0, 0, 0) if fill is None else (*fill, 255)
        pygame.draw.rect(fine, colour, inner, border_radius=max(0, radius - width) * _FINE)
    return pygame.transform.smoothscale(fine, (2 * corner, 2 * corner))


def _outside_corners(radius: int, ground: Colour) -> pygame.Surface:
    """What lies beyond the rounded corners of a box of twice the radius."""
    fine = _empty(2 * radius, 2 * radius)
    fine.fill((*ground, 255))
    pygame.draw.rect(fine, (0, 0, 0, 0), fine.get_rect(), border_radius=radius * _FINE)
    return pygame.transform.smoothscale(fine, (2 * radius, 2 * radius))


def _clipped_corners(pixels: pygame.Surface, radius: int) -> pygame.Surface:
    """The four corners of a picture, rounded, side by side as one small picture."""
    width, height = pixels.get_size()
    corners = pygame.Surface((2 * radius, 2 * radius), pygame.SRCALPHA)
    for to_x, from_x in ((0, 0), (radius, width - radius)):
        for to_y, from_y in ((0, 0), (radius, height - radius)):
            corners.blit(pixels, (to_x, to_y), (from_x, from_y, radius, radius))
    corners = corners.premul_alpha()
    mask = _corners(radius, radius, 0, (255, 255, 255), None)
    corners.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return corners


def _fitted(pixels: pygame.Surface, size: tuple[int, int], mirrored: bool) -> pygame.Surface:
    if pixels.get_size() != size:
        pixels = pygame.transform.smoothscale(pixels, size)
    return pygame.transform.flip(pixels, True, False) if mirrored else pixels


def _tail_sprite(tail: Tail, fill: Colour, stroke: Colour, width: int) -> pygame.Surface:
    fine = _empty(*tail.size)

    def large(points: Path) -> list[tuple[float, float]]:
        return [(x * _FINE, y * _FINE) for x, y in points]

    pygame.draw.polygon(fine, fill, large(tail.fill))
    for side in tail.sides:
        draw_thick(fine, stroke, large(side), max(1, width) * _FINE)
    return pygame.transform.smoothscale(fine, tail.size)


def _dashes(stroke: Stroke) -> list[Path]:
    """The pieces of a dashed line: dashes of two widths, gaps of two."""
    dash = max(4.0, stroke.width * 2.0)
    pieces: list[Path] = []
    for (x1, y1), (x2, y2) in zip(stroke.points, stroke.points[1:], strict=False):
        length = math.hypot(x2 - x1, y2 - y1)
        at = 0.0
        while at < length:
            end = min(length, at + dash)
            pieces.append(tuple(
                (x1 + (x2 - x1) * part / length, y1 + (y2 - y1) * part / length) for part in (at, end)
            ))
            at += dash * 2.2
    return pieces
