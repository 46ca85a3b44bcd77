"""Differences between two versions, in the author's words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from game.core.scenario import Ending, Scenario
from game.terminal.lettering import cleaned, wrap
from game.terminal.words import count, listed
from tools.differences import Change, Changed, Differences, Version
from tools.lengths import Range
from tools.route_differences import Elsewhere, How
from tools.word_marks import lines, marked
from tools.written import Piece

WIDTH = 100  # columns; above, the eye loses the next line


def text_of(found: Differences) -> str:
    """All differences, ended by a line break; only a sentence where there are none."""
    if found.is_same:
        return cleaned(f"{_name(found.new)}: the two versions read and play the same.\n")
    parts = [
        [f"{_name(found.new)}: {_summary(found)}.", "Marks in texts: [-went-] {+came+}"],
        list(_came_and_went(found)),
        *(list(_changed(one)) for one in found.changed if one.changes),
        list(_routes(found)),
        list(_elsewhere(found)),
    ]
    return cleaned("\n\n".join("\n".join(part) for part in parts if part) + "\n")


def json_of(found: Differences) -> str:
    """The same for other programs."""
    told = {
        "scenario": found.new.id,
        "is_same": found.is_same,
        "came": [_told(piece) for piece in found.came],
        "went": [_told(piece) for piece in found.went],
        "renamed": [
            {"kind": one.kind, "was": one.old_id, "now": one.id} for one in found.changed if one.id != one.old_id
        ],
        "changed": [
            {"kind": one.kind, "id": one.id, "changes": [asdict(change) for change in one.changes]}
            for one in found.changed
            if one.changes
        ],
        "before": asdict(found.before),
        "after": asdict(found.after),
        "elsewhere": [asdict(one) for one in found.elsewhere],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _told(piece: Piece) -> dict[str, object]:
    return {"kind": piece.kind, "id": piece.id, "values": {key: value.words for key, value in piece.values.items()}}


def _name(scenario: Scenario) -> str:
    return f"{scenario.title} ({scenario.id})"


def _summary(found: Differences) -> str:
    renamed = sum(one.id != one.old_id for one in found.changed)
    edited = sum(bool(one.changes) for one in found.changed)
    numbers = ((len(found.came), "came"), (len(found.went), "went"), (renamed, "renamed"), (edited, "changed"))
    said = [f"{count(number, 'part')} {what}" for number, what in numbers if number]
    return listed(tuple(said))


# --- parts ---------------------------------------------------------------------------------------------------


def _came_and_went(found: Differences) -> Iterator[str]:
    for sign, pieces in (("+", found.came), ("-", found.went)):
        for piece in pieces:
            yield from wrap(f"{_part(piece.kind, piece.id)}{_gist(piece)}", WIDTH, first=f"{sign} ", rest="    ")
    for one in found.changed:
        if one.id != one.old_id:
            yield f"= {_part(one.kind, one.old_id)} is called {one.id} now"


def _part(kind: str, name: str) -> str:
    return f"{kind} {name}".strip()


def _gist(piece: Piece) -> str:
    """What tells a part to its author."""
    for key in ("title", "do", "summary", "ask", "name", "script", "values"):
        if key in piece.values:
            return f": {piece.values[key].words.splitlines()[0]}"
    return ""


def _changed(one: Changed) -> Iterator[str]:
    yield _part(one.kind, one.id)
    for change in one.changes:
        if not change.is_text:
            yield from wrap(
                f"{change.key}: {change.was or 'nothing'} → {change.now or 'nothing'}", WIDTH, first="  ", rest="      "
            )
            continue
        yield f"  {change.key}:"
        yield from _text(change)


def _text(change: Change) -> Iterator[str]:
    is_one_line = change.was and change.now and "\n" not in change.was + change.now
    for was, now in [(change.was, change.now)] if is_one_line else lines(change.was, change.now):
        if was and now:
            yield from wrap(marked(was, now), WIDTH, first="    ", rest="      ")
        elif now:
            yield from wrap(f"{{+{now}+}}", WIDTH, first="    ", rest="      ")
        elif was:
            yield from wrap(f"[-{was}-]", WIDTH, first="    ", rest="      ")


# --- routes --------------------------------------------------------------------------------------------------


def _routes(found: Differences) -> Iterator[str]:
    yield "Routes"
    before, after = found.before, found.after
    for name in before.endings:
        if name not in after.endings and name not in _new_names(found).values():
            gone = "is gone" if name not in found.new.scenes else "cannot be reached any more"
            yield f"  - ending {name}{_title(found.old, name)} {gone}"
    was_reached = {_new_names(found).get(name, name) for name in before.endings}
    for name in after.endings:
        if name not in was_reached:
            yield f"  + ending {name}{_title(found.new, name)} can be reached now"
    rows = [("endings that can be reached", str(len(before.endings)), str(len(after.endings))),
            ("states", _states(before), _states(after))]
    if before.lengths and after.lengths:
        rows += [
            ("different runs", _runs(before.lengths.runs), _runs(after.lengths.runs)),
            ("decisions of a run", _range(before.lengths.decisions), _range(after.lengths.decisions)),
            ("words of a run", _range(before.lengths.words), _range(after.lengths.words)),
            ("minutes of a run", _range(before.lengths.minutes), _range(after.lengths.minutes)),
        ]
    differing = [row for row in rows if row[1] != row[2]]
    yield from (f"  {name}: {was} → {now}" for name, was, now in differing)
    same = [f"{name} {was}" for name, was, now in rows if was == now]
    if same:
        yield from wrap(f"as before: {', '.join(same)}", WIDTH, first="  ", rest="    ")


def _new_names(found: Differences) -> dict[str, str]:
    return {one.old_id: one.id for one in found.changed}


def _title(scenario: Scenario, name: str) -> str:
    leads = scenario.scenes[name].exit
    return f" “{leads.title}”" if isinstance(leads, Ending) else ""


def _states(version: Version) -> str:
    return str(version.states) if version.is_complete else f"more than {version.states}"


def _runs(runs: int | None) -> str:
    return "without end" if runs is None else str(runs)


def _range(numbers: Range) -> str:
    least = f"{numbers.least:.0f}"
    most = "without end" if numbers.most is None else f"{numbers.most:.0f}"
    return least if least == most else f"{least} to {most}"


def _elsewhere(found: Differences) -> Iterator[str]:
    if not found.elsewhere:
        return
    yield "Paths that lead elsewhere, the shortest of each kind"
    for how, said in _SAID.items():
        for one in found.elsewhere:
            if one.how is how:
                yield from wrap(said.format(**_names_of(found, one)), WIDTH, first="  ", rest="    ")
                yield f"    --choose {','.join(one.path)}" if one.path else "    at the start"


_SAID = {
    How.ANOTHER_ENDING: "ends with {now}, and ended with {was}",
    How.ENDS: "ends with {now}, and went on to {was}",
    How.GOES_ON: "goes on to {now}, and ended with {was}",
    How.ANOTHER_SCENE: "goes on to {now}, and went on to {was}",
    How.NOT_OPEN: "{was} cannot be chosen here any more",
    How.OPEN: "{now} can be chosen here now",
}


def _names_of(found: Differences, one: Elsewhere) -> dict[str, str]:
    def named(scenario: Scenario, name: str) -> str:
        return f"{name}{_title(scenario, name)}" if name in scenario.scenes else name

    return {"was": named(found.old, one.was), "now": named(found.new, one.now)}
