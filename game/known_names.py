"""The names that a scenario may use for things which are not in it: places, looks, expressions, themes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.assets import read_looks

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names by kind.  A kind without names is not checked: there is nothing to check it against."""

    places: Names = frozenset()
    expressions: Names = frozenset()
    heads: Names = frozenset()
    hairs: Names = frozenset()
    clothes: Names = frozenset()
    glasses: Names = frozenset()
    beards: Names = frozenset()
    themes: Names = frozenset()


def names_in(assets: Path, themes: Iterable[str] = ()) -> KnownNames:
    """The names that the drawings in `assets` have.  What is missing or broken there is not checked."""
    places = frozenset(path.stem for path in (assets / "places").glob("*.svg"))
    try:
        looks = read_looks((assets / "looks.yaml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return KnownNames(places=places, themes=frozenset(themes))
    return KnownNames(
        places=places,
        expressions=frozenset(looks.expressions),
        heads=frozenset(looks.heads),
        hairs=frozenset(looks.hairs),
        clothes=frozenset(looks.clothes),
        glasses=frozenset(looks.glasses),
        beards=frozenset(looks.beards),
        themes=frozenset(themes),
    )
