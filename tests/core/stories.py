"""Random small stories, for laws that hold in any story."""

from __future__ import annotations

from functools import cache

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


# Strategies are made once for each shape of story: to make and check them anew took most of the time of these tests.
_COUNTS = st.integers(3, 6)
_KINDS = st.sampled_from(("decision", "decision", "fork", "ending"))
_SIZES = st.integers(2, 3)
_METHODS = st.sampled_from(tuple(Method))
_RATINGS = st.integers(0, 3)
_HARMS = st.sampled_from((None, None, *(Harm((flag,), "It was done.") for flag in FLAGS)))
_SET = st.sampled_from(((), (SetFact(0, "high"),), (SetFact(2, True),)))
_CHANGE = st.sampled_from(((), *((ChangeFact(1, by, 0, 2),) for by in (-1, 1))))
_REPAIRS = st.sampled_from(((), *((flag,) for flag in FLAGS)))
_ONCE = st.booleans()


@cache
def _conditions(scenes: tuple[str, ...], choices: tuple[str, ...]) -> st.SearchStrategy[Expression]:
    """Every kind of condition as likely as any other, and its opposite as likely as itself."""
    kinds: tuple[tuple[Expression, ...], ...] = (
        tuple(FactIs(0, "mood", Comparator.IS, value) for value in ("low", "high")),
        tuple(FactIs(1, "trust", Comparator.AT_LEAST, value) for value in (0, 1, 2)),
        (FactIs(2, "asked", Comparator.IS, True),),
        tuple(Chose(choice) for choice in choices),
        tuple(Seen(scene) for scene in scenes),
        (OpenHarm(),),
        (RepairedHarm(),),
    )
    return st.one_of(*(st.sampled_from((*kind, *map(Not, kind))) for kind in kinds))


@cache
def _sometimes(scenes: tuple[str, ...], choices: tuple[str, ...]) -> st.SearchStrategy[Expression]:
    return st.one_of(st.just(ALWAYS), _conditions(scenes, choices))


@cache
def _forks(later: tuple[str, ...], scenes: tuple[str, ...], choices: tuple[str, ...]) -> st.SearchStrategy[Fork]:
    branches = st.lists(st.builds(Branch, st.sampled_from(later), _conditions(scenes, choices)), max_size=2)
    last = st.sampled_from(tuple(Branch(scene) for scene in later))
    return st.builds(lambda some, other: (*some, other), branches, last)


@st.composite
def stories(draw: st.DrawFn, *, forward: bool = False) -> Scenario:
    """A story of three to six scenes.  `forward`: no circles, so that every play ends."""
    count = draw(_COUNTS)
    names = tuple(f"s{number}" for number in range(count))
    kinds = ["decision", *(draw(_KINDS) for _ in names[2:]), "ending"]
    ids = tuple(f"{name}-{place}" for name in names for place in range(3))
    conditions = _sometimes(names, ids)

    def fork(place: int) -> Fork:
        later = names[place + 1 :] if forward or kinds[place] == "fork" else names
        return draw(_forks(later, names, ids))

    def choice(name: str, place: int) -> Choice:
        return Choice(
            id=name,
            do="Do it.",
            summary="You did it.",
            method=draw(_METHODS),
            ratings={Dimension.NOTICE: draw(_RATINGS), Dimension.CRAFT: draw(_RATINGS)},
            consequence=(),
            commentary="",
            next=fork(place),
            set=draw(_SET),
            change=draw(_CHANGE),
            harm=draw(_HARMS),
            repairs=draw(_REPAIRS),
            when=draw(conditions),
            once=draw(_ONCE),
        )

    scenes = {}
    for place, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        exit: Decision | Fork | Ending
        if kind == "decision":
            size = draw(_SIZES)
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
