"""
What stands beside each key of a scenario: text, a number from here to there, one of some words, an entry of its own.

The keys are those of `game.scenario_yaml.keys` and the words those of the reader's own types; here is only what the
reader does with each of them, so that the schema, the list of words and the list of what is still to be written agree
with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from game.core.scenario import Affected, Dimension, HarmFlag, Method, Mode, Seat, Valence
from game.scenario_yaml import keys as k
from game.scenario_yaml.decisions import _ORDER, _PANEL, _TIMER
from game.scenario_yaml.keys import Keys
from game.scenario_yaml.reader import _LONGEST_PLAY, _STATUS, FORMAT


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    SCRIPT = "script"
    ID = "id"  # a name that the author gives here
    NAME = "name"  # a name that is given elsewhere in the file
    CONDITION = "condition"
    NUMBER = "number"
    YES_NO = "yes or no"
    WORD = "word"  # one of `words`
    VALUE = "value"  # of a fact: a word, a number, yes or no
    FORK = "fork"  # a scene's id, or a list of ways on
    FACT = "fact"  # yes or no, or an entry
    ENTRY = "entry"  # the keys of `entry`


class Many(StrEnum):
    """How often it stands there."""

    ONE = "one"
    LIST = "list"  # one alone will do, where it is no entry
    BY_NAME = "by name"  # names of the author's own, or `names`, each with a value


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands beside a key.

    Attributes:
        form: How a value is written.
        many: Whether there is one, a list, or one for each name.
        words: The words it can be; empty where any will do.
        lowest: Of a number.
        highest: Of a number.
        entry: The keys of an entry.
        names: The names that a `BY_NAME` may have; empty where they are the author's own.
        looks: The kind of drawing that it names, as in `Looks`; or ``places`` or ``themes``.
    """

    form: Form
    many: Many = Many.ONE
    words: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 0
    entry: Keys | None = None
    names: tuple[str, ...] = ()
    looks: str = ""


def _words(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in kind)


def _number(lowest: int, highest: int, many: Many = Many.ONE, names: tuple[str, ...] = ()) -> Shape:
    return Shape(Form.NUMBER, many, lowest=lowest, highest=highest, names=names)


def _word(words: tuple[str, ...], many: Many = Many.ONE) -> Shape:
    return Shape(Form.WORD, many, words=words)


def _entry(entry: Keys, many: Many = Many.ONE) -> Shape:
    return Shape(Form.ENTRY, many, entry=entry)


def _drawing(kind: str) -> Shape:
    return Shape(Form.WORD, looks=kind)


TEXT, SCRIPT = Shape(Form.TEXT), Shape(Form.SCRIPT)
TEXTS = Shape(Form.TEXT, Many.LIST)
NAME, NAMES, ID = Shape(Form.NAME), Shape(Form.NAME, Many.LIST), Shape(Form.ID)
YES_NO, CONDITION, FORK = Shape(Form.YES_NO), Shape(Form.CONDITION), Shape(Form.FORK)
FLAGS = _word(_words(HarmFlag), Many.LIST)
DIMENSIONS = _words(Dimension)
_ANY_NUMBER = 999_999_999  # nine digits, as many as a number may have


# By the kind of entry.  A key that is not here is a text.
_OTHERS: Mapping[str, Mapping[str, Shape]] = {
    k.SCENARIO.kind: {
        "format": _word((str(FORMAT),)),
        "id": ID,
        "minutes": _number(1, _LONGEST_PLAY),
        "intensity": _number(1, 3),
        "themes": Shape(Form.WORD, Many.LIST, looks="themes"),
        "seat": _word(_words(Seat)),
        "mode": _word(_words(Mode)),
        "start": NAME,
        "scenes": _entry(k.SCENE, Many.BY_NAME),
        "if_then": _entry(k.IF_THEN),
        "status": _word(tuple(_STATUS)),
        "cast": _entry(k.PERSON, Many.BY_NAME),
        "facts": Shape(Form.FACT, Many.BY_NAME, entry=k.FACT),
        "pointers": Shape(Form.TEXT, Many.BY_NAME, names=DIMENSIONS),
        "facilitator": _entry(k.FACILITATOR),
        "glossary": Shape(Form.TEXT, Many.BY_NAME),
        "review": _entry(k.REVIEW),
        "waive": _entry(k.WAIVER, Many.LIST),
    },
    k.PERSON.kind: {
        "affected": _word((*_words(Affected), "true", "false")),
        "slips": YES_NO,
        "axes": Shape(Form.WORD, Many.LIST),
        "look": _entry(k.LOOK),
    },
    k.LOOK.kind: {
        "head": _drawing("heads"),
        "skin": _number(1, 5),
        "hair": _drawing("hairs"),
        "clothes": _drawing("clothes"),
        "glasses": _drawing("glasses"),
        "beard": _drawing("beards"),
    },
    k.FACT.kind: {
        "start": Shape(Form.VALUE),
        "values": Shape(Form.VALUE, Many.LIST),
        "from": _number(-_ANY_NUMBER, _ANY_NUMBER),
        "to": _number(-_ANY_NUMBER, _ANY_NUMBER),
    },
    k.SCENE.kind: {
        "place": _drawing("places"),
        "present": NAMES,
        "script": SCRIPT,
        "look_closer": _entry(k.GLANCE, Many.LIST),
        "happened": FLAGS,
        "decision": _entry(k.DECISION),
        "next": FORK,
        "ending": _entry(k.ENDING),
    },
    k.DECISION.kind: {
        "choices": _entry(k.CHOICE, Many.LIST),
        "next": FORK,
        "probe": YES_NO,
        "reasons": _entry(k.REASON, Many.LIST),
        "order": _word(tuple(_ORDER)),
        "seconds": _number(*_TIMER),
        "on_timeout": NAME,
        "contested": NAMES,
        "skippable": NAME,
    },
    k.CHOICE.kind: {
        "id": ID,
        "method": _word(_words(Method)),
        "ratings": _number(0, 3, Many.BY_NAME, DIMENSIONS),
        "consequence": SCRIPT,
        "next": FORK,
        "set": Shape(Form.VALUE, Many.BY_NAME),
        "change": _number(-_ANY_NUMBER, _ANY_NUMBER, Many.BY_NAME),
        "harm": FLAGS,
        "repairs": FLAGS,
        "asks_affected": YES_NO,
        "if": CONDITION,
        "once": YES_NO,
        "panel": _number(*_PANEL, Many.LIST),
    },
    k.BRANCH.kind: {"go": NAME, "if": CONDITION},
    k.ENDING.kind: {"closing": _entry(k.CLOSING), "valence": _word(_words(Valence))},
    k.CLOSING.kind: {"by": NAME},
    k.IF_THEN.kind: {"lines": TEXTS},
    k.FACILITATOR.kind: {"hard_remarks": _entry(k.HARD_REMARK, Many.LIST), "skip_if_short": NAME},
    k.REVIEW.kind: {"reviewers": TEXTS},
    k.THEME.kind: {"heading": TEXTS},
}


def shape(keys: Keys, key: str) -> Shape:
    """What stands beside a key, named as the documentation writes it."""
    return _OTHERS.get(keys.kind, {}).get(key, TEXT)


def shapes() -> Mapping[str, Mapping[str, Shape]]:
    """Every shape that is not a plain text, by the kind of entry and by key."""
    return _OTHERS
