"""The bundled scenarios with a fault in their structure: it is found where it is, once, and nothing else is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from game.assets import assets_folder, scenarios_folder
from game.core.diagnostic import Severity
from game.known_names import names_in
from game.library import Library
from game.scenario_yaml import read, read_people
from tools.checking.catalogue import catalogue
from tools.checking.places import place
from tools.checking.rule_data import ours
from tools.checking.story import Story

LIBRARY = Library(scenarios_folder(), assets_folder(), None)
NAMES = names_in(assets_folder(), (theme.id for theme in LIBRARY.themes()))
PEOPLE = scenarios_folder() / "people.yaml"
SHARED = read_people(PEOPLE.read_bytes(), "people.yaml", NAMES)[0] if PEOPLE.exists() else None
STRUCTURE = tuple(entry for entry in catalogue() if entry.rule.code.startswith("A"))

FOUR = "four-minutes-past-noon"
HALF = "half-a-second-behind"
RANKED = "ranked-forty-first"
TUESDAY = "what-i-said-on-tuesday"
ROOM = "who-was-in-the-room"
WARM = "would-clients-warm-to-him"
ALL = (FOUR, HALF, RANKED, TUESDAY, ROOM, WARM)

Found = list[tuple[str, str]]  # codes, each with the line of the file that the finding stands on, spaces around it gone


def bundled(name: str) -> str:
    return (scenarios_folder() / f"{name}.yaml").read_text("utf-8")


def found(name: str, text: str) -> Found:
    """What the reader and the rules about structure say."""
    reading = read(text.encode(), f"{name}.yaml", NAMES, SHARED)
    lines = text.split("\n")
    counted = [one for one in reading.diagnostics if one.severity is not Severity.ADVICE]
    said = [(one.code, lines[one.span.line - 1].strip()) for one in counted]
    if reading.scenario is None:
        return said
    story = Story(reading.scenario, reading.spans, text, f"{name}.yaml", ours())
    findings = [(rule.rule, finding) for rule in STRUCTURE if rule.of_scenario for finding in rule.of_scenario(story)]
    owners = {(rule.code, owner(finding.where)) for rule, finding in findings}
    return said + [
        (rule.code, lines[place(story, finding).line - 1].strip())
        for rule, finding in findings
        if not any((code, owner(finding.where)) in owners for code in rule.unless)
        and (finding.severity or rule.severity) is not Severity.ADVICE
    ]


def owner(where: str) -> str:
    return "/".join(where.split("/")[:2])


def swap(text: str, old: str, new: str, times: int = 1) -> str:
    """Edit as an author would; it must be there that often."""
    assert text.count(old) == times, f"“{old}” stands there {text.count(old)} times"
    return text.replace(old, new)


def before(text: str, mark: str, new: str) -> str:
    return swap(text, mark, new + mark)


def start_of(text: str) -> str:
    found = re.search(r"^start: (\S+)$", text, re.MULTILINE)
    assert found
    return found[1]


def first_choice(text: str) -> int:
    """Where the first choice of the first decision has its keys."""
    return text.index("        - id: ", text.index(f"\n  {start_of(text)}:\n"))


def in_first_choice(text: str, line: str) -> str:
    at = text.index("\n", first_choice(text)) + 1
    return f"{text[:at]}          {line}\n{text[at:]}"


def in_first_decision(text: str, line: str) -> str:
    """With a line in all of its choices but the first."""
    start = first_choice(text)
    end = re.compile(r"^ {0,6}\S", re.MULTILINE).search(text, start)
    assert end
    first, *others = re.split(r"(?<=\n)(?=        - id: )", text[start : end.start()])
    return text[:start] + first + "".join(one.replace("\n", f"\n{line}", 1) for one in others) + text[end.start() :]


def circle(text: str) -> str:
    """The first decision comes back to itself but for its first choice, and each other one can be taken once."""
    text = in_first_choice(in_first_decision(text, "          once: yes\n"), "next: how-it-ends")
    start = first_choice(text)
    scene = re.findall(r"^  (\S+):$", text[:start], re.MULTILINE)[-1]
    at = text.rindex("\n      next: ", 0, start)
    return text[:at] + f"\n      next: {scene}" + text[text.index("\n", at + 1) :]


def in_first_script(text: str, line: str) -> str:
    at = text.index("    script: |\n", text.index(f"\n  {start_of(text)}:\n")) + len("    script: |\n")
    return f"{text[:at]}      {line}\n{text[at:]}"


def last_fork(text: str) -> int:
    """Where the ways on of the fork before the endings begin."""
    return text.index("    next:\n", text.index("\n  how-it-ends:\n")) + len("    next:\n")


def in_last_fork(text: str, condition: str) -> str:
    at = last_fork(text)
    ending = re.findall(r"go: (\S+)", text[at : at + 800])[0]
    return f"{text[:at]}      - if: {condition}\n        go: {ending} # new\n{text[at:]}"


def last_fork_is(text: str, next_: str) -> str:
    at = last_fork(text)
    end = re.compile(r"^ {0,2}\S", re.MULTILINE).search(text, at)
    assert end
    return text[: at - 1] + f" {next_}\n" + text[end.start() :]


# --- faults that any scenario can have -----------------------------------------------------------------------------

ORPHAN = """  orphan:
    summary: A word at the door.
    script: |
      [if repaired_harm] Nobody comes here.
    next: how-it-ends

"""
ORPHAN_ENDING = """  orphan:
    summary: You walk home.
    script: |
      You walk home by the river.
    ending:
      title: By the river
      closing: {{by: {affected}, says: Good night.}}
      reflect: Who was not there?

"""


def orphan_ending(text: str) -> str:
    [affected, *_] = re.findall(r"closing:\n +by: (\S+)", text)
    return before(text, "if_then:\n", ORPHAN_ENDING.format(affected=affected))


ANYWHERE: dict[str, tuple[Callable[[str], str], Found]] = {
    "a scene that nothing leads to": (lambda text: before(text, "if_then:\n", ORPHAN), [("A02", "orphan:")]),
    "an ending that nothing leads to": (orphan_ending, [("A23", "orphan:")]),
    "a fact that nothing reads": (
        lambda text: before(text, "start: " + start_of(text), "  idle: no\n\n"), [("A13", "idle: no")]
    ),
    "a fact that nothing sets": (
        lambda text: in_first_script(before(text, "start: " + start_of(text), "  idle: no\n\n"), "[if idle] Never."),
        [("A15", "idle: no")],
    ),
    "a value that no choice makes": (
        lambda text: in_first_script(
            before(text, "start: " + start_of(text), "  mood: {values: [calm, tense, glad], start: calm}\n\n"),
            "[if mood is glad] Never.",
        ).replace("          set: {", "          set: {mood: tense, ", 1),
        [("A16", "mood: {values: [calm, tense, glad], start: calm}")],
    ),
    "a line that is never shown": (
        lambda text: in_first_script(text, "[if repaired_harm] Never."), [("A19", "[if repaired_harm] Never.")]
    ),
    "a line that is always shown": (
        lambda text: in_first_script(text, "[if not repaired_harm] Always."),
        [("A20", "[if not repaired_harm] Always.")],
    ),
    "a choice that is never open": (
        lambda text: in_first_choice(text, "if: repaired_harm"), [("A21", "if: repaired_harm")]
    ),
    "a choice that is always open": (
        lambda text: in_first_choice(text, "if: not repaired_harm"), [("A22", "if: not repaired_harm")]
    ),
    "a way that is never taken": (
        lambda text: in_last_fork(text, "open_harm and not open_harm"), [("A17", "GO # new")]
    ),
    "a way that is always taken": (
        lambda text: in_last_fork(text, "open_harm or not open_harm"), [("A18", "GO # new")]
    ),
    "a trap": (lambda text: last_fork_is(text, start_of(text)), [("UP403", "START:")]),
    "scenes that lead to each other for ever": (
        lambda text: last_fork_is(text, "how-it-ends"), [("UP404", "how-it-ends:")]
    ),
    "no road back from any harm": (
        lambda text: re.sub(r"^ +repairs: .*\n", "", text, flags=re.MULTILINE), [("A09", "HARM")]
    ),
    "a harm that nothing repairs": (
        lambda text: in_first_choice(text, "harm: [abandons]\n          harm_says: You left."),
        [("A09", "harm: [abandons]")],
    ),
    "a decision with one open choice": (
        lambda text: in_first_decision(text, "          if: open_harm and repaired_harm\n"), [("UP402", "CHOICE")]
    ),
    "a circle in which choices run out": (circle, [("UP402", "CHOICE")]),
    "a way without a condition above the others": (
        lambda text: re.sub(r"(\n  how-it-ends:\n(?:.*\n)?    next:\n      - )if: .*\n        ", r"\1", text),
        [("UP407", "FIRST WAY")],
    ),
}


@pytest.mark.parametrize("name", ALL)
def test_a_sound_scenario_has_no_finding_about_its_structure(name):
    assert found(name, bundled(name)) == []


# Each fault in two scenarios; in the other four with the slow tests.
IN_TWO = [
    pytest.param(name, fault, marks=() if (row - column) % 3 == 0 else pytest.mark.slow)
    for row, name in enumerate(ALL)
    for column, fault in enumerate(ANYWHERE)
]


@pytest.mark.parametrize(("name", "fault"), IN_TWO)
def test_a_fault_is_found_where_it_is_and_nothing_else_is(name, fault):
    sound = bundled(name)
    edit, expected = ANYWHERE[fault]
    text = edit(sound)
    assert text != sound
    assert found(name, text) == [(code, line) for code, mark in expected for line in lines_of(text, mark)]


def lines_of(text: str, mark: str) -> list[str]:
    """The lines that a mark in a table stands for."""
    lines = [line.strip() for line in text.split("\n")]
    match mark.split()[0]:
        case "START:":
            return [f"{start_of(text)}:"]
        case "CHOICE":
            return [text[first_choice(text) :].split("\n")[0].strip()]
        case "GO":
            return [line for line in lines if line.startswith("go: ") and line.endswith("# new")]
        case "HARM":  # a line for each flag on it
            harms = [line for line in lines if re.match(r"(harm|happened): ", line)]
            return [line for line in harms for _ in line.split(",")]
        case "FIRST":
            return [text[last_fork(text) :].split("\n")[0].strip()]
        case _:
            return [mark]


# --- edits of one scenario, as they happen -------------------------------------------------------------------------

# Scenario, what is written, how often it stands there, what is written instead, and what is found.
EDITS = {
    "a way's condition is turned round": (
        HALF, "if: credit is lost and not norm", 1, "if: credit is not lost and not norm",
        ("A19", "[if credit is restored and answer is in-time]"),
    ),
    "a line's condition is turned round": (
        HALF, "[if chose(tell-teresa-later)] teresa", 1, "[if open_harm] teresa", ("A19", "[if open_harm] teresa"),
    ),
    "one of two lines is turned round": (
        ROOM, "[if codes is voice-only and line is kept] Two", 1, "[if codes is not voice-only and line is kept] Two",
        ("A19", "[if codes is not voice-only and line is kept] Two"),
    ),
    "a fact's only set is lost (yes or no)": (RANKED, "          set: {held: true}\n", 1, "", ("A15", "held:")),
    "a fact's only set is lost (words)": (HALF, "          set: {answer: late}\n", 1, "", ("A15", "answer:")),
    "a fact's only set is lost (asked by a way on)": (FOUR, "          set: {poster: up}\n", 1, "", ("A15", "poster:")),
    "the only set of a value is lost": (FOUR, "          set: {plan: cover}\n", 1, "", ("A16", "plan:")),
    "the only set of the other value is lost": (ROOM, "          set: {plan: locked}\n", 1, "", ("A16", "plan:")),
    "the only set of a value that endings ask for": (
        WARM, "          set: {advert: trimmed}\n", 1, "", ("A16", "advert:"),
    ),
    "a number that is never too low": (
        WARM, "if: evidence is at least 3\n", 1, "if: evidence is at least 0\n", ("A16", "evidence:"),
    ),
    "a number that the way above has taken": (
        WARM, "if: evidence is at least 2\n", 1, "if: evidence is at least 3\n", ("A17", "go: one-point"),
    ),
    "the only way into a scene is lost": (FOUR, "next: canteen", 1, "next: sundays", ("A02", "canteen:")),
    "the only way into a late scene is lost": (HALF, "go: her-call", 1, "go: open-door", ("A02", "her-call:")),
    "the only way from a choice is lost": (WARM, "next: one-or-two", 1, "next: the-advert", ("A02", "one-or-two:")),
    "the only way to an ending is lost": (FOUR, "go: craigs-board", 1, "go: nights", ("A23", "craigs-board:")),
    "the only way to another ending is lost": (HALF, "go: in-writing", 1, "go: item-one", ("A23", "in-writing:")),
    "a repair forgets one harm of two": (
        HALF, "repairs: [speaks-over, exposes]", 2, "repairs: [speaks-over]", ("A09", "harm: [exposes]"),
    ),
    "a repair forgets one harm of three": (
        TUESDAY, "repairs: [exposes, shared-without-consent, burdens]", 2, "repairs: [exposes, shared-without-consent]",
        ("A09", "harm: [burdens]"),
    ),
    "a choice asks for what cannot be there": (
        HALF, "          if: norm\n", 1, "          if: norm and open_harm\n", ("A21", "if: norm and open_harm"),
    ),
    "repairs are closed while they are needed": (
        HALF, "repairs: [speaks-over, exposes]\n", 2, "repairs: [speaks-over, exposes]\n          if: not open_harm\n",
        ("UP402", "- id: offer-a-note"),
    ),
    "a scene leads back to itself": (
        HALF, "      - go: open-door\n", 1, "      - go: two-oclock\n", ("UP404", "two-oclock:"),
    ),
    "a weaker choice ends the story": (
        HALF, "        - id: let-it-go\n", 1, "        - id: let-it-go\n          next: camera-off\n",
        ("A11", "- id: let-it-go"),
    ),
    "a choice skips half of the story": (
        FOUR, "- id: turn-to-counter\n", 1, "- id: turn-to-counter\n          next: friday\n", ("A05", "scenes:"),
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_an_edit_breaks_is_found_once_and_where_it_shows(edit):
    name, old, times, new, (code, line) = EDITS[edit]

    [(its_code, its_line)] = found(name, swap(bundled(name), old, new, times))

    assert its_code == code
    assert its_line.startswith(line)


@pytest.mark.parametrize("name", [HALF, *(pytest.param(name, marks=pytest.mark.slow) for name in ALL if name != HALF)])
def test_six_faults_at_once_are_six_findings(name):
    text = bundled(name)
    text = before(text, "if_then:\n", ORPHAN)
    text = before(text, "start: " + start_of(text), "  idle: no\n  unset: no\n\n")
    text = in_first_script(text, "[if unset] Never.")
    text = in_first_script(text, "[if repaired_harm] Not yet.")
    text = in_first_choice(text, "if: not open_harm or open_harm")
    text = in_last_fork(text, "open_harm and not open_harm")

    [new] = lines_of(text, "GO # new")
    assert sorted(found(name, text)) == sorted(
        [
            ("A02", "orphan:"),
            ("A13", "idle: no"),
            ("A15", "unset: no"),
            ("A17", new),
            ("A19", "[if repaired_harm] Not yet."),
            ("A22", "if: not open_harm or open_harm"),
        ]
    )
