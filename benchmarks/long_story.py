"""Stories of any length, as text for the reader and as values for the core; each scene has a decision."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.condition import Vocabulary, parse
from game.core.scenario import (
    Affected,
    Branch,
    CastMember,
    ChangeFact,
    Choice,
    Decision,
    Dimension,
    Ending,
    Fact,
    Line,
    Method,
    Mode,
    Scenario,
    Scene,
    Seat,
    SetFact,
)

ID = "long-story"

_HEAD = f"""format: 1
id: {ID}
title: A Long Story
summary: As many scenes as one likes.
minutes: 30
intensity: 1
themes: [credit]
seat: peer
mode: in-person
setting: An office
country: Portugal
role: You are a designer.
power: None by title.
cast:
  amara: {{name: Amara Nwosu, affected: true, role: research lead, wants: her finding, expertise: eleven sessions}}
  duarte: {{name: Duarte Figueira, role: engineering manager}}
facts:
  credit: {{values: [lost, restored], start: lost}}
  trust: {{from: 0, to: 5, start: 2}}
  norm: false
start: scene-0
scenes:
"""
_TAIL = """if_then:
  cue: somebody is interrupted
  lines: [Hand the turn back.]
"""
_CHOICE = """        - id: {id}
          do: |
            Say: “Amara had started on step {n}. Amara?”
          summary: You handed the floor back.
          method: {method}
          ratings: {{notice: 3, centre: 2}}
          line: Amara had started on that.
          tradeoff: Fast and clear; in public.
          consequence: |
            The line catches up.
            amara: Cheap cameras, evening light.
            [if credit = restored] duarte: That was hers.
          commentary: |
            It worked on this minute.
{effect}"""


def text(scenes: int) -> bytes:
    """A scenario file with this many scenes, about 1.5 kB each, that reads without a finding."""
    return (_HEAD + "".join(_scene_texts(scenes)) + _TAIL).encode()


def _scene_texts(scenes: int) -> Iterator[str]:
    last = scenes - 1
    for n in range(last):
        yield (
            f"  scene-{n}:\n    summary: Duarte starts while Amara is speaking, and she stops.\n"
            "    present: [duarte, amara]\n    script: |\n"
            "      You and Duarte share one microphone.\n"
            "      amara: On step four, the ID photo —\n"
            f"      [if trust > 2] Amara looks up. It is review number {n}.\n"
            "    decision:\n      ask: Duarte is two sentences in. What do you do?\n"
            "      reflect: Whose silence did you notice?\n"
            f"      next: scene-{n + 1}\n      choices:\n"
        )
        effects = (
            "          set: {credit: restored}\n          change: {trust: +1}\n",
            f"          next:\n            - {{if: trust > 3, go: scene-{min(n + 2, last)}}}\n"
            f"            - go: scene-{n + 1}\n",
        )
        for number, (method, effect) in enumerate(zip(("direct", "delay"), effects, strict=True)):
            yield _CHOICE.format(id=f"c{n}-{number}", n=n, method=method, effect=effect)
    yield (
        f"  scene-{last}:\n    summary: It ends.\n    script: |\n      That was all.\n"
        "    ending: {title: The end, reflect: What will you keep?, closing: {by: amara, says: Thank you.}}\n"
    )


def ring(scenes: int) -> Scenario:
    """A story without an end, for a walk of any length: set, change, a condition and a fork at each scene."""
    facts = (Fact("credit", ("lost", "restored"), "lost"), Fact("trust", (0, 1, 2, 3, 4, 5), 2))
    known = Vocabulary({fact.id: fact.values for fact in facts}, set(), set())
    high = parse("trust > 3", known)
    ratings = {Dimension.NOTICE: 3, Dimension.CENTRE: 2}
    lines = (Line("The line catches up."), Line("Short version.", speaker="amara"))
    made = {}
    for n in range(scenes):
        onward = (Branch(f"scene-{(n + 2) % scenes}", high), Branch(f"scene-{(n + 1) % scenes}"))
        choices = tuple(
            Choice(
                id=f"c{n}-{number}",
                do="Say it.",
                summary="You said it.",
                method=Method.DIRECT,
                ratings=ratings,
                consequence=lines,
                commentary="It worked on this minute.",
                next=onward,
                set=(SetFact(0, "restored" if number else "lost"),),
                change=(ChangeFact(1, 1 if number == 1 else -1, 0, 5),),
            )
            for number in range(3)
        )
        made[f"scene-{n}"] = Scene(id=f"scene-{n}", script=lines, exit=Decision(ask="And now?", choices=choices))
    made["end"] = Scene(id="end", exit=Ending(title="The end", closing_by="amara", closing_says="Thank you."))
    return Scenario(
        id=ID, title="A Long Story", summary="A walk.", minutes=30, intensity=1, themes=(), seat=Seat.PEER,
        mode=Mode.IN_PERSON, role="You.", power="None.",
        cast={"amara": CastMember(id="amara", name="Amara Nwosu", affected=Affected.YES)},
        facts=facts, start="scene-0", scenes=made, if_then_cue="", if_then_lines=(),
    )
