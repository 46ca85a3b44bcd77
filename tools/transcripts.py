"""
Runs to read: for each ending one for everything that its words could depend on.

An ending that contradicts what happened on the way to it is found by reading and by nothing else.  So that there is
little enough to read, two runs that end in the same place with the same things so are one; the shortest is shown.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from game.core.exploration import STATE_LIMIT
from game.core.playthrough import Playthrough, choice_ids, history, spoken
from game.core.scenario import Decision, Ending, Line, Scenario, Scene
from game.session.transcript import speaker_name
from tools import ways
from tools.checking import prose
from tools.condition_words import fact_words


class By(StrEnum):
    """What tells two runs to one ending apart."""

    TEXTS = "texts"  # the facts and names that the ending's own lines read, and whether harm is open or repaired
    FACTS = "facts"  # these, and every other fact of the story


class Part(StrEnum):
    """What an entry is."""

    SCENE = "scene"
    LINE = "line"
    ASK = "ask"
    CHOICE = "choice"
    QUESTION = "question"
    WHY = "why"
    ENDING = "ending"
    CLOSING = "closing"
    LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to read; `lead` says what it is or who speaks, and may be empty."""

    part: Part
    lead: str
    words: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run from the start to an ending."""

    choices: tuple[str, ...]
    apart: str  # what is so at its end, in words; empty where there is nothing to tell apart
    entries: tuple[Entry, ...]

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return sum(prose.count(entry.words) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Ways:
    """The runs to one ending, shortest first; none if no run comes to it."""

    id: str
    title: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Transcripts:
    """All runs of a scenario.

    Attributes:
        endings: In the author's order.
        states: How many states were visited.
        is_complete: Whether there are no others.
        unread: Ids of choices that none of these runs makes, in the author's order.
    """

    scenario: Scenario
    endings: tuple[Ways, ...]
    states: int
    is_complete: bool
    unread: tuple[str, ...]

    @property
    def runs(self) -> int:
        """How many runs there are to read."""
        return sum(len(ending.runs) for ending in self.endings)


def transcripts(
    scenario: Scenario, *, ending: str | None = None, by: By = By.TEXTS, limit: int = STATE_LIMIT
) -> Transcripts:
    """Find the runs to read.

    Args:
        scenario: Any that can be played.
        ending: The id of one ending, or None for all.
        by: What tells two runs to one ending apart.
        limit: How many states to visit at most.
    """
    found = ways.to_endings(scenario, lambda play: _apart(play, by), limit)
    wanted = [scene for scene in scenario.scenes.values() if isinstance(scene.exit, Ending)]
    if ending is not None:
        wanted = [scene for scene in wanted if scene.id == ending]
    grouped = tuple(
        Ways(scene.id, scene.exit.title, tuple(_run(play, by) for play in found.plays if play.state.scene == scene.id))
        for scene in wanted
        if isinstance(scene.exit, Ending)
    )
    made = {choice for group in grouped for run in group.runs for choice in run.choices}
    unread = tuple(choice for choice in _every_choice(scenario) if choice not in made) if ending is None else ()
    return Transcripts(scenario, grouped, found.states, found.is_complete, unread)


def entries(play: Playthrough) -> tuple[Entry, ...]:
    """All that a player reads on one run that has ended, in order."""
    return tuple(_entries(play))


def _apart(play: Playthrough, by: By) -> Hashable:
    names, state = ways.read_at_end(play), play.state
    facts = tuple(
        value
        for fact, value in zip(play.scenario.facts, state.facts, strict=True)
        if by is By.FACTS or ("fact", fact.id) in names
    )
    chosen = frozenset(choice for choice in state.chosen if ("chose", choice) in names)
    seen = frozenset(scene for scene in state.seen if ("seen", scene) in names)
    scenes = tuple(arrival.scene for arrival in play.arrivals)
    return scenes[-1], facts, chosen, seen, state.has_open_harm, state.has_repaired_harm


def _run(play: Playthrough, by: By) -> Run:
    return Run(choice_ids(play), "; ".join(_what_is_so(play, by)), entries(play))


def _what_is_so(play: Playthrough, by: By) -> Iterator[str]:
    names, state = ways.read_at_end(play), play.state
    for fact, value in zip(play.scenario.facts, state.facts, strict=True):
        if by is By.FACTS or ("fact", fact.id) in names:
            yield fact_words(fact.id, value)
    for kind, happened in (("chose", state.chosen), ("seen", state.seen)):
        for name in sorted(name for read, name in names if read == kind):
            yield f"{kind}({name})" if name in happened else f"not {kind}({name})"
    if state.has_open_harm:
        yield "open_harm"
    if state.has_repaired_harm:
        yield "repaired_harm"


def _every_choice(scenario: Scenario) -> Iterator[str]:
    for scene in scenario.scenes.values():
        if isinstance(scene.exit, Decision):
            yield from (choice.id for choice in scene.exit.choices)


# --- what there is to read -----------------------------------------------------------------------------------


def _entries(play: Playthrough) -> Iterator[Entry]:
    scenario = play.scenario
    for moment in moments(play):
        if moment.step:
            step = moment.step
            yield Entry(Part.ASK, "Question", step.decision.ask)
            yield Entry(Part.CHOICE, "You choose", step.choice.do)
            yield from (_line(scenario, line) for line in spoken(step.choice.consequence, step.after))
            if step.decision.reflect:
                yield Entry(Part.QUESTION, "To think about", step.decision.reflect)
            yield Entry(Part.WHY, "Why it went that way", step.choice.commentary)
        for arrival in moment.arrivals:
            scene = scenario.scenes[arrival.scene]
            if scene.script or not isinstance(scene.exit, tuple):
                yield Entry(Part.SCENE, scene.id, _where(scenario, scene))
            yield from (_line(scenario, line) for line in spoken(scene.script, arrival))
    yield from _end(play)


def _end(play: Playthrough) -> Iterator[Entry]:
    scenario = play.scenario
    ending = scenario.scenes[play.state.scene].exit
    if not isinstance(ending, Ending):
        return
    yield Entry(Part.ENDING, "Ending", ending.title)
    yield Entry(Part.CLOSING, speaker_name(scenario, ending.closing_by), ending.closing_says)
    if ending.reflect:
        yield Entry(Part.QUESTION, "To think about", ending.reflect)
    summaries = {step.choice.id: step.choice.summary for step in history(play)}
    # One sentence may stand under several flags; players read it once.
    told = dict.fromkeys((entry.says, summaries.get(entry.repaired_by, "")) for entry in play.state.ledger)
    for says, repaired in told:
        if repaired:
            yield Entry(Part.LEDGER, "Happened, and you came back to it", f"{says} Later: {repaired}")
        else:
            yield Entry(Part.LEDGER, "Happened, and is still open", says)


def moments(play: Playthrough) -> tuple[Playthrough, ...]:
    """Each moment of a play, first to last."""
    found: list[Playthrough] = []
    moment: Playthrough | None = play
    while moment is not None:
        found.append(moment)
        moment = moment.previous
    return tuple(reversed(found))


def _where(scenario: Scenario, scene: Scene) -> str:
    people = ", ".join(speaker_name(scenario, person) for person in scene.present)
    return "; ".join(part for part in (scene.place.replace("-", " "), people) if part)


def _line(scenario: Scenario, line: Line) -> Entry:
    lead = speaker_name(scenario, line.speaker)
    return Entry(Part.LINE, f"{lead}, in the chat" if line.is_message else lead, line.words)
