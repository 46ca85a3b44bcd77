"""
C15 verdict-before-story: what happens begins by saying whether it was right.

Why it matters
    First the story answers, then a question, then the why.  A consequence that opens with “unfortunately” or “that was
    a mistake” is the why already, and nobody reads the rest to find out.

How it is found
    The first sentence of a narrated first line of `consequence` is searched for words of judgement (“mistake”, “wrong”,
    “good choice”, “unfortunately”, “luckily”).

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              consequence: |
                Unfortunately nobody goes back to step four.
                teresa (calm): Item three. We're doing well for time.
                In the chat that nobody has opened, Minh's “+1 Amara” moves up and out of view.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              consequence: |
                Amara mutes herself.
                teresa (calm): Item three. We're doing well for time.
                In the chat that nobody has opened, Minh's “+1 Amara” moves up and out of view.

False alarms
    In the six scenarios that come with the program, 143 consequences gave no report.  “The wrong slide is on the
    screen” is no verdict and would be found wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import NARRATOR, Choice, Line
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._as_read import taken
from tools.rules._said import sentence_with

RULE = Rule(
    code="C15", name="verdict-before-story", severity=Severity.WARNING, is_english_only=True, is_about_prose=True
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each consequence that opens with a verdict."""
    verdicts, may_have = story.pattern("C15", "verdicts"), story.words_with("C15", "verdicts")
    for moment in story.moments:
        for choice in moment.choices:
            if may_have.isdisjoint([line.words for line in choice.consequence]):
                continue
            for line in _first_lines(story, choice):
                opening = (prose.sentences(prose.without_quotes(line.words)) or [""])[0]
                if found := verdicts.search(opening):
                    yield Finding(
                        where=f"choice/{choice.id}/consequence",
                        quote=sentence_with(line.words, found[0]),
                        message=f"What happens here opens with a verdict: “{found[0]}”.",
                        hint="Open with what can be seen or heard. The commentary comes later.",
                    )


def _first_lines(story: Story, choice: Choice) -> tuple[Line, ...]:
    ways = taken(story).get(choice.id, frozenset())
    first = {way.lines[0] for way in ways if way.lines and way.lines[0].speaker == NARRATOR}
    return tuple(line for line in choice.consequence if line in first)
