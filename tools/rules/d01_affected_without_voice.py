"""
D01 affected-without-voice: on some way through, the person it lands on hardly says a word.

Why it matters
    Somebody who is only talked about is a case.  On the way a player takes by chance, the person has to be there too,
    with words of their own: dry, busy, or wrong about something.

How it is found
    Over every way through, what each person with `affected: yes` says is counted: spoken and written lines of scripts
    and consequences, their conditions considered, and words in quotation marks that a caption gives to them by name
    within 70 characters.  The closing words do not count.  Fewer than 2 on the quietest way are a warning, none an
    error.

Example::

    cast:
      amara:
        affected: no
      teresa:
        affected: no
      silent:
        name: Zoe Silva
        role: tester
        affected: yes
        wants: her numbers read before the date is set
        expertise: wrote the measurements of the photo step

Use instead::

    cast:
      amara:
        affected: yes
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator

from game.core.diagnostic import Severity
from game.core.expression import ALWAYS
from game.core.scenario import CastMember, Line
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moves import moves_from
from tools.rules._said import is_unfinished, names_of

RULE = Rule(code="D01", name="affected-without-voice", severity=Severity.WARNING)

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each affected person who is nearly silent on some way through."""
    if is_unfinished(story):
        return
    fewest = story.limit("D01", "fewest")
    for person in story.affected:
        turns_of = _Turns(story, person)
        if not _may_be_quiet(story, turns_of, fewest):
            continue
        found = story.proof.least(lambda scene: 0, lambda choice: 0, turns_of)
        if found and found[0] < fewest:
            turns, path = int(found[0]), found[1]
            way = f": the way through {', '.join(path)}" if path else ""
            yield Finding(
                where=f"cast/{person.id}",
                message=f"{person.name} is affected, and on the quietest way through says "
                f"{'nothing' if not turns else 'one thing'}{way}.",
                hint=f"Give {person.name} at least {fewest:.0f} lines there, in scenes that every way passes. "
                "A short message will do.",
                severity=None if turns else Severity.ERROR,
            )


def _may_be_quiet(story: Story, turns_of: Callable[[Line], float], fewest: float) -> bool:
    """Whether an ending may be reached with fewer turns, going by the lines that are shown on every way."""
    routes = story.proof.routes
    scenes = {
        scene.id: sum(turns_of(line) for line in scene.script if line.when is ALWAYS)
        for scene in story.scenario.scenes.values()
    }
    moves = moves_from(story)
    heap = [(sum(scenes[name] for name in routes.opening), 0)] if routes.states else []
    done: set[int] = set()
    while heap and heap[0][0] < fewest:
        amount, here = heapq.heappop(heap)
        if here in done:
            continue
        done.add(here)
        if routes.is_ending(here):
            return True
        for move in moves[here]:
            told = sum(turns_of(line) for line in routes.choices[move].consequence if line.when is ALWAYS)
            entered = sum(scenes[name] for name in routes.passed[move])
            heapq.heappush(heap, (amount + told + entered, routes.targets[move]))
    return False


class _Turns:
    """How many turns a person has in a line."""

    def __init__(self, story: Story, person: CastMember) -> None:
        self._person = person
        self._names = names_of(story, person)
        self._others = [names_of(story, other) for other in story.scenario.cast.values() if other is not person]
        self._near = int(story.limit("D01", "nearness"))
        self._told: dict[str, float] = {}

    def __call__(self, line: Line) -> float:
        if line.speaker:
            return float(line.speaker == self._person.id)
        if line.words not in self._told:
            self._told[line.words] = self._in_quotes(line)
        return self._told[line.words]

    def _in_quotes(self, line: Line) -> float:
        return sum(self._is_theirs(line.words, found) for found in _QUOTED.finditer(line.words))

    def _is_theirs(self, words: str, found: re.Match[str]) -> bool:
        before, after = words[: found.start()], words[found.end() :]
        nearest = min(_distances(self._names, before, after), default=self._near + 1)
        others = (distance for names in self._others for distance in _distances(names, before, after))
        return nearest <= self._near and nearest <= min(others, default=nearest)


def _distances(names: re.Pattern[str], before: str, after: str) -> Iterator[int]:
    yield from (len(before) - found.end() for found in names.finditer(before))
    yield from (found.start() for found in names.finditer(after))
