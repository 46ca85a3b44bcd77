"""
People: head-and-shoulders drawings in the Open Peeps style.

`dicebear` composes a drawing from its parts as SVG.  Its text is flattened (each `<use>` becomes the group that it
refers to) because pygame's SVG reader knows no `<use>`, and the clip around the drawing is left off, so that a torso
goes on down to the waist.  Flattened texts are kept on disk; pictures are kept in memory by size.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Literal
from xml.etree import ElementTree

import pygame

from game.assets import looks
from game.ui.surface_cache import SurfaceCache

Crop = Literal["bust", "head", "wide", "tall"]

# Windows on the drawing, in its own units: x, y, width, height.  The highest hair begins at y = -60, a chin ends near
# 600, shoulders are widest at 900 and the arms end at 1190, so a crop shows a cut edge at its bottom only.
CROP_SHAPE: Mapping[Crop, tuple[int, int, int, int]] = {
    "bust": (-70, -64, 844, 844),
    "head": (-15, -62, 750, 750),
    "wide": (-70, -64, 844, 1084),
    "tall": (-70, -64, 844, 1244),
}

# Also in the drawing's units, for the usual head: left, top, right and bottom of the face; the mouth; the hair's top.
FACE = (300, 240, 590, 600)
MOUTH = (462, 490)
HAIR_TOP = 110

INK = "#16130F"
# Drawn where a name is unknown.
_FALLBACK = {
    "heads": "short-neat", "expressions": "calm", "skins": "3", "hairs": "black", "clothes": "sand",
}  # fmt: skip
# Part of each cache key: raise it when what is kept for one key changes.
_CACHE_FORMAT = "2"
# Outlines of a drawing that are left out, each by its first point: with its tears, a laugh reads as mockery.
_LEFT_OUT = {"smileLOL": ("M19.6 140.6", "M42.3 117.4", "M195 107.2")}
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Portrait:
    """One person with one expression, facing right; every word is a name of `assets/looks.yaml`."""

    head: str = "short"
    skin: int = 3
    hair: str = "black"
    clothes: str = "sand"
    glasses: str = ""
    beard: str = ""
    expression: str = "smile"
    crop: Crop = "bust"

    @classmethod
    def of(cls, look: Mapping[str, object], expression: str = "", crop: Crop = "bust") -> Portrait:
        """The portrait for a scenario's `look`; what is missing or odd is left to the defaults."""
        usual = cls()

        def word(key: str, default: str) -> str:
            value = look.get(key)
            return value if isinstance(value, str) and value else default

        skin = look.get("skin")
        return cls(
            head=word("head", usual.head),
            skin=skin if isinstance(skin, int) else usual.skin,
            hair=word("hair", usual.hair),
            clothes=word("clothes", usual.clothes),
            glasses=word("glasses", ""),
            beard=word("beard", ""),
            expression=expression or usual.expression,
            crop=crop,
        )

    def height_for(self, width: int) -> int:
        """The height in pixels at which this crop is neither cut nor padded."""
        _, _, crop_width, crop_height = CROP_SHAPE[self.crop]
        return round(width * crop_height / crop_width)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The drawing's own names and colours for one portrait; an empty name means: leave that part out."""

    head: str
    expression: str
    accessories: str
    facial_hair: str
    skin: str
    clothing: str
    hair: str


def _parts(portrait: Portrait) -> _Parts:
    table = looks()

    def known(part: Mapping[str, str], name: str, fallback: str) -> str:
        return part.get(name) or part[fallback]

    return _Parts(
        head=known(table.heads, portrait.head, _FALLBACK["heads"]),
        expression=known(table.expressions, portrait.expression, _FALLBACK["expressions"]),
        accessories=table.glasses.get(portrait.glasses, ""),
        facial_hair=table.beards.get(portrait.beard, ""),
        skin=known(table.skins, str(portrait.skin), _FALLBACK["skins"]),
        clothing=known(table.clothes, portrait.clothes, _FALLBACK["clothes"]),
        hair=known(table.hairs, portrait.hair, _FALLBACK["hairs"]),
    )


class Portraits:
    """Draws portraits; may be shared with a worker thread that calls `prepare` or `surface` ahead of need."""

    def __init__(self, cache_folder: Path | None, *, byte_limit: int = 12 * 2**20) -> None:
        """Keep composed drawings as files in `cache_folder` (None: in memory only) and pictures up to `byte_limit`."""
        self._folder = cache_folder
        self._bodies: dict[_Parts, str] = {}
        self._composing = Lock()
        self._surfaces = SurfaceCache(byte_limit)

    @property
    def bytes_kept(self) -> int:
        """The size of the pictures in memory."""
        return self._surfaces.bytes_kept

    def is_ready(self, portrait: Portrait) -> bool:
        """Whether the portrait is composed, so that `surface` takes milliseconds."""
        return _parts(portrait) in self._bodies

    def prepare(self, portraits: Iterable[Portrait]) -> int:
        """Compose what is missing, in one go; call it in a worker thread.  Gives the number that were missing."""
        wanted = {_parts(portrait) for portrait in portraits}
        with self._composing:
            missing = wanted - self._bodies.keys()
            to_compose = []
            for parts in missing:
                body = self._read(parts)
                if body:
                    self._bodies[parts] = body
                else:
                    to_compose.append(parts)
            for parts, body in _compose(to_compose).items():
                self._bodies[parts] = body
                self._write(parts, body)
            for parts in missing - self._bodies.keys():
                self._bodies[parts] = _plain(parts)
        return len(missing)

    def surface(self, portrait: Portrait, width: int, height: int, *, mirrored: bool = False) -> pygame.Surface:
        """The portrait on a transparent ground, exactly `width` × `height` pixels, composed first if need be.

        A box of another shape than the crop's is padded above or on both sides; the drawing stands on its bottom edge.
        """
        key = (_parts(portrait), portrait.crop, max(1, width), max(1, height), mirrored)
        return self._surfaces.get_or_draw(key, lambda: self._draw(portrait, key[2], key[3], mirrored))

    def surface_if_ready(
        self, portrait: Portrait, width: int, height: int, *, mirrored: bool = False
    ) -> pygame.Surface | None:
        """Like `surface`, or None while the portrait is still to be composed (20 ms, the first time 120 ms)."""
        return self.surface(portrait, width, height, mirrored=mirrored) if self.is_ready(portrait) else None

    def _draw(self, portrait: Portrait, width: int, height: int, mirrored: bool) -> pygame.Surface:
        self.prepare([portrait])
        body = self._bodies[_parts(portrait)]
        x, y, crop_width, crop_height = CROP_SHAPE[portrait.crop]
        scale = min(width / crop_width, height / crop_height)
        view_width, view_height = width / scale, height / scale
        left, top = x - (view_width - crop_width) / 2, y - (view_height - crop_height)
        document = (
            f'<svg xmlns="http://www.w3.org/2000/svg" fill="none" width="{width}" height="{height}" '
            f'viewBox="{left:.3f} {top:.3f} {view_width:.3f} {view_height:.3f}">{body}</svg>'
        )
        drawn = sized_svg(document, width, height)
        return pygame.transform.flip(drawn, True, False) if mirrored else drawn

    def _path(self, parts: _Parts) -> Path | None:
        if self._folder is None:
            return None
        drawing = _drawing_file()
        version = drawing.stat().st_size if drawing is not None else 0
        key = hashlib.sha256(f"{_CACHE_FORMAT} {version} {parts!r}".encode()).hexdigest()[:24]
        return self._folder / f"{key}.svgbody"

    def _read(self, parts: _Parts) -> str:
        """What is kept on disk; nothing if there is none or if it is not what was written."""
        try:
            path = self._path(parts)
            if path is None:
                return ""
            checksum, _, body = path.read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return ""
        return body if checksum == _checksum(body) else ""

    def _write(self, parts: _Parts, body: str) -> None:
        """Keep `body` on disk; where that cannot be, go on without."""
        path = self._path(parts)
        if path is None:
            return
        temporary = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(f"{_checksum(body)}\n{body}")
            Path(temporary).replace(path)
        except OSError:
            if temporary:
                Path(temporary).unlink(missing_ok=True)


def sized_svg(document: str, width: int, height: int) -> pygame.Surface:
    """`document` drawn at exactly `width` × `height`, with an alpha for each pixel.

    Raises:
        pygame.error: If pygame's reader cannot make sense of it.
    """
    surface = pygame.image.load_sized_svg(io.BytesIO(document.encode()), (width, height))
    if surface.get_size() == (width, height):
        return surface
    # The reader keeps proportions and rounds down, so one side may come out a pixel short.
    return pygame.transform.smoothscale(surface, (width, height))


def _checksum(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


@cache
def _drawing_file() -> Path | None:
    spec = find_spec("dicebear_styles")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder) / "open-peeps.json"
        if path.is_file():
            return path
    return None


def _compose(wanted: list[_Parts]) -> dict[_Parts, str]:
    """Flattened SVG for each of `wanted`; those that cannot be composed are missing from the answer."""
    path = _drawing_file()
    if not wanted or path is None:
        return {}
    # Imported here: it takes 60 to 90 ms, and with everything on disk it is never needed.
    from dicebear import Avatar, Style

    # The whole definition takes most of a second to check; cut down to what is wanted it takes 15 to 70 ms.
    definition = _cut_down(json.loads(path.read_text(encoding="utf-8")), wanted)
    try:
        style = Style(definition)
    except Exception:  # a drawing of another version: whatever is wrong with it, people are drawn plainly
        return {}
    composed = {}
    for parts in wanted:
        options: dict[str, Any] = {
            "seed": "upstander",  # every part is given, so nothing is left to chance
            "headVariant": [parts.head],
            "expressionVariant": [parts.expression],
            "skinColor": [parts.skin],
            "clothingColor": [parts.clothing],
            "headContrastColor": [parts.hair],
            "inkColor": [INK],
            "accessoriesProbability": 100 if parts.accessories else 0,
            "facialHairProbability": 100 if parts.facial_hair else 0,
            "maskProbability": 0,
        }
        if parts.accessories:
            options["accessoriesVariant"] = [parts.accessories]
        if parts.facial_hair:
            options["facialHairVariant"] = [parts.facial_hair]
        try:
            composed[parts] = flattened(str(Avatar(style, options)))
        except Exception:  # noqa: S112 - as above: one that cannot be composed never stops the others
            continue
    return composed


def _cut_down(definition: dict[str, Any], wanted: list[_Parts]) -> dict[str, Any]:
    kept = {
        "head": {parts.head for parts in wanted},
        "expression": {parts.expression for parts in wanted},
        "accessories": {parts.accessories for parts in wanted if parts.accessories},
        "facialHair": {parts.facial_hair for parts in wanted if parts.facial_hair},
    }
    components = {}
    for name, component in definition["components"].items():
        variants = {
            key: _without(value, _LEFT_OUT.get(key, ()))
            for key, value in component["variants"].items()
            if key in kept.get(name, ())
        }
        if variants:
            components[name] = {**component, "variants": variants}
    canvas = definition["canvas"]
    elements = [
        element for element in canvas["elements"] if element["type"] != "component" or element["name"] in components
    ]
    return {**definition, "components": components, "canvas": {**canvas, "elements": elements}}


def _without(element: dict[str, Any], starts: tuple[str, ...]) -> dict[str, Any]:
    """`element` and what is in it, without the outlines that begin at one of `starts`."""
    if not starts:
        return element
    changed = dict(element)
    for key in ("elements", "children"):
        if key in element:
            changed[key] = [_without(child, starts) for child in element[key]]
    path = element.get("attributes", {}).get("d")
    if path is not None:
        # An outline begins with an absolute M; holes in it are relative and go with it.
        outlines = [f"M{outline}" for outline in path.split("M")[1:]]
        whole = "".join(outline for outline in outlines if not outline.startswith(starts))
        changed["attributes"] = {**element["attributes"], "d": whole}
    return changed


def flattened(svg: str) -> str:
    """The groups and paths of `svg` as text: no `<use>`, no clip, no metadata.

    Raises:
        ElementTree.ParseError: If `svg` is not XML.
        KeyError: If a `<use>` refers to nothing.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 - what dicebear composed, never a stranger's file
    named = {group.get("id", ""): group for group in root.iterfind(f"{_SVG}defs/{_SVG}g")}
    return "".join(_flat(element, named) for element in root)


def _flat(element: ElementTree.Element, named: Mapping[str, ElementTree.Element]) -> str:
    children = list(element)
    if element.tag == f"{_SVG}use":
        children = [named[element.get("href", "").removeprefix("#")]]
    elif element.tag not in (f"{_SVG}g", f"{_SVG}path"):
        return ""
    attributes = ""
    for name in ("transform", "d", "fill", "fill-rule"):
        value = element.get(name)
        if value is not None:
            attributes += f' {name}="{INK if (name, value) == ("fill", "black") else value}"'
    if element.tag == f"{_SVG}path":
        return f"<path{attributes}/>"
    return f"<g{attributes}>{''.join(_flat(child, named) for child in children)}</g>"


def _plain(parts: _Parts) -> str:
    """A calm figure without features, for when the drawings themselves cannot be had."""
    ink = f'stroke="{INK}" stroke-width="14" stroke-linejoin="round"'
    return (
        f'<path d="M-44 1190 C-44 820 90 640 335 640 C590 640 720 820 720 1190 Z" fill="{parts.clothing}" {ink}/>'
        f'<path d="M270 520 L270 650 C300 700 400 700 430 650 L430 520 Z" fill="{parts.skin}" {ink}/>'
        f'<ellipse cx="375" cy="370" rx="185" ry="225" fill="{parts.skin}" {ink}/>'
    )
