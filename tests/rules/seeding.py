"""Editing a bundled scenario as a careless author would, and what the check says then."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from game.assets import assets_folder, scenarios_folder
from game.core.diagnostic import Diagnostic, Severity
from game.known_names import names_in
from game.library import Library
from game.scenario_yaml import Reading, read, read_people
from tools.checking.catalogue import catalogue
from tools.checking.check import _lines_of, check_story
from tools.checking.places import diagnostic
from tools.checking.rule_data import RuleData, ours
from tools.checking.story import Moment, Story

FOUR = "four-minutes-past-noon"
HALF = "half-a-second-behind"
RANKED = "ranked-forty-first"
TUESDAY = "what-i-said-on-tuesday"
ROOM = "who-was-in-the-room"
WARM = "would-clients-warm-to-him"
ALL = (FOUR, HALF, RANKED, TUESDAY, ROOM, WARM)

LIBRARY = Library(scenarios_folder(), assets_folder(), None)
NAMES = names_in(assets_folder(), (theme.id for theme in LIBRARY.themes()))
_PEOPLE = scenarios_folder() / "people.yaml"
_SHARED = read_people(_PEOPLE.read_bytes(), "people.yaml", NAMES)[0] if _PEOPLE.exists() else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of one scenario while it is edited."""

    name: str
    text: str


Edit = Callable[[Sheet], Sheet]


@cache
def bundled(name: str) -> Sheet:
    return Sheet(name, (scenarios_folder() / f"{name}.yaml").read_text("utf-8"))


@lru_cache(maxsize=40)
def reading(sheet: Sheet) -> Reading:
    return read(sheet.text.encode(), f"{sheet.name}.yaml", NAMES, _SHARED)


def story(sheet: Sheet, data: RuleData | None = None) -> Story | None:
    told = reading(sheet)
    if told.scenario is None:
        return None
    made = Story(told.scenario, told.spans, sheet.text, f"{sheet.name}.yaml", data or ours())
    made.themes = LIBRARY.themes()
    return made


def found_by(code: str, sheet: Sheet, data: RuleData | None = None) -> list[Diagnostic]:
    """What the reader and one rule say."""
    found = list(reading(sheet).diagnostics)
    made = story(sheet, data)
    for entry in catalogue() if made else ():
        if made and entry.rule.code == code and entry.of_scenario:
            found += (diagnostic(made, entry.rule, finding) for finding in entry.of_scenario(made))
    return found


@lru_cache(maxsize=40)
def checked(sheet: Sheet) -> tuple[Diagnostic, ...]:
    """What a check says: the reader and all rules, without what follows from something else and what is waived."""
    return with_data(sheet, ours())


def with_data(sheet: Sheet, data: RuleData) -> tuple[Diagnostic, ...]:
    """The same with other word lists or limits."""
    found, made = reading(sheet).diagnostics, story(sheet, data)
    if made is None:
        return found
    said = {(one.code, one.span.line) for one in found}
    own = (
        diagnostic(made, rule, finding)
        for rule, finding in check_story(made)[0]
        if not any((code, line) in said for code in rule.unless for line in _lines_of(made, finding))
    )
    return (*found, *own)


def counts(finding: Diagnostic) -> bool:
    """Whether a strict check would end with 1 because of it."""
    return finding.severity is not Severity.ADVICE


# --- edits ---------------------------------------------------------------------------------------------------------


def swap(old: str, new: str) -> Edit:
    """Other words in the place of some; they must stand there once."""

    def edit(sheet: Sheet) -> Sheet:
        assert sheet.text.count(old) == 1, f"“{old}” stands {sheet.text.count(old)} times in {sheet.name}"
        return Sheet(sheet.name, sheet.text.replace(old, new))

    return edit


def pattern(old: str, new: str) -> Edit:
    """The same for everything that a regular expression finds."""

    def edit(sheet: Sheet) -> Sheet:
        text, times = re.subn(old, new, sheet.text, flags=re.MULTILINE)
        assert times, f"“{old}” is not in {sheet.name}"
        return Sheet(sheet.name, text)

    return edit


def says(where: str, words: str) -> Edit:
    """Another text beside a key; a place is named as in `Finding.where`."""

    return lambda sheet: _put(sheet, where, _said(_lines(sheet, where)[0], words))


def put(where: str, value: str) -> Edit:
    """Something else beside a key, as it stands in the file."""
    return lambda sheet: _put(sheet, where, _written(_lines(sheet, where)[0], value))


def drop(where: str) -> Edit:
    """A key with what stands beside it goes; at a choice, the whole choice."""
    return lambda sheet: _put(sheet, where, "")


def add(where: str, line: str) -> Edit:
    """One more line at the end of a script."""

    def edit(sheet: Sheet) -> Sheet:
        key, rest = _lines(sheet, where)
        return _put(sheet, where, key + rest + " " * (len(key) - len(key.lstrip()) + 2) + line + "\n")

    return edit


def open_with(where: str, line: str) -> Edit:
    """One more line at the beginning of a script."""

    def edit(sheet: Sheet) -> Sheet:
        key, rest = _lines(sheet, where)
        return _put(sheet, where, key + " " * (len(key) - len(key.lstrip()) + 2) + line + "\n" + rest)

    return edit


def after(where: str, lines: str) -> Edit:
    """More keys behind one, at its depth."""

    def edit(sheet: Sheet) -> Sheet:
        key, rest = _lines(sheet, where)
        depth = " " * (len(key) - len(key.lstrip(" -")))
        return _put(sheet, where, key + rest + "".join(f"{depth}{line}\n" for line in lines.split("\n")))

    return edit


def below(where: str, lines: str) -> Edit:
    """More keys below the line of a person, a scene or a choice."""

    def edit(sheet: Sheet) -> Sheet:
        key, rest = _lines(sheet, where)
        depth = " " * (len(key) - len(key.lstrip(" -")) + (0 if key.lstrip().startswith("-") else 2))
        return _put(sheet, where, key + "".join(f"{depth}{line}\n" for line in lines.split("\n")) + rest)

    return edit


def chain(*edits: Edit) -> Edit:
    """One after the other."""

    def edit(sheet: Sheet) -> Sheet:
        for one in edits:
            sheet = one(sheet)
        return sheet

    return edit


def everywhere(choose: Callable[[Moment], list[tuple[str, str]]]) -> Edit:
    """For every decision, other texts at some places."""

    def edit(sheet: Sheet) -> Sheet:
        made = story(sheet)
        assert made
        text = sheet.text
        changes = [(_extent(sheet, where), where, value) for moment in made.moments for where, value in choose(moment)]
        for (start, middle, end), where, value in sorted(changes, reverse=True):  # from the end, so that places stay
            write = _written if where.endswith("/ratings") else _said
            text = text[:start] + write(sheet.text[start:middle], value) + text[end:]
        return Sheet(sheet.name, text)

    return edit


def best_is_longest(moment: Moment) -> list[tuple[str, str]]:
    """The choice that is rated highest alone explains itself, and the others are kept short."""
    if len(moment.top) > 1:
        return []
    return [
        (f"choice/{choice.id}/do", _of_words(choice.do, 24 if choice in moment.top else 14))
        for choice in moment.choices
    ]


def weak_ones_hedge(moment: Moment) -> list[tuple[str, str]]:
    """Whoever takes a weaker way speaks less surely."""
    return [(f"choice/{choice.id}/do", "Perhaps this is best: " + choice.do) for choice in moment.weaker]


def rated(choose: Callable[[Moment], dict[str, int]]) -> Edit:
    """For every decision, one rating on everything for some of its choices."""
    return everywhere(
        lambda moment: [
            (
                f"choice/{choice.id}/ratings",
                "{" + ", ".join(f"{key}: {choose(moment)[choice.id]}" for key in choice.ratings) + "}",
            )
            for choice in moment.choices
            if choice.id in choose(moment)
        ]
    )


def _of_words(told: str, number: int) -> str:
    bare = re.sub(r"[“”]", "", told).split()
    filler = "and wait to see what the others at the table make of it for a while before you go on with this today"
    words = " ".join((bare + filler.split(" "))[:number])
    return f"“{words}”" if "“" in told else words


def _said(key: str, words: str) -> str:
    """The lines of a key with a text."""
    if "\n" not in words and len(words) <= 80:
        return _written(key, f'"{words}"' if ": " in words or " #" in words else words)
    inner = " " * (len(key) - len(key.lstrip(" -")) + 2)
    return _written(key, "|") + "".join(f"{inner}{line}\n" for line in words.split("\n"))


def _written(key: str, value: str) -> str:
    return f"{key.split(':', 1)[0]}: {value}".rstrip() + "\n"


def _lines(sheet: Sheet, where: str) -> tuple[str, str]:
    start, middle, end = _extent(sheet, where)
    return sheet.text[start:middle], sheet.text[middle:end]


def _put(sheet: Sheet, where: str, lines: str) -> Sheet:
    start, _, end = _extent(sheet, where)
    return Sheet(sheet.name, sheet.text[:start] + lines + sheet.text[end:])


def _extent(sheet: Sheet, where: str) -> tuple[int, int, int]:
    """Where the line of a key begins and ends, and where what belongs to it ends."""
    spans = reading(sheet).spans
    assert where in spans, f"{sheet.name} has no {where}"
    lines = sheet.text.split("\n")
    first = spans[where].line - 1
    written = lines[first]
    depth = len(written) - len(written.lstrip(" "))
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or len(lines[last]) - len(lines[last].lstrip(" ")) > depth):
        last += 1
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    start = sum(len(line) + 1 for line in lines[:first])
    middle = start + len(written) + 1
    return start, middle, middle + sum(len(line) + 1 for line in lines[first + 1 : last])
