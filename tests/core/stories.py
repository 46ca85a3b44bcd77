"""Random small stories, for laws that hold in any story."""

from __future__ import annotations

from hypothesis import strategies as st

from game.core.expression import ALWAYS, Chose, Comparator, Expression, FactIs, Not, OpenHarm, RepairedHarm, Seen
from game.core.scenario import (
    Branch,
    CastMember,
    ChangeFact,
    Choice,
    Decision,
    Dimension,
    Ending,
    Fact,
    Fork,
    Harm,
    HarmFlag,
    Method,
    Mode,
    Scenario,
    Scene,
    Seat,
    SetFact,
)

FACTS = (Fact("mood", ("low", "high"), "low"), Fact("trust", (0, 1, 2), 1), Fact("asked", (False, True), False))
FLAGS = (HarmFlag.EXPOSES, HarmFlag.ABANDONS)


def _conditions(scenes: list[str], choices: list[str]) -> st.SearchStrategy[Expression]:
    simple: st.SearchStrategy[Expression] = st.one_of(
        st.sampled_from(("low", "high")).map(lambda value: FactIs(0, "mood", Comparator.IS, value)),
        st.integers(0, 2).map(lambda value: FactIs(1, "trust", Comparator.AT_LEAST, value)),
        st.just(FactIs(2, "asked", Comparator.IS, True)),
        st.sampled_from(choices).map(Chose),
        st.sampled_from(scenes).map(Seen),
        st.just(OpenHarm()),
        st.just(RepairedHarm()),
    )
    return st.one_of(simple, simple.map(Not))


@st.composite
def stories(draw: st.DrawFn, *, forward: bool = False) -> Scenario:
    """A story of three to six scenes.  `forward`: no circles, so that every play ends."""
    count = draw(st.integers(3, 6))
    names = [f"s{number}" for number in range(count)]
    kinds = [
        "decision",
        *(draw(st.sampled_from(("decision", "decision", "fork", "ending"))) for _ in names[2:]),
        "ending",
    ]
    ids = [f"{name}-{place}" for name in names for place in range(3)]
    conditions = _conditions(names, ids)

    def fork(place: int) -> Fork:
        later = names[place + 1 :] if forward or kinds[place] == "fork" else names
        branches = draw(st.lists(st.builds(Branch, st.sampled_from(later), conditions), max_size=2))
        return (*branches, Branch(draw(st.sampled_from(later))))

    def choice(name: str, place: int) -> Choice:
        flag = draw(st.sampled_from((None, None, *FLAGS)))
        return Choice(
            id=name,
            do="Do it.",
            summary="You did it.",
            method=draw(st.sampled_from(tuple(Method))),
            ratings={Dimension.NOTICE: draw(st.integers(0, 3)), Dimension.CRAFT: draw(st.integers(0, 3))},
            consequence=(),
            commentary="",
            next=fork(place),
            set=tuple(draw(st.lists(st.just(SetFact(0, "high")) | st.just(SetFact(2, True)), max_size=1))),
            change=tuple(draw(st.lists(st.sampled_from((-1, 1)).map(lambda by: ChangeFact(1, by, 0, 2)), max_size=1))),
            harm=Harm((flag,), "It was done.") if flag else None,
            repairs=tuple(draw(st.lists(st.sampled_from(FLAGS), max_size=1))),
            when=draw(st.one_of(st.just(ALWAYS), conditions)),
            once=draw(st.booleans()),
        )

    scenes = {}
    for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        exit: Decision | Fork | Ending
        if kind == "decision":
            size = draw(st.integers(2, 3))
            exit = Decision(ask="What do you do?", choices=tuple(choice(f"{name}-{n}", place) for n in range(size)))
        elif kind == "fork":
            exit = fork(place)
        else:
            exit = Ending(title="Over", closing_by="ann", closing_says="So.")
        scenes[name] = Scene(id=name, exit=exit)
    return Scenario(
        id="story",
        title="Story",
        summary="",
        minutes=5,
        intensity=1,
        themes=(),
        seat=Seat.PEER,
        mode=Mode.CHAT,
        role="",
        power="",
        cast={"ann": CastMember(id="ann", name="Ann")},
        facts=FACTS,
        start="s0",
        scenes=scenes,
        if_then_cue="",
        if_then_lines=(),
        tracked_choices=frozenset(ids),
        tracked_scenes=frozenset(names),
    )


picks = st.lists(st.integers(0, 9), max_size=12)
