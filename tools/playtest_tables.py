"""What many runs showed, as tables for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from game.core.scoring import Wording
from game.session.wording import DIMENSIONS
from game.terminal.lettering import cleaned, columns
from game.terminal.words import count
from tools.playtest import Playtest, Prefer, Spread


def text_of(found: Playtest) -> str:
    """All tables, ended by a line break."""
    parts = [_head(found), _choices(found), _endings(found), _lengths(found), _came_through(found), _harm(found)]
    return cleaned("\n\n".join("\n".join(part) for part in parts) + "\n")


def json_of(found: Playtest) -> str:
    """The same for other programs."""
    told = {
        "scenario": found.scenario.id,
        "runs": found.runs,
        "seed": found.seed,
        "prefer": found.prefer.value,
        "different_runs": found.different,
        "choices": [asdict(one) for one in found.used],
        "never_offered": [one.choice for one in found.never_offered],
        "endings": [asdict(one) for one in found.endings],
        "not_ended": found.unended,
        "decisions": asdict(found.decisions),
        "words": asdict(found.words),
        "minutes": {name: round(value, 2) for name, value in asdict(found.minutes).items()},
        "stated_minutes": found.scenario.minutes,
        "dimensions": [
            {
                "dimension": one.dimension.value,
                "said": {wording.value: runs for wording, runs in one.said.items()},
                "shares": asdict(one.shares) if one.shares else None,
            }
            for one in found.dimensions
        ],
        "runs_with_harm": found.harmed,
        "runs_ending_with_open_harm": found.open_harm,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _head(found: Playtest) -> list[str]:
    leaning = {
        Prefer.NOTHING: "Each open choice is as likely as the others.",
        Prefer.DEFENSIBLE: "Three times in four, a choice that can be defended is made.",
        Prefer.WEAK: "Three times in four, one of the other choices is made.",
    }[found.prefer]
    return [
        f"{found.scenario.title} ({found.scenario.id})",
        f"{count(found.runs, 'run')} by chance, seed {found.seed}; {found.different} of them different. {leaning}",
    ]


def _choices(found: Playtest) -> list[str]:
    rows = [(one.choice, one.scene, str(one.made), str(one.offered)) for one in found.used if one.offered]
    lines = ["Choices, least used first", *_table(("choice", "scene", "made", "offered"), rows)]
    if found.never_offered:
        never = ", ".join(f"{one.choice} ({one.scene})" for one in found.never_offered)
        return [*lines, "", f"Never offered: {never}"]
    return [*lines, "", "Every choice was offered."]


def _endings(found: Playtest) -> list[str]:
    rows = [(one.scene, one.title, str(one.runs), _percent(one.runs, found.runs)) for one in found.endings]
    if found.unended:
        rows.append(("", "stopped: no end in sight", str(found.unended), _percent(found.unended, found.runs)))
    return ["Endings", *_table(("ending", "title", "runs", "share"), rows, left=2)]


def _lengths(found: Playtest) -> list[str]:
    rows = [
        ("decisions", *_numbers(found.decisions, 0)),
        ("words", *_numbers(found.words, 0)),
        ("minutes", *_numbers(found.minutes, 1)),
    ]
    stated = f"The scenario says {count(found.scenario.minutes, 'minute')}."
    return ["Length of a run", *_table(("", *_SPREAD), rows, left=1), stated]


def _came_through(found: Playtest) -> list[str]:
    said = [
        (DIMENSIONS[one.dimension], *(_percent(one.said[wording], found.runs) for wording in Wording))
        for one in found.dimensions
    ]
    shares = [
        (DIMENSIONS[one.dimension], *(_numbers(one.shares, 2) if one.shares else ("–",) * len(_SPREAD)))
        for one in found.dimensions
    ]
    return [
        "What came through, share of runs",
        *_table(("", *(_SHORT[wording] for wording in Wording)), said, left=1),
        "",
        "The same as shares of what could be earned, 0 to 1",
        *_table(("", *_SPREAD), shares, left=1),
    ]


def _harm(found: Playtest) -> list[str]:
    return [
        f"Harm was done in {_percent(found.harmed, found.runs)} of runs; it is still open at the end of "
        f"{_percent(found.open_harm, found.runs)}."
    ]


_SPREAD = ("least", "quarter", "half", "three quarters", "most")
_SHORT = {
    Wording.CLEARLY: "clearly",
    Wording.THROUGH: "came through",
    Wording.IN_PLACES: "in places",
    Wording.ANOTHER_WAY: "another way",
    Wording.NOT_ENOUGH: "not enough to say",
}


def _numbers(spread: Spread, digits: int) -> tuple[str, ...]:
    return tuple(
        f"{value:.{digits}f}" for value in (spread.least, spread.lower, spread.middle, spread.upper, spread.most)
    )


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole
    return "under 1 %" if 0 < share < 1 else f"{share:.0f} %"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], left: int = 2) -> list[str]:
    """Rows under a head; the first `left` columns begin at the left, the others end at the right."""
    broadest = [max(columns(row[place]) for row in (head, *rows)) for place in range(len(head))]
    return [
        "  " + "  ".join(
            f"{cell}{' ' * (broadest[place] - columns(cell))}"
            if place < left
            else f"{' ' * (broadest[place] - columns(cell))}{cell}"
            for place, cell in enumerate(row)
        ).rstrip()
        for row in (head, *rows)
    ]
