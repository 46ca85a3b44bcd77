"""A scenario taken apart into what its author wrote: every part with its keys, as words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.core.expression import ALWAYS
from game.core.scenario import Choice, Decision, Dimension, Ending, Harm, Line, Scenario, Scene, is_defensible
from tools.condition_words import effects, said, value_words, ways_on


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a key; a text is compared word by word, anything else as a whole."""

    words: str
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a scenario.

    Attributes:
        kind: scenario, person, fact, scene, ending or choice.
        id: Empty for the scenario itself.
        values: By key, in the words of the format; a key with nothing after it is left out.
    """

    kind: str
    id: str
    values: dict[str, Value]


def pieces(scenario: Scenario) -> dict[tuple[str, str], Piece]:
    """Every part by sort and id, in the author's order.  Endings are found under ``scene``, since they are one."""
    found = [_scenario(scenario), *_people(scenario), *_facts(scenario)]
    for scene in scenario.scenes.values():
        found.append(_scene(scene))
        for choice in scene.exit.choices if isinstance(scene.exit, Decision) else ():
            found.append(_choice(scenario, scene, choice))
    return {("scene" if piece.kind == "ending" else piece.kind, piece.id): piece for piece in found}


def _piece(kind: str, name: str, values: Iterable[tuple[str, Value]]) -> Piece:
    return Piece(kind, name, {key: value for key, value in values if value.words})


def _text(words: str) -> Value:
    return Value(words, is_text=True)


def _yes(is_so: bool) -> Value:
    return Value("yes" if is_so else "")


def _listed(words: Iterable[object]) -> Value:
    return Value(", ".join(map(str, words)))


def _scenario(scenario: Scenario) -> Piece:
    texts = ("title", "summary", "content_note", "setting", "role", "power")
    facilitator, review = scenario.facilitator, scenario.review
    return _piece(
        "scenario",
        "",
        [
            ("id", Value(scenario.id)),
            *((key, _text(getattr(scenario, key))) for key in texts),
            ("minutes", Value(str(scenario.minutes))),
            ("intensity", Value(str(scenario.intensity))),
            ("themes", _listed(scenario.themes)),
            ("seat", Value(scenario.seat.value)),
            ("mode", Value(scenario.mode.value)),
            ("country", Value(scenario.country)),
            ("language", Value(scenario.language)),
            ("status", Value("draft" if scenario.is_draft else "")),
            ("start", Value(scenario.start)),
            ("if_then cue", _text(scenario.if_then_cue)),
            ("if_then lines", _text("\n".join(scenario.if_then_lines))),
            *((f"pointer {key.value}", _text(words)) for key, words in scenario.pointers.items()),
            *((f"glossary {word}", _text(says)) for word, says in scenario.glossary.items()),
            ("hard_remarks", _text("\n".join(f"{one.says} – {one.reply}" for one in facilitator.hard_remarks))),
            ("facilitator notes", _text(facilitator.notes)),
            ("skip_if_short", Value(facilitator.skip_if_short or "")),
            ("review lived_experience", _text(review.lived_experience)),
            ("review changed", _text(review.changed)),
            ("review kept", _text(review.kept)),
            ("reviewers", _listed(review.reviewers)),
            *((f"waive {' '.join((one.rule, one.where)).strip()}", _text(one.because)) for one in scenario.waivers),
        ],
    )


def _people(scenario: Scenario) -> Iterator[Piece]:
    for person in scenario.cast.values():
        look = person.look
        drawn = (look.head, look.skin, look.hair, look.clothes, look.glasses, look.beard)
        yield _piece(
            "person",
            person.id,
            [
                *((key, _text(getattr(person, key))) for key in ("name", "role", "say_it", "wants", "expertise")),
                ("pronouns", Value(person.pronouns)),
                ("affected", Value(person.affected.value)),
                ("slips", _yes(person.slips)),
                ("seniority", Value(person.seniority)),
                ("axes", _listed(person.axes)),
                ("voice", _text(person.voice)),
                ("look", _listed(part for part in drawn if part)),
            ],
        )


def _facts(scenario: Scenario) -> Iterator[Piece]:
    for fact in scenario.facts:
        values = _listed(map(value_words, fact.values))
        yield _piece("fact", fact.id, [("values", values), ("start", Value(value_words(fact.start)))])


def _scene(scene: Scene) -> Piece:
    leads = scene.exit
    values = [
        ("summary", _text(scene.summary)),
        ("place", Value(scene.place)),
        ("present", _listed(scene.present)),
        ("script", _text(_script(scene.script))),
        ("look_closer", _text("\n".join(f"{one.at}: {one.shows}" for one in scene.look_closer))),
        *_harm("happened", scene.happened),
    ]
    if isinstance(leads, Ending):
        values += [
            ("title", _text(leads.title)),
            ("closing", _text(leads.closing_says)),
            ("closing by", Value(leads.closing_by)),
            ("reflect", _text(leads.reflect)),
            ("valence", Value(leads.valence.value)),
        ]
        return _piece("ending", scene.id, values)
    if isinstance(leads, Decision):
        values += [
            *((key, _text(getattr(leads, key))) for key in ("ask", "reflect", "discuss")),
            ("probe", _yes(leads.probe)),
            ("reasons", _text("\n".join(" – ".join(filter(None, (one.says, one.note))) for one in leads.reasons))),
            ("order", _listed(choice.id for choice in leads.choices) if leads.is_order_fixed else Value("")),
            ("seconds", Value(str(leads.seconds or ""))),
            ("on_timeout", Value(leads.on_timeout or "")),
            ("contested", _listed(leads.contested)),
            ("skippable", Value(leads.skippable or "")),
            ("can be defended", _listed(choice.id for choice in leads.choices if is_defensible(leads, choice))),
        ]
    else:
        values.append(("next", _text(ways_on(leads))))
    return _piece("scene", scene.id, values)


def _choice(scenario: Scenario, scene: Scene, choice: Choice) -> Piece:
    texts = ("do", "summary", "line", "tradeoff", "locked", "commentary", "barrier", "consent")
    return _piece(
        "choice",
        choice.id,
        [
            ("scene", Value(scene.id)),
            *((key, _text(getattr(choice, key))) for key in texts),
            ("consequence", _text(_script(choice.consequence))),
            ("method", Value(choice.method.value)),
            ("ratings", _listed(f"{one.value} {choice.ratings[one]}" for one in Dimension if one in choice.ratings)),
            ("set and change", Value(effects(scenario, choice))),
            *_harm("harm", choice.harm),
            ("repairs", _listed(flag.value for flag in choice.repairs)),
            ("asks_affected", _yes(choice.asks_affected)),
            ("if", Value(said(choice.when))),
            ("once", _yes(choice.once)),
            ("panel", _listed(choice.panel)),
            ("next", _text(ways_on(choice.next))),
        ],
    )


def _harm(key: str, harm: Harm | None) -> list[tuple[str, Value]]:
    if harm is None:
        return []
    return [(key, _listed(flag.value for flag in harm.flags)), ("harm_says", _text(harm.says))]


def _script(script: Iterable[Line]) -> str:
    return "\n".join(map(_line, script))


def _line(line: Line) -> str:
    when = f"[if {said(line.when)}] " if line.when is not ALWAYS else ""
    if not line.speaker:
        return f"{when}{line.words}"
    how = ", ".join(part for part in (line.expression, "chat" if line.is_message else "") if part)
    return f"{when}{line.speaker}{f' ({how})' if how else ''}: {line.words}"
