"""Where a rule's finding stands in the file: the words it is about, or the key they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right

from game.core.diagnostic import Diagnostic, Span
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

_LONGEST_MARK = 60  # characters underlined at most
_FURTHEST = 12_000  # characters after a key in which its words are looked for: more than a text may have


def diagnostic(story: Story, rule: Rule, finding: Finding) -> Diagnostic:
    """A finding as `check` prints it."""
    span = place(story, finding)
    lines = story.lines
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=finding.severity or rule.severity,
        file=story.file,
        span=span,
        message=finding.message,
        hint=finding.hint,
        excerpt=lines[span.line - 1].rstrip() if span.line <= len(lines) else "",
    )


def place(story: Story, finding: Finding) -> Span:
    """The place of a finding; of the nearest thing around it that stands in the file."""
    where = finding.where
    while where and where not in story.spans:
        where = where.rpartition("/")[0]
    span = story.spans[where] if where else Span(1, 1)
    return _quoted(story, span, finding.quote) or span


def _quoted(story: Story, span: Span, quote: str) -> Span | None:
    words = quote.split()
    if not words:
        return None
    start = story.line_starts[span.line - 1] + span.column - 1
    found = re.compile(r"\s+".join(map(re.escape, words))).search(story.source, start, start + _FURTHEST)
    if found is None:
        return None
    line = bisect_right(story.line_starts, found.start())
    column = found.start() - story.line_starts[line - 1]
    first_line = story.source[found.start() : found.end()].split("\n", 1)[0]
    return Span(line, column + 1, min(_LONGEST_MARK, max(1, len(first_line))))
