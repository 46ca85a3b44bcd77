"""
Reading a scenario: from the bytes of a file to a checked `Scenario`, with everything that is wrong in it.

One pass finds the ids of scenes and choices, a second one reads what refers to them.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath

from game.core.diagnostic import Diagnostic, Span
from game.core.scenario import (
    Affected,
    Dimension,
    Facilitator,
    HardRemark,
    Mode,
    Review,
    Scenario,
    Scene,
    Seat,
    Waiver,
)
from game.known_names import KnownNames
from game.scenario_yaml.bytes_read import manuscript
from game.scenario_yaml.decisions import DIMENSIONS, is_id, say_letters
from game.scenario_yaml.entries import Found, fields, items, pairs_of
from game.scenario_yaml.facts import facts
from game.scenario_yaml.keys import FACILITATOR, HARD_REMARK, IF_THEN, REVIEW, SCENARIO, THEME, WAIVER
from game.scenario_yaml.lexicon import Lexicon
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node
from game.scenario_yaml.people import SharedPeople, cast, shared_people
from game.scenario_yaml.recovery import read_tree
from game.scenario_yaml.scenes import outlines, scene
from game.scenario_yaml.spans import Spans
from game.scenario_yaml.story import check_story
from game.scenario_yaml.values import is_todo, number, scalar, text, text_of, texts, word, word_of, words
from game.themes import Theme

FORMAT = 1
_SEATS = {seat.value: seat for seat in Seat}
_MODES = {mode.value: mode for mode in Mode}
_STATUS = {"draft": True}
_LONGEST_PLAY = 240  # minutes


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file.

    Attributes:
        scenario: What can be played, or None if a finding stops it.
        diagnostics: All findings, by place.
        spans: Where things stand: ``scene/<id>``, ``scene/<id>/next``, ``choice/<id>``, ``fact/<id>``, ``cast/<id>``.
    """

    scenario: Scenario | None
    diagnostics: tuple[Diagnostic, ...]
    spans: Mapping[str, Span]


@contextmanager
def _without_collector() -> Iterator[None]:
    # Nothing made while reading is garbage, and looking for some takes longer than the reading.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read(data: bytes, file: str, names: KnownNames, people: SharedPeople | None = None) -> Reading:
    """Read a scenario.  Nothing is raised, whatever the bytes.

    Args:
        data: The file's bytes.
        file: The file as the user named it; its last part without ``.yaml`` is the id that the scenario has to have.
        names: What it may refer to outside itself.
        people: Those whom several scenarios share.
    """
    with _without_collector():
        page = manuscript(data, file, names)
        tree = read_tree(page) if page.text else None
        scenario = None
        root = tree.root if tree and not tree.limit else None
        if root is None and not page.found and page.text:
            page.say("UP110", Span(1, 1), "The file holds nothing but remarks.", "Begin with “format: 1”.")
        if root is not None:
            scenario = _scenario(page, root, people or SharedPeople(), hashlib.sha256(data).hexdigest())
        return Reading(None if page.has_errors else scenario, page.findings(), Spans(page, root))


def read_people(data: bytes, file: str, names: KnownNames) -> tuple[SharedPeople, tuple[Diagnostic, ...]]:
    """Read ``people.yaml``: ids, each with the keys of a cast member."""
    with _without_collector():
        page = manuscript(data, file, names)
        tree = read_tree(page) if page.text else None
        people = SharedPeople()
        if tree and tree.root is not None and not tree.limit:
            people = shared_people(page, tree.root)
        return people, page.findings()


def read_themes(data: bytes, file: str) -> tuple[tuple[Theme, ...], tuple[Diagnostic, ...]]:
    """Read ``themes.yaml``: a list of themes."""
    page = manuscript(data, file, KnownNames())
    tree = read_tree(page) if page.text else None
    themes: dict[str, Theme] = {}
    if tree and tree.root is not None and not tree.limit:
        for item in items(page, {"themes": tree.root}, "themes"):
            own = fields(page, item, THEME)
            if not own or "id" not in own:
                continue
            theme = Theme(
                text(page, own, "id"), text(page, own, "name"), text(page, own, "says"), texts(page, own, "heading")
            )
            if theme.id in themes:
                page.say("UP202", own["id"], f"The theme “{theme.id}” is there twice.", "Keep one of them.")
            themes.setdefault(theme.id, theme)
    return tuple(themes.values()), page.findings()


def _scenario(page: Manuscript, root: Node, people: SharedPeople, content_hash: str) -> Scenario | None:
    page.is_draft = _is_draft(root)
    found = fields(page, root, SCENARIO)
    if found is None:
        return None
    _format(page, found)
    name = _id(page, found)
    intensity = number(page, found, "intensity", 1, 3, 1)
    if intensity > 1 and "content_note" not in found and not page.touches_blank(root):
        page.say(
            "UP203",
            found["intensity"],
            "From intensity 2 on, a scenario needs a “content_note”.",
            "Add one: what a player should know before the start.",
        )
    known_facts = facts(page, found)
    members = cast(page, found, people)
    plans, choices = outlines(page, found)
    lexicon = Lexicon(page, members, known_facts, plans.keys(), choices.keys())
    scenes: dict[str, Scene] = {}
    for scene_id, plan in plans.items():
        scenes[scene_id] = scene(page, lexicon, plan, intensity)
    if (
        members
        and not page.blanks
        and not any(member.affected is Affected.YES for member in members.values())
        and not page.is_draft
    ):
        page.say(
            "UP318",
            found["cast"],
            "Nobody in the cast is affected.",
            "Add “affected: yes” to the person on whom it lands.",
        )
    if_then = fields(page, found["if_then"], IF_THEN) if "if_then" in found else None
    scenario = Scenario(
        id=name,
        title=text(page, found, "title"),
        summary=text(page, found, "summary"),
        minutes=number(page, found, "minutes", 1, _LONGEST_PLAY, 10),
        intensity=intensity,
        content_note=text(page, found, "content_note"),
        themes=_themes(page, found),
        seat=word(page, found, "seat", _SEATS, Seat.PEER),
        mode=word(page, found, "mode", _MODES, Mode.IN_PERSON),
        setting=text(page, found, "setting"),
        country=text(page, found, "country"),
        language=text(page, found, "language") or "en",
        role=text(page, found, "role"),
        power=text(page, found, "power"),
        cast=members,
        facts=tuple(known.fact for known in known_facts.values()),
        start=_start(page, found, lexicon),
        scenes=scenes,
        if_then_cue=text(page, if_then, "cue") if if_then else "",
        if_then_lines=texts(page, if_then, "lines") if if_then else (),
        pointers=_pointers(page, found),
        facilitator=_facilitator(page, found, lexicon, scenes),
        glossary={term.value: text_of(page, says, term.value) for term, says in pairs_of(page, found, "glossary")},
        review=_review(page, found),
        waivers=_waivers(page, found),
        is_draft=word(page, found, "status", _STATUS, False),
        content_hash=content_hash,
        tracked_choices=frozenset(
            {name for kind, name in lexicon.read if kind == "chose"}
            | {choice.id for one in scenes.values() for choice in getattr(one.exit, "choices", ()) if choice.once}
        ),
        tracked_scenes=frozenset(name for kind, name in lexicon.read if kind == "seen"),
    )
    if page.is_story_clear and scenario.start in scenes:
        check_story(page, scenario, plans)
    return scenario


def _is_draft(root: Node) -> bool:
    if not isinstance(root, MappingNode):
        return False
    pairs = iter(root)
    return any(key.value == "status" and value.value == "draft" for key, value in zip(pairs, pairs, strict=True))


def _format(page: Manuscript, found: Found) -> None:
    one = scalar(page, found["format"], "format") if "format" in found else None
    if one is not None and one.value != str(FORMAT):
        page.say(
            "UP213",
            one,
            f"This is format “{one.value[:20]}”, and the reader knows format {FORMAT}.",
            f"Write “format: {FORMAT}”, or use a newer version of the program.",
        )


def _id(page: Manuscript, found: Found) -> str:
    one = scalar(page, found["id"], "id") if "id" in found else None
    stem = PurePath(page.file).stem
    if one is None:
        return stem
    if not is_id(one.value):
        say_letters(page, one, "scenario")
    elif one.value != stem:
        page.say(
            "UP214",
            one,
            f"The id is “{one.value}”, and the file is called “{PurePath(page.file).name}”.",
            f"Write “id: {stem}”, or rename the file to “{one.value}.yaml”."
            if is_id(stem)
            else f"Rename the file to “{one.value}.yaml”.",
        )
    return str(one.value)


def _start(page: Manuscript, found: Found, names: Lexicon) -> str:
    one = scalar(page, found["start"], "start") if "start" in found else None
    if one is None or one.value in names.scenes:
        return "" if one is None else str(one.value)
    page.is_story_clear = False
    page.say_name(
        "UP301",
        one,
        f"There is no scene called “{one.value[:60]}”.",
        one.value,
        names.scenes,
        "Name the scene that opens the story.",
    )
    return ""


def _themes(page: Manuscript, found: Found) -> tuple[str, ...]:
    known = page.names.themes
    themes = []
    for one in words(page, found, "themes"):
        if known and one.value not in known and not (page.is_draft and is_todo(one.value)):
            page.say_name(
                "UP311",
                one,
                f"There is no theme called “{one.value[:40]}”.",
                one.value,
                known,
                "The themes are listed in themes.yaml.",
            )
            continue
        themes.append(one.value)
    return tuple(dict.fromkeys(themes))


def _pointers(page: Manuscript, found: Found) -> dict[Dimension, str]:
    pointers = {}
    for key, says in pairs_of(page, found, "pointers"):
        dimension = word_of(page, key, "pointers", DIMENSIONS, None)
        if dimension is not None:
            pointers[dimension] = text_of(page, says, key.value)
    return pointers


def _facilitator(page: Manuscript, found: Found, names: Lexicon, scenes: Mapping[str, Scene]) -> Facilitator:
    own = fields(page, found["facilitator"], FACILITATOR) if "facilitator" in found else None
    if not own:
        return Facilitator()
    remarks = []
    for item in items(page, own, "hard_remarks"):
        if remark := fields(page, item, HARD_REMARK):
            remarks.append(HardRemark(text(page, remark, "says"), text(page, remark, "reply")))
    skip = scalar(page, own["skip_if_short"], "skip_if_short") if "skip_if_short" in own else None
    if skip is not None and skip.value not in scenes:
        page.say_name(
            "UP301",
            skip,
            f"There is no scene called “{skip.value[:60]}”.",
            skip.value,
            scenes,
            "Name a scene with a decision.",
        )
        skip = None
    elif skip is not None and not getattr(scenes[skip.value].exit, "skippable", None):
        page.say(
            "UP222",
            skip,
            f"The scene “{skip.value}” has no decision with “skippable”, so it cannot be skipped.",
            "Add “skippable: …” to its decision: the choice to assume.",
        )
        skip = None
    return Facilitator(
        hard_remarks=tuple(remarks), notes=text(page, own, "notes"), skip_if_short=skip.value if skip else None
    )


def _review(page: Manuscript, found: Found) -> Review:
    own = fields(page, found["review"], REVIEW) if "review" in found else None
    if not own:
        return Review()
    return Review(
        lived_experience=text(page, own, "lived_experience"),
        changed=text(page, own, "changed"),
        kept=text(page, own, "kept"),
        reviewers=texts(page, own, "reviewers"),
    )


def _waivers(page: Manuscript, found: Found) -> tuple[Waiver, ...]:
    waivers = []
    for item in items(page, found, "waive"):
        if own := fields(page, item, WAIVER):
            waivers.append(Waiver(text(page, own, "rule"), text(page, own, "because"), text(page, own, "where")))
    return tuple(waivers)
