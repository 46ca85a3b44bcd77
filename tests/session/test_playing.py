"""Pacing, practice, looking closer, the timer: each as a rule, each also with a program that ends before every step."""

from __future__ import annotations

from dataclasses import replace

from game.core.playthrough import choice_ids
from game.core.scenario import Decision
from game.session import messages as m
from game.session import views as v
from game.session.phases import Phase
from game.session.session import Session
from game.session.view import view
from tests.player import play, session_at
from tests.sample import CALL, SAMPLE, changed
from tests.session.conftest import Player

TO_THE_DECISION = (m.Begin(), m.Continue(4), m.GoOn())


def phases_after(session: Session, choice: str) -> list[Phase]:
    """The phases from a choice to the next decision or ending."""
    session.handle(m.Choose(choice))
    met = [session.phase]
    while session.phase not in (Phase.DECISION, Phase.ENDING):
        line = session.position.line
        session.handle(m.AnswerProbe() if session.phase is Phase.PROBE else m.Continue(line + 1))
        session.handle(m.GoOn())
        if session.phase is not met[-1]:
            met.append(session.phase)
    return met


# --- pacing ------------------------------------------------------------------------------------------------------


def test_guided_play_asks_then_explains_after_each_decision() -> None:
    session = session_at(SAMPLE, Phase.DECISION)

    assert phases_after(session, "ask") == [
        Phase.PROBE,
        Phase.CONSEQUENCE,
        Phase.REFLECTION,
        Phase.COMMENTARY,
        Phase.ALTERNATIVES,
        Phase.SCENE,
        Phase.DECISION,
    ]


def test_in_flow_the_why_waits_for_the_debrief() -> None:
    session = session_at(SAMPLE, Phase.DECISION, pacing=m.Pacing.FLOW)

    assert phases_after(session, "ask") == [Phase.PROBE, Phase.CONSEQUENCE, Phase.SCENE, Phase.DECISION]


def test_automatic_pacing_explains_the_first_two_decisions_of_a_first_scenario() -> None:
    session = Session(SAMPLE, pacing=m.Pacing.AUTOMATIC, is_first_scenario=True)
    play(session, until=Phase.DECISION)

    explained = [
        Phase.COMMENTARY in phases_after(session, choice) for choice in ("interrupt", "another-cup", "let-be", "leave")
    ]

    assert explained == [True, True, False, False]


def test_automatic_pacing_flows_in_later_scenarios() -> None:
    session = Session(SAMPLE, pacing=m.Pacing.AUTOMATIC, is_first_scenario=False)
    play(session, until=Phase.DECISION)

    assert Phase.COMMENTARY not in phases_after(session, "interrupt")


def test_the_pacing_can_be_changed_at_any_moment(flow_player: Player) -> None:
    flow_player.does(*TO_THE_DECISION, m.Choose("ask"), m.SetPacing(m.Pacing.GUIDED), m.AnswerProbe())

    flow_player.does(m.Continue(2), m.GoOn())

    assert flow_player.sees.phase is Phase.REFLECTION


def test_a_question_without_words_is_not_asked(is_resumed: bool) -> None:
    assert isinstance(CALL.exit, Decision)
    quiet = changed(call=replace(CALL, exit=replace(CALL.exit, reflect="")))
    player = Player(quiet, m.Pacing.GUIDED, is_resumed=is_resumed)
    player.does(*TO_THE_DECISION, m.Choose("wait"), m.AnswerProbe())

    player.does(m.GoOn())

    assert player.sees.phase is Phase.COMMENTARY


# --- reading -----------------------------------------------------------------------------------------------------


def test_nobody_goes_on_past_lines_they_have_not_read(player: Player) -> None:
    player.does(m.Begin(), m.Continue(2))

    [refusal] = player.does(m.GoOn())

    assert refusal == m.Refused(m.GoOn(), "there is more to read first")


def test_lines_once_shown_stay_shown(player: Player) -> None:
    player.does(m.Begin(), m.Continue(3))

    [refusal] = player.does(m.Continue(2))

    assert isinstance(refusal, m.Refused)
    assert isinstance(player.sees.screen, v.ScriptView)
    assert player.sees.screen.line == 3


def test_looking_closer_comes_back_to_the_same_line(player: Player) -> None:
    player.does(m.Begin(), m.Continue(2))
    before = player.sees

    player.does(m.LookCloser(1), m.LookCloser(0), m.LookUp())

    assert player.sees == before


def test_what_was_looked_at_is_marked_and_changes_no_fact(player: Player) -> None:
    player.does(*TO_THE_DECISION)
    state = player.session.position.play.state

    player.does(m.LookCloser(1))

    assert isinstance(player.sees.screen, v.LookCloserView)
    assert [glance.is_seen for glance in player.sees.screen.glances] == [False, True]
    assert player.session.position.play.state == state


# --- choosing ----------------------------------------------------------------------------------------------------


def test_a_locked_choice_is_shown_with_its_reason_and_cannot_be_taken(player: Player) -> None:
    player.does(*TO_THE_DECISION, m.Choose("ask"), m.AnswerProbe(), m.Continue(2))
    player.does(m.GoOn(), m.GoOn(), m.GoOn(), m.GoOn(), m.Continue(2), m.GoOn())

    [refusal] = player.does(m.Choose("own-up"))

    assert isinstance(player.sees.screen, v.DecisionView)
    locked = {offer.id: offer.reason for offer in player.sees.screen.offers if not offer.is_open}
    assert locked == {"own-up": "There is nothing of yours to put right here."}
    assert isinstance(refusal, m.Refused)


def test_a_choice_that_can_be_made_once_is_gone_the_second_time() -> None:
    session = session_at(SAMPLE, Phase.DECISION, "interrupt", "another-cup")

    [refusal] = session.handle(m.Choose("another-cup"))

    assert isinstance(refusal, m.Refused)


def test_when_the_time_is_up_the_author_s_choice_is_made(player: Player) -> None:
    player.does(*TO_THE_DECISION)

    made = player.does(m.TimeUp())

    assert m.ChoiceMade("call", "wait", is_practice=False) in made


def test_a_timer_is_never_shown_in_a_charged_scenario() -> None:
    charged = replace(SAMPLE, intensity=2)

    screens = [decision_on_screen(session_at(story, Phase.DECISION)) for story in (SAMPLE, charged)]

    assert [screen.seconds for screen in screens] == [60, 0]


def decision_on_screen(session: Session) -> v.DecisionView:
    """The decision on screen."""
    screen = view(session).screen
    assert isinstance(screen, v.DecisionView)
    return screen


def test_the_order_of_choices_is_the_same_for_the_same_seed_and_not_for_every_seed() -> None:
    def order(seed: int) -> tuple[str, ...]:
        session = Session(SAMPLE, seed=seed)
        play(session, until=Phase.DECISION)
        return tuple(offer.id for offer in decision_on_screen(session).offers)

    assert order(4) == order(4)
    assert len({order(seed) for seed in range(30)}) == 6


# --- another way -------------------------------------------------------------------------------------------------


def test_a_moment_tried_from_its_alternatives_comes_back_to_them(player: Player) -> None:
    player.does(*TO_THE_DECISION, m.Choose("wait"), m.AnswerProbe(), m.GoOn(), m.GoOn(), m.GoOn())
    player.does(m.TryAgain("call"), m.Choose("ask"), m.Continue(2), m.GoOn())

    player.does(m.GoOn())

    assert player.sees.phase is Phase.ALTERNATIVES
    assert choice_ids(player.session.position.play) == ("wait",)


def test_a_moment_tried_from_the_debrief_comes_back_to_it(flow_player: Player) -> None:
    session = session_at(SAMPLE, Phase.DEBRIEF, "wait", "note", pacing=m.Pacing.FLOW)
    session.handle(m.TryAgain("corridor"))
    session.handle(m.Choose("rota"))

    session.handle(m.GoOn())
    session.handle(m.GoOn())

    assert session.phase is Phase.DEBRIEF
    assert session.position.practised == (("corridor", "rota"),)


def test_each_moment_can_be_tried_another_way_once(player: Player) -> None:
    player.does(*TO_THE_DECISION, m.Choose("wait"), m.AnswerProbe(), m.GoOn(), m.GoOn(), m.GoOn())
    player.does(m.TryAgain("call"), m.StopTrying())

    [refusal] = player.does(m.TryAgain("call"))

    assert refusal == m.Refused(m.TryAgain("call"), "this moment was tried another way already")


def test_a_moment_that_was_tried_is_not_offered_again(player: Player) -> None:
    player.does(*TO_THE_DECISION, m.Choose("wait"), m.AnswerProbe(), m.GoOn(), m.GoOn(), m.GoOn())
    before = player.sees.screen

    player.does(m.TryAgain("call"), m.StopTrying())

    after = player.sees.screen
    assert isinstance(before, v.AlternativesView) and isinstance(after, v.AlternativesView)
    assert (before.can_try_again, after.can_try_again) == (True, False)


def test_in_the_debrief_only_moments_that_were_not_tried_are_offered() -> None:
    session = session_at(SAMPLE, Phase.DEBRIEF, "wait", "note", pacing=m.Pacing.FLOW)
    session.handle(m.TryAgain("corridor"))
    session.handle(m.StopTrying())

    screen = view(session).screen

    assert isinstance(screen, v.DebriefView)
    assert {moment.scene: moment.can_try_again for moment in screen.moments} == {"call": True, "corridor": False}


def test_once_every_moment_was_tried_there_is_none_to_try() -> None:
    session = session_at(SAMPLE, Phase.DEBRIEF, "wait", "note", pacing=m.Pacing.FLOW)
    before = session.facts(session.position)
    for scene in ("call", "corridor"):
        session.handle(m.TryAgain(scene))
        session.handle(m.StopTrying())

    assert before.can_try_again
    assert not session.facts(session.position).can_try_again


def test_nobody_is_asked_again_how_sure_they_are(player: Player) -> None:
    player.does(*TO_THE_DECISION, m.Choose("wait"), m.AnswerProbe(), m.GoOn(), m.GoOn(), m.GoOn())

    player.does(m.TryAgain("call"), m.Choose("ask"))

    assert player.sees.phase is Phase.CONSEQUENCE


def test_a_harm_in_practice_is_not_in_the_ledger(player: Player) -> None:
    player.does(*TO_THE_DECISION, m.Choose("ask"), m.AnswerProbe(), m.Continue(2), m.GoOn(), m.GoOn(), m.GoOn())

    player.does(m.TryAgain("call"), m.Choose("interrupt"))

    assert player.session.position.play.state.ledger == ()
