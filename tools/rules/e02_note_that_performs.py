"""
E02 note-that-performs: the note on content is long, or says how bad it will feel.

Why it matters
    A note informs. Words such as “upsetting” tell people how to feel before anything has happened, and a long note
    gives the story away or is not read.

How it is found
    The words of `content_note` are counted: more than 30 is a warning. So are words such as “upsetting”,
    “triggering” and “content warning”.

Example::

    content_note: "Warning: this scenario contains upsetting scenes of exclusion."

Use instead::

    content_note: A colleague is talked over and loses credit for her work.

False alarms
    In the six scenarios of this program, with six notes, it found nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="E02", name="note-that-performs", severity=Severity.WARNING, is_about_prose=True)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for a long note and for the first word that performs."""
    note = story.scenario.content_note
    longest = story.limit("E02", "longest")
    if prose.count(note) > longest:
        yield Finding(
            where="content_note",
            message=f"The note on content has {prose.count(note)} words.",
            hint=f"Say what happens and to whom, in at most {longest:.0f} words. One or two short sentences do.",
        )
    found = story.pattern("E02", "performs").search(note) if story.is_english else None
    if found:
        yield Finding(
            where="content_note",
            quote=found[0],
            message=f"“{found[0]}” in the note says how it will feel, not what it is.",
            hint="Name what happens and leave the feeling to the reader: “A colleague is talked over.”",
        )
