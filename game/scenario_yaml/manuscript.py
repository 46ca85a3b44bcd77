"""One file while it is read: its words, the names it may use, and what was found in it so far."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace

from game.core.diagnostic import Diagnostic, Severity, Span
from game.known_names import KnownNames
from game.scenario_yaml.codes import CODES
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_FINDINGS = 500  # nobody reads more, and a file of another kind would give millions
_MAX_NEAR = 100_000  # names compared in one file while looking for near ones; keeps a hostile file within its time
_LONGEST_EXCERPT = 2_000  # characters; a longer line helps nobody, and would be kept once for each finding in it
_LONGEST_MARK = 60  # characters underlined at most


class Manuscript:
    """Collects findings about one file."""

    def __init__(self, file: str, text: str, names: KnownNames) -> None:
        self.file, self.text, self.names = file, text, names
        self.has_hash = False  # whether words after “#” may be left out somewhere
        self.found: list[Diagnostic] = []
        self.is_draft = False
        self.is_story_clear = True  # whether its ways from scene to scene can be followed
        self.blanks: list[tuple[int, int]] = []  # lines left out after a broken one: first, last; from 0
        self.spoken_for: set[str] = set()  # names in lines left out, or reported already: nothing more about them
        self.misspelt: set[tuple[int, str]] = set()  # keys that are there under a wrong name, by their entry's identity
        self._lines: list[str] = []
        self.is_cut = False  # whether findings were left out because there were too many
        self._compared = 0

    # --- places ------------------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The lines as written, without line ends."""
        if not self._lines:
            self._lines = self.text.split("\n")
        return self._lines

    def line(self, number: int) -> str:
        """A line by its number from 0, or an empty text beyond the end."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def rewrite(self, text: str) -> None:
        """Go on with another text that has the same lines in the same places."""
        self.text, self._lines = text, []
        self.has_hash = "#" in text and " #" in text  # one character is found much faster than two

    def span(self, node: Node) -> Span:
        """Where a node begins, as long as it is on that line."""
        start = node.start_mark
        line, column = start.line, start.column
        if isinstance(node, (MappingNode, SequenceNode)):
            end = node.end.end_mark
            is_within = node.is_flow and end.line == line
            length = (end.column if is_within else len(self.line(line).rstrip())) - column
        else:
            end = node.end_mark
            length = end.column - column if end.line == line else len(self.line(line).rstrip()) - column
        return Span(line + 1, column + 1, min(_LONGEST_MARK, max(1, length)))

    def span_inside(self, node: ScalarNode, at: int, length: int) -> Span:
        """The place of characters `at` … of a scalar's text; the whole scalar where they cannot be told apart."""
        start, end = node.start_mark, node.end_mark
        if node.style in ("|", ">"):
            before = node.value[:at]
            number = start.line + 1 + before.count("\n")
            own = node.value.split("\n")[before.count("\n")]
            within = at - (before.rfind("\n") + 1)
            written = self.line(number)
            if not written.rstrip().endswith(own.strip()):
                return self.span(node)
            return Span(number + 1, max(1, len(written) - len(own) + within + 1), max(1, length))
        if start.line != end.line:
            return self.span(node)
        return Span(start.line + 1, start.column + at + (1 if node.style else 0) + 1, max(1, length))

    def touches_blank(self, node: Node) -> bool:
        """Whether a part of this node, or what follows it at once, was left out after a broken line."""
        if not self.blanks:
            return False
        first = node.start_mark.line - 1
        last = node.end_line if isinstance(node, (MappingNode, SequenceNode)) else node.end_mark.line
        return any(start <= last + 1 and end >= first for start, end in self.blanks)

    # --- findings ----------------------------------------------------------------------------------------

    def say(
        self, code: str, at: Node | Span, message: str, hint: str = "", *, severity: Severity | None = None
    ) -> None:
        """Keep a finding."""
        if self.is_full:
            self.is_cut = True
            return
        span = at if isinstance(at, Span) else self.span(at)
        name, usual = CODES[code]
        self.found.append(
            Diagnostic(
                code=code,
                name=name,
                severity=severity or usual,
                file=self.file,
                span=span,
                message=message.replace("\n", " "),
                hint=hint,
                excerpt=self._excerpt(span.line - 1),
            )
        )

    def _excerpt(self, number: int) -> str:
        line = self.line(number).rstrip()
        return line if len(line) <= _LONGEST_EXCERPT else ""

    @property
    def is_full(self) -> bool:
        """Whether there are as many findings as anybody reads."""
        return len(self.found) >= MAX_FINDINGS

    def say_name(
        self, code: str, at: Node | Span, message: str, word: str, known: Iterable[str], otherwise: str
    ) -> None:
        """Keep a finding about a name, with the nearest known one; nothing if that name is spoken for."""
        if word in self.spoken_for:
            return
        near = self.near(word, known)
        self.say(code, at, message, f"Did you mean “{near}”?" if near else otherwise)

    def near(self, word: str, known: Iterable[str]) -> str:
        """The known name that `word` most likely means, or an empty text."""
        folded, close = word.casefold(), []
        for name in known:
            if self._compared >= _MAX_NEAR:
                break
            self._compared += 1
            if abs(len(name) - len(word)) <= 3 and len(set(folded) & set(name.casefold())) * 2 >= min(
                len(set(folded)), 6
            ):
                close.append(name)
        for name in close:
            if name.casefold() == folded:
                return name
        found = difflib.get_close_matches(word, sorted(close)[:500], n=1, cutoff=0.6)
        return found[0] if found else ""

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops the scenario from being played."""
        return self.is_cut or any(finding.severity is Severity.ERROR for finding in self.found)

    def findings(self) -> tuple[Diagnostic, ...]:
        """All findings by place, each once."""
        if self.is_cut:
            self.is_cut = False
            name, severity = CODES["UP128"]
            last = Diagnostic(
                code="UP128",
                name=name,
                severity=severity,
                file=self.file,
                span=Span(max(1, len(self.lines)), 1),
                message=f"There are more than {MAX_FINDINGS} findings; the rest are not shown.",
                hint="Mend some of these, then check again.",
            )
            self.found.append(last)
        return tuple(_gathered(sorted(dict.fromkeys(self.found), key=Diagnostic.sort_key)))


_NAMED = frozenset(("UP301", "UP302", "UP303", "UP304", "UP305", "UP306", "UP307", "UP308", "UP309"))


def _gathered(found: list[Diagnostic]) -> Iterable[Diagnostic]:
    """A name that is unknown in many places is one finding: most often it is one thing that is missing."""
    lines: dict[tuple[str, str], list[int]] = {}
    for finding in found:
        lines.setdefault((finding.code, finding.message), []).append(finding.span.line)
    for finding in found:
        where = lines[finding.code, finding.message]
        if finding.code not in _NAMED or len(where) == 1:
            yield finding
        elif finding.span.line == where[0] and (finding.code, finding.message) in lines:
            others = sorted(set(where[1:]))
            also = ", ".join(map(str, others[:8])) + (", …" if len(others) > 8 else "")
            yield replace(finding, hint=f"{finding.hint} It is also on line {also}.")
            where[0] = -1


_WORD = re.compile(r"[\w-]+")


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as names may be written."""
    return frozenset(_WORD.findall(text))
