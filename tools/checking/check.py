"""Checking files and libraries: what the reader finds, what the rules find, what was waived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from game.card import finding_of, told_finding
from game.core.diagnostic import Diagnostic, Severity, Span
from game.core.scenario import Waiver
from game.library import Library, by_folder
from tools import plan_checks, plans
from tools.checking import kept, todo, waivers
from tools.checking.catalogue import Entry, catalogue
from tools.checking.places import diagnostic
from tools.checking.rule import Finding, Rule
from tools.checking.rule_data import RuleData, rule_data
from tools.checking.story import Story
from tools.checking.waivers import Waived

_MOST_ALIKE = 500  # findings of one rule in one file: more than anybody reads before mending the first of them
_UNKNOWN = Rule(code="W01", name="waiver-of-no-rule", severity=Severity.WARNING)
_NEEDLESS = Rule(code="W02", name="needless-waiver", severity=Severity.WARNING)
# What no module of tools.rules finds, but checking itself.
OWN_RULES = (_UNKNOWN, _NEEDLESS, Rule(code=todo.CODE, name=todo.NAME, severity=Severity.ADVICE), *plans.RULES)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking one file showed.

    Attributes:
        file: As it is to be shown.
        findings: By place.
        waived: Findings that are not counted.
        states: How many states were visited; 0 where the file cannot be played.
        is_complete: Whether these are all there are.
        is_draft: Whether it says so itself.
    """

    file: str
    findings: tuple[Diagnostic, ...]
    waived: tuple[Waived, ...] = ()
    states: int = 0
    is_complete: bool = False
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What checking showed.

    Attributes:
        files: Each file that was checked.
        library: Findings about libraries as a whole, their themes and their shared people.
        waived: Findings about libraries that are not counted.
    """

    files: tuple[Checked, ...]
    library: tuple[Diagnostic, ...] = ()
    waived: tuple[Waived, ...] = ()

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """All of them, by file and place."""
        own = (finding for checked in self.files for finding in checked.findings)
        return tuple(sorted((*own, *self.library), key=Diagnostic.sort_key))

    def is_fine(self, *, strict: bool) -> bool:
        """Whether nothing counts: errors do, with `strict` warnings do too, advice never does."""
        counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return not any(finding.severity in counted for finding in self.findings)


def check(library: Library, paths: Iterable[Path] = ()) -> Report:
    """Check files, or folders as libraries.

    Args:
        library: Whose folder is checked where no path is named, and whose assets and cache are used.
        paths: Files and folders.

    Raises:
        RuleDataError: If a folder's `check.toml` cannot be used.
    """
    paths = tuple(map(plan_checks.scenario_file, paths)) or (library.folder,)
    files: list[Checked] = []
    benches: dict[Path, _Bench] = {}  # one a folder: what it has read of a file serves the library's rules too
    for folder, own in by_folder(library.files(paths)).items():
        bench = benches[folder] = _Bench(library.beside(folder))
        files += (bench.check(path) for path in own)
    about: list[Diagnostic] = []
    waived: list[Waived] = []
    for path in paths:
        if path.is_dir():
            bench = benches.get(path) or _Bench(library.beside(path))
            found, not_counted = bench.check_library()
            about += found
            waived += not_counted
    return Report(tuple(files), tuple(about), tuple(waived))


def check_story(story: Story) -> tuple[tuple[tuple[Rule, Finding], ...], tuple[Waived, ...]]:
    """What the rules find in one scenario, and what its author has waived.

    Nothing is found where a text is still `todo`: what is not there yet cannot be judged.
    """
    unwritten = todo.Unwritten(todo.to_dos(story.source), story)
    found = [
        (entry.rule, finding)
        for entry in catalogue()
        if entry.of_scenario and not (entry.rule.is_english_only and not story.is_english)
        for finding in entry.of_scenario(story)
        if not unwritten or not unwritten.concerns(entry.rule.code, finding.where)
    ]
    kept_findings, waived, used = _without_waived(_without_consequences(found), story.scenario.waivers)
    rules = [entry.rule for entry in catalogue()]
    kept_findings += ((_UNKNOWN, finding) for finding in waivers.unknown(story.scenario.waivers, rules))
    own = [waiver for waiver in story.scenario.waivers if not unwritten and not _is_about_library(waiver)]
    kept_findings += ((_NEEDLESS, finding) for finding in waivers.needless(own, used, rules))
    return tuple(_without_many_alike(kept_findings)), tuple(waived)


def _without_many_alike(found: Sequence[tuple[Rule, Finding]]) -> Iterator[tuple[Rule, Finding]]:
    """The first findings of each rule, and in place of the next one, how many more there are."""
    said: Counter[str] = Counter()
    left: dict[str, list[tuple[Rule, Finding]]] = {}
    for rule, finding in found:
        said[rule.code] += 1
        if said[rule.code] <= _MOST_ALIKE:
            yield rule, finding
        else:
            left.setdefault(rule.code, []).append((rule, finding))
    for (rule, finding), *more in left.values():
        if more:
            hidden = {own.severity or rule.severity for own in (finding, *(own for _, own in more))}
            finding = finding._replace(
                message=f"{finding.message} There {'is' if len(more) == 1 else 'are'} {len(more):,} more like it.",
                severity=next(severity for severity in Severity if severity in hidden),
            )
        yield rule, finding


def _is_about_library(waiver: Waiver) -> bool:
    return any(
        entry.of_library is not None and entry.of_scenario is None
        for entry in catalogue()
        if waiver.rule in (entry.rule.code, entry.rule.name)
    )


def _without_consequences(found: Sequence[tuple[Rule, Finding]]) -> list[tuple[Rule, Finding]]:
    """Leaves out what only follows from another finding at the same scene, choice, person or fact."""
    asked = {code for rule, _ in found for code in rule.unless}
    said = {(rule.code, _owner(finding)) for rule, finding in found if rule.code in asked}
    return [
        (rule, finding)
        for rule, finding in found
        if not any((code, _owner(finding)) in said for code in rule.unless if code != rule.code)
    ]


def _owner(finding: Finding) -> str:
    return "/".join(finding.where.split("/")[:2])


def _without_waived(
    found: Sequence[tuple[Rule, Finding]], own: Sequence[Waiver]
) -> tuple[list[tuple[Rule, Finding]], list[Waived], list[Waiver]]:
    left: list[tuple[Rule, Finding]] = []
    waived: list[Waived] = []
    used: list[Waiver] = []
    for rule, finding in found:
        covering = [waiver for waiver in own if waivers.covers(waiver, rule, finding)]
        if covering:
            used += covering
            waived.append(Waived(rule.code, finding.message, covering[0].because))
        else:
            left.append((rule, finding))
    return left, waived, used


@dataclass
class _Bench:
    """One folder while it is checked."""

    library: Library
    data: RuleData = field(init=False)

    def __post_init__(self) -> None:
        self.data = rule_data(self.library.folder)
        self._kept = kept.Kept(self.library.cache)
        self._stories: dict[tuple[Path, bytes], tuple[Story | None, tuple[Diagnostic, ...]]] = {}
        sources = sorted((self.library.folder / "forbidden_sources").glob("*.txt"))
        copied_from = [f"{path.name} {kept.key(_bytes(path).hex())}" for path in sources]
        self._key = kept.key(kept.program_key(), self.library.reading_key, self.data.fingerprint, *copied_from)

    def check(self, path: Path) -> Checked:
        """One file."""
        from game.library import shown

        try:
            data = path.read_bytes()
        except OSError:
            data = b""
        name = kept.key("file", shown(path), kept.key(data.hex()), plan_checks.digest(path), self._key)
        told = self._kept.find(name) if data else None
        found = _checked_of(told)
        if found is None:
            found = self._check(path)
            if data:
                self._kept.keep(name, _told_checked(found))
        return found

    def check_library(self) -> tuple[tuple[Diagnostic, ...], tuple[Waived, ...]]:
        """The folder as a whole."""
        beside = self.library.findings_beside
        files = self.library.files((self.library.folder,))
        digests = [f"{path.name} {kept.key(_bytes(path).hex())}" for path in files]
        name = kept.key("library", str(self.library.folder.absolute()), *digests, self._key)
        found = _library_of(self._kept.find(name))
        if found is None:
            found = self._check_library(files)
            self._kept.keep(
                name, {"findings": [told_finding(one) for one in found[0]], "waived": [asdict(one) for one in found[1]]}
            )
        return (*beside, *plan_checks.without_scenario(self.library.folder, files), *found[0]), found[1]

    def _check(self, path: Path) -> Checked:
        from game.library import shown

        story, findings = self._story(path)
        if story is None:
            return Checked(shown(path), findings)
        found, waived = check_story(story)
        said = {(finding.code, finding.span.line) for finding in findings}
        own = [
            diagnostic(story, rule, finding)
            for rule, finding in found
            if not any((code, line) in said for code in rule.unless for line in _lines_of(story, finding))
        ]
        left = [todo.finding(story, one) for one in todo.to_dos(story.source)]
        planned = plan_checks.findings(path, story.scenario)
        every = tuple(sorted(dict.fromkeys((*findings, *own, *left, *planned)), key=Diagnostic.sort_key))
        proof, is_draft = story.proof, story.scenario.is_draft
        return Checked(shown(path), every, waived, proof.states, proof.is_complete, is_draft)

    def _story(self, path: Path) -> tuple[Story | None, tuple[Diagnostic, ...]]:
        """A file as its rules and its library's look at it; read and proven once for both."""
        key = (path, _bytes(path))
        if key not in self._stories:
            self._stories[key] = self._read(path)
        return self._stories[key]

    def _read(self, path: Path) -> tuple[Story | None, tuple[Diagnostic, ...]]:
        from game.library import shown

        data, reading = self.library.reading(path)
        if reading.scenario is None:
            return None, reading.diagnostics
        source = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        return Story(reading.scenario, reading.spans, source, shown(path), self.data), reading.diagnostics

    def _check_library(self, files: Sequence[Path]) -> tuple[tuple[Diagnostic, ...], tuple[Waived, ...]]:
        read = [story for path in files if (story := self._story(path)[0]) is not None]
        stories = [story for story in read if not todo.to_dos(story.source)]  # a library is judged by what is written
        by_id = {story.scenario.id: story for story in stories}
        themes = self.library.themes()
        for story in stories:
            story.themes = themes
        left: list[Diagnostic] = []
        waived: list[Waived] = []
        for entry in catalogue():
            for finding in entry.of_library(stories) if entry.of_library and stories else ():
                own = by_id.get(finding.file)
                among = own.scenario.waivers if own else self.data.waivers
                kept_ones, not_counted, _ = _without_waived([(entry.rule, finding)], among)
                waived += not_counted
                left += (
                    diagnostic(own, entry.rule, finding) if own else self._of_folder(entry, finding)
                    for _ in kept_ones
                )
        return tuple(left), tuple(waived)

    def _of_folder(self, entry: Entry, finding: Finding) -> Diagnostic:
        from game.library import shown

        return Diagnostic(
            code=entry.rule.code,
            name=entry.rule.name,
            severity=finding.severity or entry.rule.severity,
            file=shown(self.library.folder),
            span=Span(1, 1),
            message=finding.message,
            hint=finding.hint,
        )


def _lines_of(story: Story, finding: Finding) -> tuple[int, ...]:
    """The lines on which the reader may have spoken of the same thing."""
    owner = _owner(finding)
    return tuple(story.spans[where].line for where in (finding.where, owner) if where in story.spans)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _told_checked(checked: Checked) -> dict[str, Any]:
    return {
        "file": checked.file,
        "findings": [_told_finding(finding) for finding in checked.findings],
        "waived": [asdict(one) for one in checked.waived],
        "states": checked.states,
        "is_complete": checked.is_complete,
        "is_draft": checked.is_draft,
    }


def _told_finding(finding: Diagnostic) -> dict[str, Any]:
    """The same as `told_finding`, without the deep copies: a large story has thousands of findings."""
    told = {part.name: getattr(finding, part.name) for part in fields(finding)}
    told["span"] = [finding.span.line, finding.span.column, finding.span.length]
    return told


def _checked_of(told: Any) -> Checked | None:
    try:
        return Checked(
            told["file"],
            tuple(map(finding_of, told["findings"])),
            tuple(Waived(**one) for one in told["waived"]),
            int(told["states"]),
            bool(told["is_complete"]),
            bool(told["is_draft"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _library_of(told: Any) -> tuple[tuple[Diagnostic, ...], tuple[Waived, ...]] | None:
    try:
        return tuple(map(finding_of, told["findings"])), tuple(Waived(**one) for one in told["waived"])
    except (KeyError, TypeError, ValueError):
        return None
