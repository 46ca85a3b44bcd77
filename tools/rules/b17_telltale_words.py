"""
B17 telltale-words: one kind of word stands in many of the good choices and in none of the weak ones, or the other way.

Why it matters
    “Always” and “nobody” in the weak choices, “ask” and “check” in the good ones: people find out without noticing, and
    choose by the words instead of by the moment.

How it is found
    Five lists of words are looked for in `do`: `asking`, `private`, `hedges`, `absolutes` and `feelings`.  It is a
    warning if one of them is in 40 % or more of the choices that can be defended and in none of the others, or the
    other way round, with six choices or more on each side.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. Perhaps the line is poor, and Amara can come back in herself.
      client:
        decision:
          choices:
            - id: stay-quiet
              do: Stay quiet. A client is listening, and maybe Amara can send the facts a little later.
      open-door:
        decision:
          choices:
            - id: blame-the-microphone
              do: |
                “Most of it is probably the lag. A decent microphone in that room might fix a lot.”

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: let-it-go
              do: Let this one go. The line is poor, and Amara can come back in herself.
      client:
        decision:
          choices:
            - id: stay-quiet
              do: Stay quiet. A client is listening, and Amara can send the facts a little later.
      open-door:
        decision:
          choices:
            - id: blame-the-microphone
              do: |
                “Most of it is probably the lag. A decent microphone in that room might fix a lot.”

False alarms
    None of the six scenarios that come with the program was reported; measured by reading every report.  With “all”
    among the absolute words one was, for “as bad as all that” and “all week”, and it was fine; so “all” is not listed.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from game.core.scenario import Choice
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import named, written

RULE = Rule(code="B17", name="telltale-words", severity=Severity.WARNING, is_english_only=True, is_about_prose=True)

# Each list of `words.toml` with what it is called in a finding.
KINDS = {
    "asking": "words of asking and checking",
    "private": "words for a private talk",
    "hedges": "careful words",
    "absolutes": "absolute words",
    "feelings": "words for feelings",
}


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each kind of word that stands on one side only."""
    moments = written(story)
    good = [choice for moment in moments for choice in moment.defensible]
    weak = [choice for moment in moments for choice in moment.weaker]
    if min(len(good), len(weak)) < story.limit("B17", "choices"):
        return
    for kind in KINDS:
        own, other = (_with(story, kind, choices) for choices in (good, weak))
        if not other and len(own) >= story.limit("B17", "share") * len(good):
            yield _finding(kind, own, len(good), "that can be defended", "weaker")
        elif not own and len(other) >= story.limit("B17", "share") * len(weak):
            yield _finding(kind, other, len(weak), "that are weaker", "better")


def _with(story: Story, kind: str, choices: list[Choice]) -> list[tuple[str, str]]:
    pattern, may_have = story.pattern("B17", kind), story.words_with("B17", kind)
    found = ((choice.id, pattern.search(choice.do)) for choice in choices if choice.do in may_have)
    return [(choice, match[0]) for choice, match in found if match]


def _finding(kind: str, found: list[tuple[str, str]], of: int, side: str, other: str) -> Finding:
    words = named(sorted({word.lower() for _, word in found}))
    return Finding(
        where=f"choice/{found[0][0]}/do",
        quote=found[0][1],
        message=(
            f"{len(found)} of {of} choices {side} have {KINDS[kind]} ({words}), and none of the others has: "
            f"{named([choice for choice, _ in found])}."
        ),
        hint=f"Reword some of these, or let a {other} choice use such a word too.",
    )
