"""
Measuring and drawing glyphs with pygame, from the font files that come as packages.

Works with no display at all.  What is measured is what is drawn: both go through the same shaping.
"""

from __future__ import annotations

import struct
import unicodedata
from collections import OrderedDict
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import pygame.font

from game.ui.element import Colour
from game.ui.text import Face, FontSpec, has_rtl, runs

# Package and file of each face.  Those after the first five are there only where their package is installed.
_FILES: dict[Face, tuple[str, str]] = {
    Face.TITLE: ("fontpkg_be_vietnam_pro", "BeVietnamPro-ExtraBold.ttf"),
    Face.BODY: ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular.ttf"),
    Face.BOLD: ("fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Bold.ttf"),
    Face.VIETNAMESE: ("fontpkg_be_vietnam_pro", "BeVietnamPro-Regular.ttf"),
    Face.VIETNAMESE_BOLD: ("fontpkg_be_vietnam_pro", "BeVietnamPro-SemiBold.ttf"),
    Face.NOTO: ("fontpkg_noto_sans", "NotoSans*.ttf"),
    Face.NOTO_BOLD: ("fontpkg_noto_sans", "NotoSans*.ttf"),
    Face.ARABIC: ("fontpkg_noto_sans_arabic", "NotoSansArabic*.ttf"),
    Face.ARABIC_BOLD: ("fontpkg_noto_sans_arabic", "NotoSansArabic*.ttf"),
    Face.DEVANAGARI: ("fontpkg_noto_sans_devanagari", "NotoSansDevanagari*.ttf"),
    Face.DEVANAGARI_BOLD: ("fontpkg_noto_sans_devanagari", "NotoSansDevanagari*.ttf"),
}
_MADE_BOLD = frozenset({Face.NOTO_BOLD, Face.ARABIC_BOLD, Face.DEVANAGARI_BOLD})  # the font engine thickens them
_SCRIPTS = {"ARABIC": "Arab", "HEBREW": "Hebr", "SYRIAC": "Syrc", "DEVANAGARI": "Deva"}

# Space from line to line, in parts of the size.  Reading text needs air; titles hold together.
_READING_LEADING = 1.36
_TITLE_LEADING = 1.18

_MAX_WIDTHS = 20_000  # some 2 MB; a long scenario has fewer different pieces of lines
_MAX_GLYPH_BYTES = 8 * 2**20  # rendered lines: some ten screens at 1080p, two at 4K
_MAX_FONTS = 48

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@cache
def font_file(face: Face) -> Path | None:
    """Where the face's file is; None where its package is not installed."""
    package, pattern = _FILES[face]
    try:
        folder = Path(str(import_module(package).ROOT)) / "files"
    except ImportError:
        return None
    found = sorted(folder.glob(pattern), key=lambda path: ("Italic" in path.name, len(path.name), path.name))
    return found[0] if found else None


@cache
def letters(face: Face) -> frozenset[int]:
    """The code points that the face has glyphs for: its character map, read from the file."""
    path = font_file(face)
    return frozenset() if path is None else _character_map(path.read_bytes())


def _character_map(data: bytes) -> frozenset[int]:
    """Formats 4 and 12 of OpenType's cmap table; the other formats say nothing more in fonts of today."""
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", data, 4)
    for n in range(count):
        tag, _, table, _ = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        if tag != b"cmap":
            continue
        (subtables,) = struct.unpack_from(">H", data, table + 2)
        for each in range(subtables):
            platform, _, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * each)
            (form,) = struct.unpack_from(">H", data, table + offset)
            if form == 4 and platform in (0, 3):
                found |= _format_4(data, table + offset)
            elif form == 12:
                (groups,) = struct.unpack_from(">I", data, table + offset + 12)
                for group in range(groups):
                    first, last, glyph = struct.unpack_from(">III", data, table + offset + 16 + 12 * group)
                    found.update(code for code in range(first, last + 1) if glyph + code - first)
    return frozenset(found)


def _format_4(data: bytes, at: int) -> set[int]:
    found: set[int] = set()
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    for n in range(count):
        for code in range(starts[n], ends[n] + 1):
            glyph = code
            if offsets[n]:
                (glyph,) = struct.unpack_from(">H", data, offsets_at + 2 * n + offsets[n] + 2 * (code - starts[n]))
            if code != 0xFFFF and glyph and (offsets[n] or (code + deltas[n]) & 0xFFFF):
                found.add(code)
    return found


class PygameMeasure:
    """Fonts by face and size, widths, and drawn lines, each kept within a bound."""

    def __init__(self) -> None:
        pygame.font.init()
        self._fonts: OrderedDict[tuple[FontSpec, str], pygame.font.Font] = OrderedDict()
        self._widths: dict[tuple[str, FontSpec], int] = {}
        self._heights: dict[FontSpec, int] = {}
        self._glyphs: OrderedDict[tuple[str, FontSpec, Colour, bool], pygame.Surface] = OrderedDict()
        self._glyph_bytes = 0

    def width(self, text: str, font: FontSpec) -> int:
        """Pixels from the start of the first glyph to the end of the last one."""
        key = (text, font)
        known = self._widths.get(key)
        if known is not None:
            return known
        if len(self._widths) >= _MAX_WIDTHS:
            self._widths.clear()  # asked for far too often to note in which order
        if has_rtl(text):
            found = sum(self._run_font(font, run, way).size(run)[0] for run, way in runs(text, True))
        else:
            found = self._run_font(font, text, False).size(text)[0] if text else 0
        self._widths[key] = found
        return found

    def line_height(self, font: FontSpec) -> int:
        """Pixels from line to line, never less than the font's own height."""
        if font not in self._heights:
            leading = _TITLE_LEADING if font.face == Face.TITLE else _READING_LEADING
            self._heights[font] = max(round(font.size * leading), self.font(font).get_height())
        return self._heights[font]

    def covers(self, text: str, face: Face) -> bool:
        """Whether each letter has a glyph; controls and joiners need none."""
        have = letters(face)
        return bool(have) and all(
            ord(letter) in have or unicodedata.category(letter) in ("Cc", "Cf")
            for letter in unicodedata.normalize("NFC", text)
        )

    def font(self, font: FontSpec, script: str = "") -> pygame.font.Font:
        """The open font; another face where its own package is not installed."""
        key = (font, script)
        known = self._fonts.get(key)
        if known is not None:
            self._fonts.move_to_end(key)
            return known
        path = font_file(font.face) or font_file(Face.VIETNAMESE)
        opened = pygame.font.Font(path, max(1, font.size))
        if font.face in _MADE_BOLD:
            opened.set_bold(True)
        if script:
            opened.set_script(script)
            opened.set_direction(pygame.DIRECTION_RTL if script != "Deva" else pygame.DIRECTION_LTR)
        return _keep(self._fonts, key, opened, _MAX_FONTS)

    def drawn(self, text: str, font: FontSpec, colour: Colour, rtl: bool = False) -> pygame.Surface:
        """The line's glyphs on nothing, `width` pixels wide and as high as the font; do not change it."""
        key = (text, font, colour, rtl)
        known = self._glyphs.get(key)
        if known is not None:
            self._glyphs.move_to_end(key)
            return known
        pieces = [self._piece(self._run_font(font, run, way), run, colour) for run, way in runs(text, rtl)]
        if len(pieces) == 1:
            surface = pieces[0]
        else:
            size = sum(piece.get_width() for piece in pieces), max((piece.get_height() for piece in pieces), default=1)
            surface = pygame.Surface(size, pygame.SRCALPHA)
            x = 0
            for piece in pieces:
                surface.blit(piece, (x, 0))
                x += piece.get_width()
        self._glyphs[key] = surface
        self._glyph_bytes += _bytes(surface)
        while self._glyph_bytes > _MAX_GLYPH_BYTES and len(self._glyphs) > 1:
            self._glyph_bytes -= _bytes(self._glyphs.popitem(last=False)[1])
        return surface

    def _piece(self, font: pygame.font.Font, run: str, colour: Colour) -> pygame.Surface:
        try:
            return font.render(run, True, colour)
        except pygame.error:  # letters that come to no width at all, such as a blank of one pixel's size
            return pygame.Surface((0, font.get_height()), pygame.SRCALPHA)

    def _run_font(self, font: FontSpec, run: str, rtl: bool) -> pygame.font.Font:
        if run.isascii():
            return self.font(font)
        for letter in run:
            script = _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0])
            if script is not None and (rtl or script == "Deva"):
                return self.font(font, script)
        return self.font(font)


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_pitch() * surface.get_height()


def _keep(cache: OrderedDict[_Key, _Value], key: _Key, value: _Value, most: int) -> _Value:
    cache[key] = value
    if len(cache) > most:
        cache.popitem(last=False)
    return value
