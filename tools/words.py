"""Every word that a scenario may use, by kind, each with what it means: from the program's own lists."""

from __future__ import annotations

import difflib
import json
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from game.assets import looks, place_ids
from game.core.scenario import Dimension, HarmFlag, Method, Mode, Seat, Valence
from game.session import wording
from game.themes import Theme
from tools.key_descriptions import ENTRIES, described

_GLOSSES = Path(__file__).with_suffix(".toml")
# In the columns of a terminal; wider lines would wrap and lose the alignment.
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Word:
    """One word, as a scenario writes it.

    Attributes:
        word: The word.
        says: What it means; empty for most drawings, which say it themselves.
        entry: For a key, the kind of entry that it stands in.
        is_needed: For a key, whether it has to be there.
    """

    word: str
    says: str = ""
    entry: str = ""
    is_needed: bool = False

    @property
    def shown(self) -> str:
        """As it is printed: a key after its entry, with a dot if it is needed."""
        return f"{self.entry}: {self.word}{' •' if self.is_needed else ''}" if self.entry else self.word


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one kind.

    Attributes:
        kind: What `upstander words` calls it.
        stands_beside: The keys of a scenario that take such a word.
        words: In the order to show them.
    """

    kind: str
    stands_beside: str
    words: tuple[Word, ...]


class NoSuchKindError(LookupError):
    """There is no such kind of word; the message names a near one."""


def all_words(themes: Iterable[Theme]) -> tuple[Words, ...]:
    """Every kind.

    Args:
        themes: Those of the library.
    """
    return tuple(Words(kind, beside, tuple(make(tuple(themes)))) for kind, (beside, make) in _KINDS.items())


def words_of(kind: str, themes: Iterable[Theme]) -> Words:
    """The words of one kind, also by the name of its key or in the singular.

    Raises:
        NoSuchKindError: If there is none.
    """
    asked = kind.strip().lower()
    for known in all_words(themes):
        if asked in (known.kind, known.kind.removesuffix("s"), *known.stands_beside.split(", ")):
            return known
    near = difflib.get_close_matches(asked, _KINDS, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise NoSuchKindError(f"There are no words called {kind}.{meant} There are: {', '.join(_KINDS)}.")


def text_of(kinds: Iterable[Words]) -> str:
    """Words for a terminal, each kind under its name, ended by a line break."""
    return "\n".join(_block(kind) for kind in kinds)


def json_of(kinds: Iterable[Words]) -> str:
    """The same for other programs: an object by kind, without a line break at its end."""
    told = {
        kind.kind: {"stands_beside": kind.stands_beside.split(", "), "words": [asdict(word) for word in kind.words]}
        for kind in kinds
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _block(kind: Words) -> str:
    head = f"{kind.kind} (beside {kind.stands_beside})"
    said = [word for word in kind.words if word.says]
    if not kind.words:
        return f"{head}\n  none in this library, so any will do\n"
    if len(said) * 2 >= len(kind.words):
        width = max(len(word.shown) for word in kind.words)
        return "\n".join([head, *(f"  {word.shown:<{width}}  {word.says}".rstrip() for word in kind.words)]) + "\n"
    notes = "; ".join(f"{word.word} is {word.says}" for word in said)
    lines = [head, _wrapped(word.word for word in kind.words)]
    return "\n".join([*lines, *textwrap.wrap(notes, _WIDTH, initial_indent="  ", subsequent_indent="  ")]) + "\n"


def _wrapped(words: Iterable[str]) -> str:
    lines = [" "]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append(" ")
        lines[-1] += f" {word}"
    return "\n".join(lines)


@cache
def glosses() -> Mapping[str, Mapping[str, str]]:
    """What words mean, by kind, where the program has no words for it itself."""
    return tomllib.loads(_GLOSSES.read_text(encoding="utf-8"))


def _glossed(kind: str, words: Iterable[str]) -> list[Word]:
    return [Word(word, glosses()[kind][word]) for word in words]


def _drawn(names: Mapping[str, str]) -> list[Word]:
    """Names of drawings; where two share one, the later says so."""
    first: dict[str, str] = {}
    found = []
    for name in sorted(names):
        like = first.setdefault(names[name], name)
        found.append(Word(name, f"drawn like {like}" if like != name else ""))
    return found


def _methods() -> list[Word]:
    named = [Word(method.value, wording.METHODS_SAY[method]) for method in wording.METHODS]
    return [*named, Word(Method.NONE.value, "no move, or one that has no name: waiting, going on, looking away")]


def _keys() -> list[Word]:
    return [
        Word(key, described(entry.kind, key), entry.kind, key in entry.required)
        for entry in ENTRIES
        for key in entry.names
    ]


_KINDS: Mapping[str, tuple[str, Callable[[tuple[Theme, ...]], Iterable[Word]]]] = {
    "expressions": ("a name in a script", lambda _: _drawn(looks().expressions)),
    "heads": ("head", lambda _: _drawn(looks().heads)),
    "hair": ("hair", lambda _: _drawn(looks().hairs)),
    "clothes": ("clothes", lambda _: _drawn(looks().clothes)),
    "glasses": ("glasses", lambda _: _drawn(looks().glasses)),
    "beards": ("beard", lambda _: _drawn(looks().beards)),
    "skin": ("skin", lambda _: _glossed("skin", looks().skins)),
    "places": ("place", lambda _: [Word(place) for place in place_ids()]),
    "themes": ("themes", lambda themes: [Word(theme.id, theme.name) for theme in themes]),
    "methods": ("method", lambda _: _methods()),
    "dimensions": (
        "ratings, pointers",
        lambda _: [Word(one.value, wording.DIMENSIONS_SAY[one]) for one in Dimension],
    ),
    "harm": ("harm, repairs, happened", lambda _: _glossed("harm", HarmFlag)),
    "barriers": ("barrier", lambda _: _glossed("barriers", glosses()["barriers"])),
    "seats": ("seat", lambda _: _glossed("seats", Seat)),
    "modes": ("mode", lambda _: _glossed("modes", Mode)),
    "valences": ("valence", lambda _: _glossed("valences", Valence)),
    "keys": ("each other", lambda _: _keys()),
}
KINDS = tuple(_KINDS)
