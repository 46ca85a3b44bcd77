"""A small scenario as text, and a way to spoil it in one place and to see what the reader says about that place."""

from __future__ import annotations

from game.core.diagnostic import Diagnostic
from game.known_names import KnownNames
from game.scenario_yaml import Reading, read

NAMES = KnownNames(
    places=frozenset(("meeting-room", "corridor")),
    expressions=frozenset(("calm", "concerned", "smile")),
    heads=frozenset(("bun", "afro")),
    hairs=frozenset(("black", "brown")),
    clothes=frozenset(("teal", "coral")),
    glasses=frozenset(("round",)),
    beards=frozenset(("full",)),
    themes=frozenset(("credit", "listening")),
)

STORY = """\
format: 1
id: story
title: Let Her Finish
summary: A colleague is cut off for the third time in one meeting.
minutes: 8
intensity: 1
themes: [credit]
seat: peer
mode: in-person
role: You are a product analyst, two years in this team.
power: No title; Kofi often asks what you think.

cast:
  priya:
    name: Priya Raman
    role: data engineer
    affected: true
    wants: her finding acted on
    expertise: built the measurements
    look: {head: bun, skin: 4, hair: black, clothes: teal}
  dana:
    name: Dana Whitfield
    role: product lead

facts:
  credit: {values: [lost, restored], start: lost}
  trust: {from: 0, to: 3, start: 1}
  asked: false

start: standup

scenes:
  standup:
    summary: Dana speaks over Priya.
    place: meeting-room
    present: [dana, priya]
    script: |
      Monday, 9:40. Weekly review.
      priya (concerned): The drop isn't churn.
      [if trust >= 2] priya: Never mind.
    look_closer:
      - at: The chat
        shows: |
          Nobody has opened it.
    decision:
      ask: Dana has the floor. What do you do?
      reflect: Whose silence did you notice first?
      next: how-it-ends
      choices:
        - id: hand-back
          do: |
            Say: “Hold on, Dana.”
          summary: You handed the floor back.
          method: direct
          ratings: {notice: 3, centre: 2}
          line: Priya, what happens there?
          tradeoff: Fast and clear; it is public.
          set: {credit: restored}
          change: {trust: +1}
          consequence: |
            priya (calm): It times out.
          commentary: |
            It cost one sentence.
        - id: ask-first
          do: Write to Priya and ask.
          summary: You asked Priya.
          method: delay
          ratings: {notice: 2, centre: 3}
          line: Shall I say so?
          tradeoff: Hers; slow.
          set: {asked: yes}
          consequence: |
            priya (calm, chat): Please do.
          commentary: She chose.
        - id: let-it-run
          do: Let the meeting run.
          summary: You let it run.
          method: none
          ratings: {notice: 1, centre: 1}
          harm: abandons
          harm_says: Nobody said anything.
          consequence: |
            Priya closes her laptop.
          commentary: |
            Staying out kept the agenda moving.
  how-it-ends:
    next:
      - if: credit is restored and not open_harm
        go: on-the-record
      - go: still-open
  on-the-record:
    script: |
      On Thursday the fix ships.
    ending:
      title: She finished
      closing: {by: priya, says: Next week I present it.}
      reflect: What made it possible?
  still-open:
    script: |
      Nobody remembers whose idea it was.
    ending:
      title: Still open
      closing: {by: priya, says: I stopped in March.}
      reflect: What would have helped?

if_then:
  cue: If someone is cut off
  lines:
    - I will hand the floor back.
"""


def reading(text: str = STORY, names: KnownNames = NAMES) -> Reading:
    """What the reader makes of a text."""
    return read(text.encode(), "scenarios/story.yaml", names)


def spoilt(old: str, new: str, text: str = STORY) -> tuple[str, tuple[int, int, int] | None]:
    """The story with one part replaced; and the line, column and length of what stands in ‹ › in the new part."""
    assert text.count(old) >= 1, f"the story has no {old!r}"
    text = text.replace(old, new, 1)
    if "‹" not in text:
        return text, None
    start = text.index("‹")
    end = text.index("›") - 1
    before = text[:start]
    place = (before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1, end - start)
    return text.replace("‹", "").replace("›", ""), place


def place(finding: Diagnostic) -> tuple[int, int, int]:
    """Line, column and length of a finding."""
    return finding.span.line, finding.span.column, finding.span.length
