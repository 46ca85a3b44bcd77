"""The decisions that rules about choices look at, and which choices stand on a screen together."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from game.core.expression import ALWAYS
from game.core.playthrough import State, is_open
from game.core.scenario import Choice, Method, SceneId
from tools.checking import prose
from tools.checking.story import Moment, Story
from tools.checking.todo import is_left

QUIET = frozenset((Method.NONE, Method.DELAY))  # moves that say nothing now


class Screen(NamedTuple):
    """The choices of a decision as they stand before a player in one state of the story."""

    shown: tuple[Choice, ...]  # open ones, and those that are shown locked
    open: tuple[Choice, ...]


@lru_cache(maxsize=1)
def written(story: Story) -> tuple[Moment, ...]:
    """The decisions whose choices are all written and rated: a draft may have others."""
    return tuple(moment for moment in story.moments if len(moment.choices) > 1 and all(map(is_written, moment.choices)))


def is_written(choice: Choice) -> bool:
    """Whether its words and its ratings are there."""
    return bool(choice.ratings) and is_worded(choice)


def is_worded(choice: Choice) -> bool:
    """Whether its words are there."""
    return bool(choice.do) and not is_left(choice.do)


def finished(stories: Iterable[Story]) -> tuple[Story, ...]:
    """Those that are no drafts: only they are offered, so only they make up a library."""
    return tuple(story for story in stories if not story.scenario.is_draft)


def screens(story: Story, moment: Moment) -> tuple[Screen, ...]:
    """Each different set of choices that a player can meet at a decision; none if the story never comes there."""
    if all(choice.when is ALWAYS and not choice.once for choice in moment.choices):
        return (Screen(moment.choices, moment.choices),)
    found: dict[tuple[bool, ...], Screen] = {}
    for state in _states_at(story).get(moment.scene.id, ()):
        is_there = tuple(is_open(state, choice) for choice in moment.choices)
        is_seen = tuple(
            there or bool(choice.locked and not choice.when.holds(state))
            for choice, there in zip(moment.choices, is_there, strict=True)
        )
        found[is_there + is_seen] = Screen(
            tuple(itertools.compress(moment.choices, is_seen)), tuple(itertools.compress(moment.choices, is_there))
        )
    return tuple(found.values())


@lru_cache(maxsize=1)
def _states_at(story: Story) -> Mapping[SceneId, Sequence[State]]:
    found: defaultdict[SceneId, list[State]] = defaultdict(list)
    for state in story.proof.routes.states:
        found[state.scene].append(state)
    return found


def named(ids: Sequence[str], joint: str = "and") -> str:
    """“one”, “another” and “a third”."""
    quoted = [f"“{one}”" for one in ids]
    return f" {joint} ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def counted(number: int, one: str) -> str:
    """A number with its noun: 1 word, 2 words."""
    return f"{number} {one}{'' if number == 1 else 's'}"


def only_longest(moment: Moment) -> Choice | None:
    """The choice with more words than any other of its decision; None if two share the first place."""
    lengths = [prose.count(choice.do) for choice in moment.choices]
    longest = max(lengths)
    return moment.choices[lengths.index(longest)] if lengths.count(longest) == 1 else None


def ordinal(place: int) -> str:
    """A place in a list, from 1: first, second, third, fourth, then 5th and so on."""
    return ("first", "second", "third", "fourth")[place - 1] if place <= 4 else f"{place}th"
