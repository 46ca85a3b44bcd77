"""Every key that a scenario may have, by where it stands.  `docs/format.md` says what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one kind of entry.

    Attributes:
        kind: What the entry is called in a message.
        known: Every way to write a key, with the one it stands for.
        exact: The keys as the documentation writes them.
        required: The ones that have to be there.
        names: The same as `exact`, in the documentation's order.
    """

    kind: str
    known: Mapping[str, str]
    exact: frozenset[str]
    required: frozenset[str]
    names: tuple[str, ...]


def _keys(kind: str, required: str, optional: str = "") -> Keys:
    names = (*required.split(), *optional.split())
    # `say_it`, `say-it` and `say it` are one key.
    known = {name.replace("_", mark): name for name in names for mark in ("_", "-", " ")}
    return Keys(kind, known, frozenset(names), frozenset(required.split()), names)


SCENARIO = _keys(
    "scenario",
    "format id title summary minutes intensity themes seat mode role power start scenes if_then",
    "status content_note setting country language cast facts pointers facilitator glossary review waive",
)
PERSON = _keys(
    "person",
    "",
    "name role say_it pronouns affected slips wants expertise seniority axes look voice",
)
LOOK = _keys("look", "", "head skin hair clothes glasses beard")
FACT = _keys("fact", "start", "values from to")
SCENE = _keys("scene", "", "summary place present script look_closer happened harm_says decision next ending")
GLANCE = _keys("item of look_closer", "at shows")
DECISION = _keys(
    "decision",
    "ask choices reflect",
    "next probe reasons discuss order seconds on_timeout contested skippable",
)
REASON = _keys("reason", "says", "note")
CHOICE = _keys(
    "choice",
    "id do summary method ratings consequence commentary",
    "next line tradeoff set change harm harm_says repairs asks_affected barrier consent if locked once panel",
)
BRANCH = _keys("way on", "go", "if")
ENDING = _keys("ending", "title closing reflect", "valence")
CLOSING = _keys("closing", "by says")
IF_THEN = _keys("if_then", "cue lines")
FACILITATOR = _keys("facilitator", "", "hard_remarks notes skip_if_short")
HARD_REMARK = _keys("hard remark", "says reply")
REVIEW = _keys("review", "", "lived_experience changed kept reviewers")
WAIVER = _keys("waiver", "rule because", "where")
THEME = _keys("theme", "id name says", "heading")
