"""One cause, one fault; what is sound has none."""

from __future__ import annotations

from dataclasses import replace

from game.core.expression import ALWAYS, Comparator, FactIs
from game.core.fault import Fault, FaultKind
from game.core.proof import prove
from game.core.scenario import Branch, Choice, Decision, Ending, Fact, Line, Method, Scenario, Scene, SetFact
from tests.core.proof_stories import spoken_stories, try_everything
from tests.core.test_proof import merged
from tests.laws import law
from tests.sample import SAMPLE

ALWAYS_SO = {
    FaultKind.CHOICE_ALWAYS_OFFERED: "if",
    FaultKind.WAY_ALWAYS_TAKEN: "next",
    FaultKind.LINE_ALWAYS_SHOWN: "",
}
NEVER_SO = {
    FaultKind.CHOICE_NEVER_OFFERED: "if",
    FaultKind.WAY_NEVER_TAKEN: "next",
    FaultKind.LINE_NEVER_SHOWN: "",
}


@law(spoken_stories())
def test_every_fault_is_so_in_every_play(scenario: Scenario) -> None:
    tried = try_everything(scenario)
    truths = merged(scenario, tried)

    for fault in prove(scenario).faults:
        truth = truths.get((fault.owner, fault.part, fault.index), {})
        if fault.kind in ALWAYS_SO:
            assert truth.keys() == {True}
        elif fault.kind in NEVER_SO:
            assert True not in truth
        elif fault.kind in (FaultKind.SCENE_NEVER_REACHED, FaultKind.ENDING_NEVER_REACHED):
            assert fault.id not in tried.scenes
        assert tried.scenes.keys().isdisjoint(fault.follows)


@law(spoken_stories())
def test_whatever_never_changes_has_a_fault_that_explains_it(scenario: Scenario) -> None:
    tried = try_everything(scenario)
    truths = merged(scenario, tried)
    whens = {}
    for scene in scenario.scenes.values():
        whens.update(((f"scene/{scene.id}", "script", n), line.when) for n, line in enumerate(scene.script))
        if isinstance(scene.exit, tuple):
            whens.update(((f"scene/{scene.id}", "next", n), branch.when) for n, branch in enumerate(scene.exit))
        for choice in scene.exit.choices if isinstance(scene.exit, Decision) else ():
            whens[f"choice/{choice.id}", "if", 0] = choice.when
    constant = [
        key for key, when in whens.items()
        if when is not ALWAYS and truths.get(key, {True: 0, False: 0}).keys() != {True, False}
    ]
    unreached = scenario.scenes.keys() - tried.scenes.keys()

    faults = prove(scenario).faults
    if unreached or constant:
        assert faults
    kinds = {fault.kind for fault in faults}
    explained = {scene for fault in faults for scene in fault.follows} | {
        fault.id for fault in faults
        if fault.kind in (FaultKind.SCENE_NEVER_REACHED, FaultKind.ENDING_NEVER_REACHED)
    }
    if not kinds & {FaultKind.VALUE_NEVER_TAKEN, FaultKind.FACT_NEVER_SET}:
        assert explained == unreached


# --- one cause, one fault ------------------------------------------------------------------------------------------


def choice(name: str, go: str, **more: object) -> Choice:
    known: dict[str, object] = {
        "id": name, "do": "Do it.", "summary": "You did it.", "method": Method.DIRECT, "ratings": {},
        "consequence": (), "commentary": "", "next": (Branch(go),),
    }
    return Choice(**{**known, **more})  # type: ignore[arg-type]


def decision(name: str, *choices: Choice, script: tuple[Line, ...] = ()) -> Scene:
    return Scene(id=name, script=script, exit=Decision(ask="And now?", choices=choices))


def ending(name: str, *script: Line) -> Scene:
    return Scene(id=name, script=script, exit=Ending(title=name, closing_by="amara", closing_says="So."))


def story(*scenes: Scene, facts: tuple[Fact, ...] = ()) -> Scenario:
    return replace(
        SAMPLE, scenes={scene.id: scene for scene in scenes}, start=scenes[0].id, facts=facts,
        tracked_choices=frozenset(), tracked_scenes=frozenset(),
    )


def kinds_of(scenario: Scenario) -> list[tuple[FaultKind, str]]:
    return [(fault.kind, fault.id) for fault in prove(scenario).faults]


ASKED = Fact("asked", (False, True), False)
IS_ASKED = FactIs(0, "asked", Comparator.IS, True)
ASK = (SetFact(0, True),)


def test_a_story_in_which_everything_counts_has_no_fault() -> None:
    sound = story(
        decision("here", choice("ask", "there", set=ASK), choice("wait", "there")),
        decision("there", choice("one", "end"), choice("two", "end"), choice("three", "end", when=IS_ASKED)),
        ending("end", Line("She was asked.", when=IS_ASKED)),
        facts=(ASKED,),
    )
    assert kinds_of(sound) == []


def test_the_scenes_behind_one_that_nothing_leads_to_are_not_told_again() -> None:
    lost = story(
        decision("here", choice("ask", "end", set=ASK), choice("wait", "end")),
        decision("lost", choice("one", "behind"), choice("two", "behind")),
        ending("behind", Line("Never read.", when=IS_ASKED)),
        ending("end"),
        facts=(ASKED,),
    )
    [fault] = prove(lost).faults
    assert (fault.kind, fault.id, fault.follows) == (FaultKind.SCENE_NEVER_REACHED, "lost", ("behind",))


def test_of_scenes_that_only_lead_to_each_other_the_first_is_told() -> None:
    lost = story(
        decision("here", choice("ask", "end"), choice("wait", "end")),
        decision("left", choice("one", "right"), choice("two", "right")),
        decision("right", choice("three", "left"), choice("four", "left")),
        ending("end"),
    )
    assert kinds_of(lost) == [(FaultKind.SCENE_NEVER_REACHED, "left")]


def test_a_fact_that_nothing_sets_is_told_and_not_each_condition_that_asks_for_it() -> None:
    unset = story(
        decision("here", choice("ask", "there"), choice("wait", "there"), choice("no", "end", when=IS_ASKED)),
        Scene(id="there", exit=(Branch("lost", IS_ASKED), Branch("end"))),
        ending("lost"),
        ending("end", Line("She was asked.", when=IS_ASKED)),
        facts=(ASKED,),
    )
    [fault] = prove(unset).faults
    assert (fault.kind, fault.id, fault.value, fault.follows) == (FaultKind.FACT_NEVER_SET, "asked", False, ("lost",))


def test_a_choice_that_is_never_open_is_told_and_not_what_would_come_of_it() -> None:
    starved = story(
        decision("here", choice("ask", "there", set=ASK), choice("also", "there", set=ASK)),
        decision("there", choice("one", "end"), choice("two", "end"),
                 choice("never", "lost", when=FactIs(0, "asked", Comparator.IS, False))),
        ending("lost"),
        ending("end"),
        facts=(ASKED,),
    )
    [fault] = prove(starved).faults
    assert (fault.kind, fault.id, fault.follows) == (FaultKind.CHOICE_NEVER_OFFERED, "never", ("lost",))
    assert fault.move is not None and prove(starved).path(fault.move) == ("ask",)


def test_a_value_that_no_choice_makes_is_told_once_however_often_it_is_asked_for() -> None:
    mood = Fact("mood", ("calm", "tense", "glad"), "calm")
    is_glad = FactIs(0, "mood", Comparator.IS, "glad")
    vain = story(
        decision("here", choice("ask", "end", set=(SetFact(0, "tense"),)), choice("wait", "end")),
        ending("end", Line("Glad.", when=is_glad), Line("Glad still.", when=is_glad),
               Line("Tense.", when=FactIs(0, "mood", Comparator.IS, "tense"))),
        facts=(mood,),
    )
    [fault] = prove(vain).faults
    assert (fault.kind, fault.id, fault.value) == (FaultKind.VALUE_NEVER_TAKEN, "mood", "glad")


def test_a_way_that_always_holds_is_told_and_not_the_ways_below_it() -> None:
    shut = story(
        decision("here", choice("ask", "fork", set=ASK), choice("also", "fork", set=ASK)),
        Scene(id="fork", exit=(Branch("end", IS_ASKED), Branch("lost"))),
        ending("lost"),
        ending("end"),
        facts=(ASKED,),
    )
    [fault] = prove(shut).faults
    assert (fault.kind, fault.id, fault.follows) == (FaultKind.WAY_ALWAYS_TAKEN, "fork", ("lost",))


def test_a_way_that_needs_itself_to_have_been_taken_is_told_though_each_part_explains_the_other() -> None:
    knot = story(
        decision("here", choice("ask", "fork"), choice("wait", "fork")),
        Scene(id="fork", exit=(Branch("inside", IS_ASKED), Branch("end"))),
        decision("inside", choice("one", "fork", set=ASK), choice("two", "end")),
        ending("end"),
        facts=(ASKED,),
    )
    assert kinds_of(knot) == [(FaultKind.WAY_NEVER_TAKEN, "fork")]


def test_a_way_that_one_choice_never_takes_is_no_fault_if_another_of_the_same_fork_does() -> None:
    shared = (Branch("asked-end", IS_ASKED), Branch("end"))
    fine = story(
        decision("here", choice("ask", "", set=ASK, next=shared), choice("wait", "", next=shared)),
        ending("asked-end"),
        ending("end"),
        facts=(ASKED,),
    )
    assert kinds_of(fine) == []


def test_past_the_limit_only_what_is_so_as_written_is_told() -> None:
    scenes = [
        decision("here", choice("ask", "there"), choice("wait", "there")),
        decision("there", choice("one", "end"), choice("two", "end", when=IS_ASKED), choice("three", "end")),
        decision("lost", choice("four", "end", set=ASK), choice("five", "end")),
        ending("end"),
    ]
    known = prove(story(*scenes, facts=(ASKED, Fact("idle", (False, True), False))), limit=1)

    assert not known.is_complete
    assert [(fault.kind, fault.id) for fault in known.faults] == [
        (FaultKind.FACT_NEVER_READ, "idle"),
        (FaultKind.SCENE_NEVER_REACHED, "lost"),
    ]
    assert all(isinstance(fault, Fault) for fault in known.faults)
