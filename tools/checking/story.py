"""A scenario as the rules look at it: its decisions, its texts with their places, and what its author may write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from game.core.diagnostic import Span
from game.core.scenario import (
    NARRATOR,
    Affected,
    CastMember,
    Choice,
    Decision,
    Ending,
    Line,
    Scenario,
    Scene,
    is_defensible,
    mean_rating,
)
from game.themes import Theme
from tools.checking import prose
from tools.checking.rule_data import RuleData
from tools.checking.vocabulary import Vocabulary

if TYPE_CHECKING:
    from game.core.proof import Proof


class Kind(StrEnum):
    """What a text is for."""

    ABOUT = "about"  # title, summary, content note, setting, role, power
    SCRIPT = "script"
    GLANCE = "glance"  # what look_closer shows, and its label
    SCENE_SUMMARY = "scene summary"
    ASK = "ask"
    REFLECT = "reflect"  # of a decision or an ending
    DISCUSS = "discuss"
    REASON = "reason"
    NOTE = "note"  # to a reason
    DO = "do"
    SUMMARY = "summary"  # of a choice
    LINE = "line"
    TRADEOFF = "tradeoff"
    LOCKED = "locked"
    HARM = "harm"
    CONSEQUENCE = "consequence"
    COMMENTARY = "commentary"
    ENDING_TITLE = "ending title"
    CLOSING = "closing"
    IF_THEN = "if_then"
    POINTER = "pointer"
    FACILITATOR = "facilitator"  # hard remarks, replies, notes: for the facilitator alone
    GLOSSARY = "glossary"


class Text(NamedTuple):
    """One text, or one beat of a script.  A tuple, as a large story has a hundred thousand of them.

    Attributes:
        kind: What it is for.
        where: Its place (see `Finding.where`).
        words: As written; a beat without the name of its speaker.
        speaker: A cast id or ``you`` for a beat that somebody speaks, and for a closing; else empty.
        scene: The scene it stands in, or empty.
        choice: The choice it belongs to, or empty.
        line: The beat, for a script or a consequence.
    """

    kind: Kind
    where: str
    words: str
    speaker: str = NARRATOR
    scene: str = ""
    choice: str = ""
    line: Line | None = None

    @property
    def narration(self) -> str:
        """Its words outside quotation marks, if nobody speaks it; else empty."""
        return "" if self.speaker else prose.without_quotes(self.words)


@dataclass(frozen=True)
class Moment:
    """A decision with its scene and what its choices are worth."""

    scene: Scene
    decision: Decision

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All of them, as written."""
        return self.decision.choices

    @cached_property
    def defensible(self) -> tuple[Choice, ...]:
        """Those that can be defended here."""
        return tuple(choice for choice in self.choices if is_defensible(self.decision, choice))

    @cached_property
    def weaker(self) -> tuple[Choice, ...]:
        """The others."""
        defensible = set(map(id, self.defensible))
        return tuple(choice for choice in self.choices if id(choice) not in defensible)

    @cached_property
    def top(self) -> tuple[Choice, ...]:
        """Those with the highest mean rating."""
        means = [mean_rating(choice) for choice in self.choices]
        best = max(means) - 1e-9
        return tuple(choice for choice, mean in zip(self.choices, means, strict=True) if mean >= best)


class Story:
    """One checked scenario, for the rules.

    Args:
        scenario: What was read.
        spans: Where its parts stand.
        source: The file's text.
        file: The file, as it is to be shown.
        data: Thresholds and word lists.
    """

    def __init__(
        self, scenario: Scenario, spans: Mapping[str, Span], source: str, file: str, data: RuleData
    ) -> None:
        self.scenario, self.spans, self.source, self.file, self.data = scenario, spans, source, file, data
        self.themes: tuple[Theme, ...] = ()  # of the library it is in; only rules about libraries look at them
        self._of_kinds: dict[tuple[Kind, ...], tuple[Text, ...]] = {}
        self._patterns: dict[tuple[str, str], re.Pattern[str]] = {}
        self._known_phrases: dict[tuple[str, str], tuple[str, ...]] = {}

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.source.split("\n")

    @cached_property
    def line_starts(self) -> list[int]:
        """At which character of the file each line begins."""
        return list(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))

    @property
    def is_english(self) -> bool:
        """Whether rules about English words apply."""
        return self.scenario.language.partition("-")[0] == "en"

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Every decision, as written."""
        scenes = self.scenario.scenes.values()
        return tuple(Moment(scene, scene.exit) for scene in scenes if isinstance(scene.exit, Decision))

    @cached_property
    def endings(self) -> tuple[tuple[Scene, Ending], ...]:
        """Every ending with its scene."""
        scenes = self.scenario.scenes.values()
        return tuple((scene, scene.exit) for scene in scenes if isinstance(scene.exit, Ending))

    @cached_property
    def affected(self) -> tuple[CastMember, ...]:
        """Those on whom the incident lands first."""
        return tuple(person for person in self.scenario.cast.values() if person.affected is Affected.YES)

    @cached_property
    def proof(self) -> Proof:
        """What visiting every state shows."""
        from game.core.proof import prove

        return prove(self.scenario)

    @cached_property
    def all_texts(self) -> tuple[Text, ...]:
        """Every text that a player or a facilitator may see, in the order of the file."""
        return tuple(_texts(self.scenario))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Which words stand in which of `all_texts`.  The words about the people of the story are known to it too."""
        cast = self.scenario.cast.values()
        beside = (words for one in cast for words in (one.name, one.role, one.wants, one.expertise, one.seniority))
        return Vocabulary((text.words for text in self.all_texts), beside)

    def texts(self, *kinds: Kind) -> tuple[Text, ...]:
        """The texts of these kinds."""
        if kinds not in self._of_kinds:
            wanted = frozenset(kinds)
            self._of_kinds[kinds] = tuple([text for text in self.all_texts if text.kind in wanted])
        return self._of_kinds[kinds]

    def texts_with(self, code: str, names: tuple[str, ...], *kinds: Kind) -> Iterator[Text]:
        """The texts of these kinds that may have a word or phrase of one of these lists.  No other text has one."""
        phrases = (phrase for name in names for phrase in self._known(code, name))
        return self.numbered(self.vocabulary.with_phrase(phrases), *kinds)

    def numbered(self, numbers: Iterable[int], *kinds: Kind) -> Iterator[Text]:
        """The texts that have these numbers in the vocabulary and are of these kinds."""
        wanted = frozenset(kinds)
        found = (self.all_texts[number] for number in numbers)
        return (text for text in found if text.kind in wanted)

    def words_with(self, code: str, name: str) -> frozenset[str]:
        """What may have a word or phrase of a list: the words of texts of any kind."""
        return self.vocabulary.texts_with(self._known(code, name))

    def pattern(self, code: str, name: str) -> re.Pattern[str]:
        """Finds a word or phrase of a list in any text of this story, and in what is said of its people.

        It is for these alone: phrases whose words stand nowhere in them are left out of it.
        """
        key = (code, name)
        if key not in self._patterns:
            self._patterns[key] = self.data.pattern_of(self._known(code, name))
        return self._patterns[key]

    def _known(self, code: str, name: str) -> tuple[str, ...]:
        key = (code, name)
        if key not in self._known_phrases:
            self._known_phrases[key] = self.vocabulary.known(self.data.listed(code, name))
        return self._known_phrases[key]

    def limit(self, code: str, name: str) -> float:
        """A threshold of a rule."""
        return self.data.limit(code, name)


def _texts(scenario: Scenario) -> Iterator[Text]:
    for key in ("title", "summary", "content_note", "setting", "role", "power"):
        if words := getattr(scenario, key):
            yield Text(Kind.ABOUT, key, words)
    for scene in scenario.scenes.values():
        yield from _scene_texts(scene)
    yield Text(Kind.IF_THEN, "if_then", scenario.if_then_cue)
    for words in scenario.if_then_lines:
        yield Text(Kind.IF_THEN, "if_then", words)
    for words in scenario.pointers.values():
        yield Text(Kind.POINTER, "pointers", words)
    for words in scenario.glossary.values():
        yield Text(Kind.GLOSSARY, "glossary", words)
    for remark in scenario.facilitator.hard_remarks:
        yield Text(Kind.FACILITATOR, "facilitator", remark.says)
        yield Text(Kind.FACILITATOR, "facilitator", remark.reply)
    if scenario.facilitator.notes:
        yield Text(Kind.FACILITATOR, "facilitator", scenario.facilitator.notes)


def _scene_texts(scene: Scene) -> Iterator[Text]:
    at = f"scene/{scene.id}"
    if scene.summary:
        yield Text(Kind.SCENE_SUMMARY, f"{at}/summary", scene.summary, scene=scene.id)
    for line in scene.script:
        yield Text(Kind.SCRIPT, f"{at}/script", line.words, line.speaker, scene.id, line=line)
    for glance in scene.look_closer:
        yield Text(Kind.GLANCE, f"{at}/look_closer", glance.at, scene=scene.id)
        yield Text(Kind.GLANCE, f"{at}/look_closer", glance.shows, scene=scene.id)
    if scene.happened:
        yield Text(Kind.HARM, f"{at}/harm_says", scene.happened.says, scene=scene.id)
    if isinstance(scene.exit, Decision):
        yield from _decision_texts(scene.id, scene.exit)
    elif isinstance(scene.exit, Ending):
        at = f"{at}/ending"
        yield Text(Kind.ENDING_TITLE, f"{at}/title", scene.exit.title, scene=scene.id)
        yield Text(Kind.CLOSING, f"{at}/closing", scene.exit.closing_says, scene.exit.closing_by, scene.id)
        if scene.exit.reflect:
            yield Text(Kind.REFLECT, f"{at}/reflect", scene.exit.reflect, scene=scene.id)


def _decision_texts(scene: str, decision: Decision) -> Iterator[Text]:
    at = f"scene/{scene}/decision"
    yield Text(Kind.ASK, f"{at}/ask", decision.ask, scene=scene)
    for reason in decision.reasons:
        yield Text(Kind.REASON, f"{at}/reasons", reason.says, scene=scene)
        if reason.note:
            yield Text(Kind.NOTE, f"{at}/reasons", reason.note, scene=scene)
    for kind in (Kind.REFLECT, Kind.DISCUSS):
        if words := getattr(decision, kind.value):
            yield Text(kind, f"{at}/{kind.value}", words, scene=scene)
    for choice in decision.choices:
        yield from _choice_texts(scene, choice)


_OF_A_CHOICE = tuple((kind, kind.value) for kind in (Kind.DO, Kind.SUMMARY, Kind.LINE, Kind.TRADEOFF, Kind.LOCKED))


def _choice_texts(scene: str, choice: Choice) -> Iterator[Text]:
    at = f"choice/{choice.id}"
    for kind, key in _OF_A_CHOICE:
        if words := getattr(choice, key):
            yield Text(kind, f"{at}/{key}", words, NARRATOR, scene, choice.id)
    if choice.harm:
        yield Text(Kind.HARM, f"{at}/harm_says", choice.harm.says, NARRATOR, scene, choice.id)
    consequence = f"{at}/consequence"
    for line in choice.consequence:
        yield Text(Kind.CONSEQUENCE, consequence, line.words, line.speaker, scene, choice.id, line)
    yield Text(Kind.COMMENTARY, f"{at}/commentary", choice.commentary, NARRATOR, scene, choice.id)
