"""
Plans: what an author expects of a scenario, a line each, in a plain text beside it.

A plan is called like its scenario, with ``.plan`` at the end: ``my-story.plan``, ``my-story.put-right.plan``.
`read` understands any bytes; `run` walks the scenario and compares.  Both say what is wrong as findings.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.core.diagnostic import Diagnostic, Severity, Span
from tools.checking.rule import Rule

MAX_BYTES = 256 * 1024  # nobody can read a longer plan, and one that is longer is another kind of file
_LONGEST_SHOWN = 90  # characters of an author's word in a message
RULES = tuple(
    Rule(code=code, name=name, severity=Severity.ERROR)
    for code, name in (
        ("P01", "plan-not-readable"),
        ("P02", "plan-failed"),
        ("P03", "plan-without-scenario"),
    )
)
_NAMES = {rule.code: rule.name for rule in RULES}
EXAMPLES = {
    "choose": "hand-back",
    "offered": "hand-back",
    "locked": "own-it",
    "hidden": "own-it",
    "scene": "corridor",
    "line": "That was mine",
    "no-line": "That was mine",
    "holds": "credit is restored",
    "ledger": "open exposes",
    "ending": "put-right",
}
KEYS = tuple(EXAMPLES)
_REMARK = re.compile(r"\s\s#\s")  # two spaces before the mark and one after it, as in a scenario
_EXAMPLE = "Write a key, a colon and a value, such as: choose: hand-back"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a plan: a key of `KEYS` and what stands after the colon, with its place and its line."""

    key: str
    words: str
    span: Span
    excerpt: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as written, without its remarks."""

    file: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PlanReading:
    """What came of reading a plan: what could be understood, and findings for the rest."""

    plan: Plan
    findings: tuple[Diagnostic, ...]


def beside(path: Path) -> tuple[Path, ...]:
    """The plans of a scenario file, by name."""
    return tuple(plan for plan in in_folder(path.parent) if scenario_of(plan) == path.stem)


def in_folder(folder: Path) -> tuple[Path, ...]:
    """Every plan of a folder, by name."""
    try:
        found = [path for path in folder.iterdir() if path.suffix == ".plan" and not path.name.startswith(".")]
    except OSError:
        return ()
    return tuple(sorted(found))


def scenario_of(path: Path) -> str:
    """The id of the scenario that a plan is about, by the plan's name.  Ids have no dots."""
    return path.name.partition(".")[0]


def without_scenario(file: str, known: Iterable[str]) -> Diagnostic:
    """That nobody runs a plan, since no scenario beside it has its name.

    Args:
        file: The plan, as it is to be shown.
        known: The ids of the scenarios beside it.
    """
    name = scenario_of(Path(file))
    what = f"There is no scenario “{shortened(name)}” beside this plan, so nobody runs it."
    hint = near_hint(name, known, "Name it after its scenario, such as my-story.plan.")
    return finding("P03", file, Span(1, 1), what, hint)


def read(data: bytes, file: str) -> PlanReading:
    """Read a plan.  Nothing is raised, whatever the bytes.

    Args:
        data: The file's bytes.
        file: The file, as it is to be shown.
    """
    lines, found = _lines(data, file)
    steps: list[Step] = []
    for number, line in enumerate(lines, 1):
        written = line.rstrip()
        if not written.strip() or written.lstrip().startswith("#"):
            continue
        step = _step(number, written)
        if step is None:
            span = Span(number, len(written) - len(written.lstrip()) + 1, len(written.strip()))
            found.append(finding("P01", file, span, "This line has no colon.", _EXAMPLE, written))
        elif step.key not in KEYS:
            found.append(_unknown_key(file, step))
        elif not step.words:
            what, hint = f"After “{step.key}:” stands nothing.", f"Say what: {step.key}: {EXAMPLES[step.key]}"
            found.append(finding("P01", file, step.span, what, hint, written))
        else:
            steps.append(step)
    if not steps and not found:
        found.append(finding("P01", file, Span(1, 1), "The plan says nothing.", _EXAMPLE))
    return PlanReading(Plan(file, tuple(steps)), tuple(found))


def _lines(data: bytes, file: str) -> tuple[list[str], list[Diagnostic]]:
    if len(data) > MAX_BYTES:
        what = f"The plan has {len(data) // 1024} KB; a plan has {MAX_BYTES // 1024} KB at most."
        return [], [finding("P01", file, Span(1, 1), what, "Make several plans of it.")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "From here on the letters cannot be read: the file is not saved as UTF-8."
        return [], [finding("P01", file, Span(line, 1), what, "Save it as plain text, in UTF-8.")]
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        what = "The file holds bytes that are not text."
        return [], [finding("P01", file, Span(line, 1), what, "Save it as plain text, in UTF-8.")]
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), []


def _step(number: int, written: str) -> Step | None:
    key, colon, words = written.partition(":")
    if not colon:
        return None
    named = "-".join(re.split(r"[\s_-]+", key.strip().lower()))
    remark = _REMARK.search(words)
    words = words[: remark.start()] if remark else words
    start = len(key) + 1 + len(words) - len(words.lstrip())
    words = words.strip()
    if named not in KEYS or not words:
        start, words = len(key) - len(key.lstrip()), words if named in KEYS else key.strip()
        return Step(named, words, Span(number, start + 1, max(1, len(key.strip()))), written)
    return Step(named, words, Span(number, start + 1, len(words)), written)


def _unknown_key(file: str, step: Step) -> Diagnostic:
    others = {"fact": "holds", "facts": "holds", "if": "holds", "go": "choose", "says": "line", "text": "line"}
    near = difflib.get_close_matches(step.key, KEYS, n=1)
    meant = others.get(step.key) or (near[0] if near else "")
    value = shortened(_REMARK.split(step.excerpt.partition(":")[2])[0].strip()) or EXAMPLES.get(meant, "")
    hint = f"Did you mean “{meant}: {value}”?" if meant else f"Known: {', '.join(KEYS)}."
    what = f"“{shortened(step.words)}” is nothing that a plan can say."
    return finding("P01", file, step.span, what, hint, step.excerpt)


def finding(code: str, file: str, span: Span, message: str, hint: str, excerpt: str = "") -> Diagnostic:
    """What is wrong in a plan, or with the scenario by the word of a plan."""
    return Diagnostic(
        code=code,
        name=_NAMES[code],
        severity=Severity.ERROR,
        file=file,
        span=span,
        message=message,
        hint=hint,
        excerpt=excerpt,
    )


def near_hint(word: str, known: Iterable[str], otherwise: str) -> str:
    """The near name as a question, or something else to do."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else otherwise


def shortened(words: str) -> str:
    """An author's words, short enough for a message."""
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN].rstrip()}…"
