"""Running a plan: walking a scenario by its lines and saying where it goes another way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from game.core.condition import ConditionError, Vocabulary, parse
from game.core.diagnostic import Diagnostic, Span
from game.core.expression import ALWAYS, Value
from game.core.playthrough import (
    Playthrough,
    begin,
    choice_ids,
    choose,
    has_ended,
    history,
    is_open,
    scene_of,
    script_of,
    spoken,
)
from game.core.scenario import Choice, Decision, Ending, HarmFlag, Scenario, Scene
from tools.condition_words import fact_words, said
from tools.plans import Plan, Step, finding, near_hint, shortened
from tools.transcripts import moments
from tools.ways import open_choices

_ALIKE = str.maketrans({"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "})
_FLAGS = tuple(flag.value for flag in HarmFlag)
_NEAR_LINE = 0.4  # of 1.0: less alike, and showing it would puzzle more than help
_LINES_SHOWN = 4  # of what was read, where no line is near
_FURTHEST = 2_000  # choices of one plan: a loop may go round as often as an author likes, within reason


class _Failed(Exception):
    """A line of a plan does not hold."""

    def __init__(self, message: str, hint: str, at: int = 0, length: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.at, self.length = message, hint, at, length


def run(plan: Plan, scenario: Scenario) -> tuple[Diagnostic, ...]:
    """Walk a scenario by a plan.

    A line that does not hold is one finding, and the next line is looked at.  A choice that cannot be made ends the
    walk, since all that follows would only follow from it.
    """
    walk = _Walk(scenario, begin(scenario))
    found: list[Diagnostic] = []
    for step in plan.steps:
        try:
            walk.take(step)
        except _Failed as failed:
            span = step.span
            if failed.length:
                span = Span(span.line, span.column + failed.at, failed.length)
            found.append(finding("P02", plan.file, span, failed.message, failed.hint, step.excerpt))
            if step.key == "choose":
                break
    return tuple(found)


@dataclass(frozen=True)
class _World:
    """All that a condition may look at, with every choice made and every scene met."""

    facts: tuple[Value, ...]
    chosen: frozenset[str]
    seen: frozenset[str]
    has_open_harm: bool
    has_repaired_harm: bool


@dataclass
class _Walk:
    scenario: Scenario
    play: Playthrough
    made: int = field(default=0)

    def take(self, step: Step) -> None:
        takes: dict[str, Callable[[str], None]] = {
            "choose": self._choose,
            "offered": self._offered,
            "locked": self._locked,
            "hidden": self._hidden,
            "scene": self._scene,
            "line": self._line,
            "no-line": self._no_line,
            "holds": self._holds,
            "ledger": self._ledger,
            "ending": self._ending,
        }
        takes[step.key](step.words)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        facts = {fact.id: fact.values for fact in self.scenario.facts}
        return Vocabulary(facts, set(self._choices), set(self.scenario.scenes))

    @cached_property
    def _choices(self) -> dict[str, Scene]:
        return {
            choice.id: scene
            for scene in self.scenario.scenes.values()
            if isinstance(scene.exit, Decision)
            for choice in scene.exit.choices
        }

    # --- choices ---------------------------------------------------------------------------------------------

    def _choose(self, words: str) -> None:
        at = 0
        for part in words.split(","):
            name = part.strip()
            start = at + len(part) - len(part.lstrip())
            at += len(part) + 1
            self._make(name, start)

    def _make(self, name: str, start: int) -> None:
        try:
            choice = self._here(name)
            if not is_open(self.play.state, choice):
                raise _Failed(f"“{name}” cannot be chosen {self._where()}: {self._why_not(choice)}", self._open_here())
        except _Failed as failed:
            raise _Failed(failed.message, failed.hint, start, max(1, len(name))) from None
        self.made += 1
        if self.made > _FURTHEST:
            raise _Failed(f"The plan makes more than {_FURTHEST} choices.", "Make several plans of it.")
        self.play = choose(self.play, name)

    def _offered(self, name: str) -> None:
        choice = self._here(name)
        if not is_open(self.play.state, choice):
            raise _Failed(f"“{name}” is not offered {self._where()}: {self._why_not(choice)}", self._what_is_so())

    def _locked(self, name: str) -> None:
        choice = self._here(name)
        if is_open(self.play.state, choice):
            raise _Failed(f"“{name}” is not locked {self._where()}: it can be chosen.", self._what_is_so())
        if not self._is_shown_locked(choice):
            raise _Failed(
                f"“{name}” is not locked {self._where()} but hidden: {self._why_not(choice)}",
                f"Write “hidden: {name}”, or give the choice a “locked” with the reason that players see.",
            )

    def _hidden(self, name: str) -> None:
        choice = self._here(name)
        if is_open(self.play.state, choice):
            raise _Failed(f"“{name}” is not hidden {self._where()}: it can be chosen.", self._what_is_so())
        if self._is_shown_locked(choice):
            raise _Failed(
                f"“{name}” is not hidden {self._where()} but locked: players see “{shortened(choice.locked)}”",
                f"Write “locked: {name}”, or take “locked” out of the choice.",
            )

    def _is_shown_locked(self, choice: Choice) -> bool:
        return bool(choice.locked) and not choice.when.holds(self.play.state)

    def _here(self, name: str) -> Choice:
        """The choice with this id, which has to belong to the decision that the play rests at."""
        if name not in self._choices:
            hint = near_hint(name, self._choices, self._open_here())
            raise _Failed(f"There is no choice “{shortened(name)}” in this scenario.", hint)
        decision = scene_of(self.play).exit
        for choice in decision.choices if isinstance(decision, Decision) else ():
            if choice.id == name:
                return choice
        belongs = f"It belongs to scene “{self._choices[name].id}”."
        raise _Failed(f"“{name}” is not met here: {self._stands()} {belongs}", self._open_here())

    def _why_not(self, choice: Choice) -> str:
        if choice.when is not ALWAYS and not choice.when.holds(self.play.state):
            return f"it needs “{said(choice.when)}”."
        return "it was made before, and it has “once”."

    def _open_here(self) -> str:
        names = [choice.id for choice in open_choices(self.play)]
        return f"Open here: {', '.join(names)}." if names else "Leave this line out, or move it further up."

    # --- what was read ---------------------------------------------------------------------------------------

    def _scene(self, name: str) -> None:
        if name not in self.scenario.scenes:
            hint = near_hint(name, self.scenario.scenes, "Use the id of a scene in this scenario.")
            raise _Failed(f"There is no scene “{shortened(name)}” in this scenario.", hint)
        came = [arrival.scene for arrival in self.play.arrivals]
        if name not in came:
            way = " and then ".join(f"“{scene}”" for scene in came)
            raise _Failed(f"The play did not come to “{name}” {self._after()}, but to {way}.", self._what_is_so())

    def _line(self, words: str) -> None:
        read = self._read()
        if any(_is_in(words, line) for line in read):
            return
        elsewhere = self._elsewhere(words)
        likeness, near = max(((_likeness(words, line), line) for line in read), default=(0.0, ""))
        if likeness >= _NEAR_LINE and not elsewhere:
            hint = f"Nearest: “{shortened(near)}”"
        elif elsewhere:
            hint = self._what_is_so()
        elif read:
            hint = "\n".join(["Read last:", *(f"“{shortened(line)}”" for line in read[-_LINES_SHOWN:])])
        else:
            hint = "Nothing was read there."
        raise _Failed(f"No line with these words was read {self._after()}.{elsewhere}", hint)

    def _no_line(self, words: str) -> None:
        for line in self._read():
            if _is_in(words, line):
                raise _Failed(f"A line with these words was read {self._after()}: “{shortened(line)}”",
                              self._what_is_so())

    def _elsewhere(self, words: str) -> str:
        """Where in the scenario these words stand, as a sentence; empty if nowhere."""
        for scene in self.scenario.scenes.values():
            for line in scene.script:
                if _is_in(words, line.words):
                    when = f", if {said(line.when)}" if line.when is not ALWAYS else ""
                    return f" They stand in scene “{scene.id}”{when}."
            for choice in scene.exit.choices if isinstance(scene.exit, Decision) else ():
                for line in choice.consequence:
                    if _is_in(words, line.words):
                        when = f", if {said(line.when)}" if line.when is not ALWAYS else ""
                        return f" They stand in the consequence of “{choice.id}”{when}."
        return ""

    def _read(self) -> tuple[str, ...]:
        """What was read since the last choice: its consequence, the scenes after it, the last word of an ending."""
        lines: list[str] = []
        if self.play.step:
            lines += (line.words for line in spoken(self.play.step.choice.consequence, self.play.step.after))
        lines += (line.words for _, line in script_of(self.play))
        ending = scene_of(self.play).exit
        if isinstance(ending, Ending):
            lines.append(ending.closing_says)
        return tuple(lines)

    # --- what is so ------------------------------------------------------------------------------------------

    def _holds(self, condition: str) -> None:
        try:
            expression = parse(condition, self._vocabulary)
        except ConditionError as wrong:
            raise _Failed(wrong.message, wrong.hint, wrong.at, wrong.length) from None
        if not expression.holds(self._world()):
            raise _Failed(f"“{shortened(condition)}” does not hold {self._after()}.", self._what_is_so())

    def _ledger(self, words: str) -> None:
        how, _, flag = " ".join(words.lower().split()).partition(" ")
        if how not in ("open", "repaired", "nothing") or (how == "nothing" and flag not in ("", "open")):
            raise _Failed(
                f"“{shortened(words)}” is nothing that a ledger can be.",
                "Write: open, repaired, nothing, or nothing open; after the first two a flag may stand, as in "
                "“ledger: open exposes”.",
            )
        if how != "nothing" and flag and flag not in _FLAGS:
            raise _Failed(f"There is no flag “{shortened(flag)}”.",
                          near_hint(flag, _FLAGS, f"The flags: {', '.join(_FLAGS)}."))
        entries = self.play.state.ledger
        still_open = [entry.flag.value for entry in entries if not entry.repaired_by]
        repaired = [entry.flag.value for entry in entries if entry.repaired_by]
        holds = {
            "open": flag in still_open or (not flag and bool(still_open)),
            "repaired": flag in repaired or (not flag and bool(repaired)),
            "nothing": not still_open and (flag == "open" or not repaired),
        }[how]
        if not holds:
            said_open = f"open: {', '.join(still_open)}" if still_open else ""
            said_repaired = f"repaired: {', '.join(repaired)}" if repaired else ""
            there_is = "; ".join(part for part in (said_open, said_repaired) if part) or "nothing"
            what = f"The ledger has not “{shortened(words)}” {self._after()}. In it: {there_is}."
            raise _Failed(what, self._what_is_so())

    def _ending(self, words: str) -> None:
        endings = {scene.id: scene.exit.title for scene in self.scenario.scenes.values()
                   if isinstance(scene.exit, Ending)}
        wanted = [name for name, title in endings.items() if words == name or _plain(words) == _plain(title)]
        if not wanted:
            near = near_hint(words, [*endings, *endings.values()],
                             f"The endings: {', '.join(endings)}.")
            raise _Failed(f"There is no ending “{shortened(words)}” in this scenario.", near)
        if not has_ended(self.play):
            raise _Failed(f"The play has not ended: {self._stands()}", self._open_here())
        name = self.play.state.scene
        if name not in wanted:
            raise _Failed(f"It ends with “{endings[name]}” ({name}) {self._after()}.", self._what_is_so())

    def _world(self) -> _World:
        met = moments(self.play)
        state = self.play.state
        return _World(
            facts=state.facts,
            chosen=frozenset(choice_ids(self.play)),
            seen=frozenset(arrival.scene for moment in met for arrival in moment.arrivals),
            has_open_harm=state.has_open_harm,
            has_repaired_harm=state.has_repaired_harm,
        )

    # --- how it is said --------------------------------------------------------------------------------------

    def _stands(self) -> str:
        scene = scene_of(self.play)
        if isinstance(scene.exit, Ending):
            return f"the play has ended with “{scene.exit.title}” ({scene.id})."
        return f"the play is at the decision in scene “{scene.id}”."

    def _where(self) -> str:
        return f"in scene “{self.play.state.scene}”, {self._after()}"

    def _after(self) -> str:
        steps = history(self.play)
        return f"after “{steps[-1].choice.id}”" if steps else "at the start"

    def _what_is_so(self) -> str:
        """Everything that conditions could look at, for somebody who wonders why."""
        state = self.play.state
        so = list(self._facts())
        if state.has_open_harm:
            so.append("open_harm")
        if state.has_repaired_harm:
            so.append("repaired_harm")
        chosen = choice_ids(self.play)
        parts = [f"So far: {', '.join(chosen)}."] if chosen else []
        return "\n".join([*parts, *([f"What is so: {', '.join(so)}."] if so else [])]) or "Nothing was chosen yet."

    def _facts(self) -> Iterator[str]:
        for fact, value in zip(self.scenario.facts, self.play.state.facts, strict=True):
            yield fact_words(fact.id, value)


def _plain(words: str) -> str:
    return " ".join(words.translate(_ALIKE).casefold().split())


def _is_in(words: str, line: str) -> bool:
    wanted, read = _plain(words), _plain(line)
    return wanted in read or (len(wanted) > 2 and wanted[0] == wanted[-1] == '"' and wanted[1:-1] in read)


def _likeness(words: str, line: str) -> float:
    """Which part of the wanted words the line has, from 0.0 to 1.0."""
    wanted, read = set(re.findall(r"\w+", _plain(words))), set(re.findall(r"\w+", _plain(line)))
    return len(wanted & read) / len(wanted) if wanted else 0.0
