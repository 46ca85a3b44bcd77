"""`view(session)`: what its player may see of a play, and no more."""

from __future__ import annotations

from game.core.playthrough import LedgerEntry, Step, history, in_shown_order, offers, scene_of, script_of, spoken
from game.core.scenario import (
    NARRATOR,
    Choice,
    Decision,
    Ending,
    Line,
    Look,
    Scenario,
    Scene,
    is_defensible,
)
from game.core.scoring import alternatives, first_visits, profile
from game.session import views as v
from game.session.ahead import decisions_ahead
from game.session.messages import ProbeAnswered, Sureness
from game.session.phases import Phase
from game.session.position import Position, script_at
from game.session.session import DEBRIEF_PARTS, Session
from game.session.transcript import speaker_name, transcript

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

CHAT = "chat"  # the place where nobody is in a room: people are seen beside what they write


def view(session: Session) -> v.SessionView:
    """What the player may see now."""
    position, scenario = session.position, session.scenario
    made = len(first_visits(history(position.play)))
    return v.SessionView(
        scenario=scenario.id,
        title=scenario.title,
        phase=session.phase,
        pacing=position.pacing,
        is_practice=position.practice is not None,
        number=made,
        count=made + decisions_ahead(scenario).get(position.play.state.scene, 0),
        screen=_screen(session),
        transcript=transcript(session),
        seed=session.seed,
    )


def _screen(session: Session) -> v.Screen:
    position = session.position
    match session.phase:
        case Phase.BRIEFING:
            return briefing(session.scenario)
        case Phase.SCENE | Phase.CONSEQUENCE:
            return script_view(session)
        case Phase.LOOK_CLOSER:
            return look_closer_view(session)
        case Phase.DECISION:
            return _decision(session)
        case Phase.PROBE:
            return _probe(session)
        case Phase.REFLECTION:
            return _reflection(session)
        case Phase.COMMENTARY:
            return _commentary(session)
        case Phase.ALTERNATIVES:
            step = _step(position)
            others = tuple(alternative_view(other) for other in alternatives(session.scenario, step))
            can_try = step.scene not in position.tried
            return v.AlternativesView(
                scene=step.scene, yours=alternative_view(step.choice), others=others, can_try_again=can_try
            )
        case Phase.ENDING:
            return ending_view(session)
        case Phase.DEBRIEF:
            return _debrief(session)
        case Phase.CLOSED:
            return v.ClosedView()
        case _:
            raise ValueError(f"{session.phase.value} is a phase of a room, which has views of its own: see room_view")


# --- before and during -------------------------------------------------------------------------------------------


def briefing(scenario: Scenario) -> v.BriefingView:
    """What one should know before playing."""
    start = scenario.scenes[scenario.start]
    return v.BriefingView(
        summary=scenario.summary,
        setting=scenario.setting,
        role=scenario.role,
        power=scenario.power,
        seat=scenario.seat,
        minutes=scenario.minutes,
        intensity=scenario.intensity,
        content_note=scenario.content_note,
        cast=tuple(
            v.CastView(person.id, person.name, person.role, person.say_it, person.pronouns, person.look)
            for person in scenario.cast.values()
        ),
        review=review_in_words(scenario),
        glossary=tuple(scenario.glossary.items()),
        panel=_panel(scenario, start, ()),
    )


def review_in_words(scenario: Scenario) -> str:
    """Who has reviewed a scenario, said plainly."""
    reviewers = scenario.review.reviewers
    if not reviewers:
        return "Written and rated by its author; not yet reviewed by others."
    named = ", ".join(reviewers)
    if len(reviewers) < 3:
        return f"Reviewed by {named}; not yet by three independent people."
    return f"Reviewed by {named}."


def script_view(session: Session) -> v.ScriptView:
    """The scene or the consequence that is read."""
    position, phase = session.position, session.phase
    script = script_at(phase, position)
    shown = script[: position.line]
    scene = shown[-1][0] if shown else scene_of(position.moment)
    step = position.step if phase is Phase.CONSEQUENCE else None
    earlier = _before_consequence(session, step)
    return v.ScriptView(
        panel=_panel(session.scenario, scene, _of_scene(shown, scene), earlier),
        lines=tuple(_line(session.scenario, owner, line) for owner, line in script),
        panels=tuple(
            _panel(session.scenario, owner, _of_scene(script[: place + 1], owner), earlier)
            for place, (owner, _) in enumerate(script)
        ),
        line=position.line,
        glances=len(scene.look_closer) if phase is Phase.SCENE else 0,
        is_consequence=phase is Phase.CONSEQUENCE,
        after_choice=step.choice.do if step else "",
    )


def look_closer_view(session: Session) -> v.LookCloserView:
    """What is looked at."""
    position = session.position
    scene = session.scene_on_screen(position)
    glances = tuple(
        v.GlanceView(glance.at, glance.shows, (scene.id, number) in position.glances_seen)
        for number, glance in enumerate(scene.look_closer)
    )
    return v.LookCloserView(panel=panel_now(session), glances=glances, at=position.glance or 0)


def _decision(session: Session) -> v.DecisionView:
    position, scenario = session.position, session.scenario
    play = position.moment
    scene = scene_of(play)
    decision = scene.exit
    assert isinstance(decision, Decision)
    shown = in_shown_order(offers(play), session.seed, scene.id, decision.is_order_fixed)
    script = script_of(play)
    made = {step.scene for step in history(play)}
    return v.DecisionView(
        panel=panel_now(session),
        last_line=_line(scenario, *script[-1]) if script else None,
        ask=decision.ask,
        offers=tuple(
            v.OfferView(LETTERS[place], offer.choice.id, offer.choice.do, offer.is_open, offer.reason)
            for place, offer in enumerate(shown)
        ),
        number=len(made | {scene.id}),
        count=len(made) + decisions_ahead(scenario).get(scene.id, 1),
        glances=len(scene.look_closer),
        seconds=decision.seconds if scenario.intensity == 1 else 0,
        discuss=decision.discuss,
    )


def _probe(session: Session) -> v.ProbeView:
    step = _step(session.position)
    decision = session.scenario.scenes[step.scene].exit
    assert isinstance(decision, Decision)
    return v.ProbeView(
        panel=panel_now(session),
        choice=step.choice.do,
        reasons=tuple(reason.says for reason in decision.reasons),
    )


def _reflection(session: Session) -> v.ReflectionView:
    step = _step(session.position)
    decision = session.scenario.scenes[step.scene].exit
    assert isinstance(decision, Decision)
    return v.ReflectionView(panel=panel_now(session), choice=step.choice.do, question=decision.reflect)


def _commentary(session: Session) -> v.CommentaryView:
    step = _step(session.position)
    return v.CommentaryView(
        panel=panel_now(session),
        choice=step.choice.do,
        commentary=step.choice.commentary,
        note="" if session.position.practice else _reason_note(session, step),
    )


def _reason_note(session: Session, step: Step) -> str:
    decision = session.scenario.scenes[step.scene].exit
    for answer in reversed(session.position.probes):
        if answer.choice == step.choice.id and answer.reason is not None and isinstance(decision, Decision):
            return decision.reasons[answer.reason].note if 0 <= answer.reason < len(decision.reasons) else ""
    return ""


# --- after -------------------------------------------------------------------------------------------------------


def ending_view(session: Session) -> v.EndingView:
    """The ending where the play rests."""
    scenario, scene = session.scenario, scene_of(session.position.play)
    ending = scene.exit
    assert isinstance(ending, Ending)
    by = scenario.cast.get(ending.closing_by)
    return v.EndingView(
        title=ending.title,
        valence=ending.valence,
        closing_by=v.PersonView(
            ending.closing_by, by.name if by else "", by.look if by else Look(), "", is_speaking=True
        ),
        closing_says=ending.closing_says,
        reflect=ending.reflect,
        panel=_panel(scenario, scene, ()),
    )


def _debrief(session: Session) -> v.DebriefView:
    position, scenario = session.position, session.scenario
    worked_out = profile(position.play)
    steps = first_visits(history(position.play))
    return v.DebriefView(
        part=position.part,
        parts=DEBRIEF_PARTS,
        ending=ending_view(session),
        run=tuple(step.choice.summary for step in history(position.play)),
        ledger=ledger_view(worked_out.ledger, history(position.play)),
        shares=worked_out.shares,
        has_open_harm=worked_out.has_open_harm,
        methods_used=worked_out.methods_used,
        methods_open=worked_out.methods_open,
        look_at=worked_out.look_at,
        pointer=scenario.pointers.get(worked_out.look_at, "") if worked_out.look_at else "",
        moments=tuple(_moment(session, step) for step in steps),
        if_then_cue=scenario.if_then_cue,
        if_then_lines=scenario.if_then_lines,
        review=review_in_words(scenario),
        path=tuple((step.scene, step.choice.id) for step in history(position.play)),
        ending_scene=position.play.state.scene,
        scenario=scenario,
    )


def ledger_view(ledger: tuple[LedgerEntry, ...], made: tuple[Step, ...]) -> tuple[v.LedgerView, ...]:
    """Each harm of a path, with what came back to it."""
    summaries = {step.choice.id: step.choice.summary for step in made}
    # One harm under two flags is one sentence of the story.
    entries = dict.fromkeys((entry.says, entry.repaired_by) for entry in ledger)
    return tuple(v.LedgerView(says, summaries.get(repaired_by, "")) for says, repaired_by in entries)


def differed(scenario: Scenario, steps: tuple[Step, ...], probes: tuple[ProbeAnswered, ...]) -> int:
    """How many choices were made very sure and were not among the ways that can be defended there."""
    sure = {answer.choice for answer in probes if answer.sureness is Sureness.VERY}
    count = 0
    for step in steps:
        decision = scenario.scenes[step.scene].exit
        if step.choice.id in sure and isinstance(decision, Decision):
            count += not is_defensible(decision, step.choice)
    return count


def _moment(session: Session, step: Step) -> v.MomentView:
    position, scenario = session.position, session.scenario
    decision = scenario.scenes[step.scene].exit
    assert isinstance(decision, Decision)
    tried = [choice for scene, choice in position.practised if scene == step.scene]
    other = scenario.find_choice(tried[-1]) if tried else None
    return v.MomentView(
        scene=step.scene,
        ask=decision.ask,
        choice=step.choice.do,
        summary=step.choice.summary,
        commentary=step.choice.commentary,
        yours=alternative_view(step.choice),
        others=tuple(alternative_view(choice) for choice in alternatives(scenario, step)),
        reflect=decision.reflect,
        can_try_again=step.scene not in position.tried,
        practised=other[1].summary if other else "",
    )


def alternative_view(choice: Choice) -> v.AlternativeView:
    """A choice as one way to act."""
    return v.AlternativeView(choice.do, choice.method, choice.line, choice.tradeoff)


# --- panels, lines -------------------------------------------------------------------------------------------------


def panel_now(session: Session) -> v.PanelView:
    """The panel as the last line left it: of the scene being read or decided, or of the consequence."""
    position, phase, scenario = session.position, session.phase, session.scenario
    if phase in (Phase.PROBE, Phase.REFLECTION, Phase.COMMENTARY):
        step = _step(position)
        scene = scenario.scenes[step.scene]
        after = spoken(step.choice.consequence, step.after) if phase is not Phase.PROBE else ()
        return _panel(scenario, scene, after, _before_consequence(session, step), is_silent=True)
    scene = session.scene_on_screen(position)
    script = script_of(position.moment)
    if phase is Phase.LOOK_CLOSER and position.came_from is Phase.SCENE:
        script = script[: position.line]
    return _panel(scenario, scene, _of_scene(script, scene), is_silent=phase is Phase.DECISION)


def told_in_short(session: Session, most: int) -> tuple[v.PanelView, tuple[v.LineView, ...]]:
    """The scene of the last choice, and at most so many of the first lines of what came of it."""
    step, scenario = _step(session.position), session.scenario
    scene = scenario.scenes[step.scene]
    came = spoken(step.choice.consequence, step.after)[:most]
    panel = _panel(scenario, scene, came, _before_consequence(session, step))
    return panel, tuple(_line(scenario, scene, line) for line in came)


def _before_consequence(session: Session, step: Step | None) -> tuple[Line, ...]:
    """The lines that had set people's faces when the choice was made."""
    if step is None:
        return ()
    scene = session.scenario.scenes[step.scene]
    return spoken(scene.script, step.after)


def _of_scene(script: tuple[tuple[Scene, Line], ...], scene: Scene) -> tuple[Line, ...]:
    return tuple(line for owner, line in script if owner.id == scene.id)


def _panel(
    scenario: Scenario,
    scene: Scene,
    shown: tuple[Line, ...],
    earlier: tuple[Line, ...] = (),
    *,
    is_silent: bool = False,
) -> v.PanelView:
    faces = {line.speaker: line.expression for line in (*earlier, *shown) if line.expression}
    speaker = shown[-1].speaker if shown and not is_silent else NARRATOR
    present = scene.present
    # Somebody who speaks is seen, even where the author did not list them; who only writes is somewhere else, unless
    # the place is a screen on which all write.
    joining = dict.fromkeys(
        line.speaker
        for line in shown
        if line.speaker in scenario.cast
        and line.speaker not in present
        and (not line.is_message or scene.place == CHAT)
    )
    return v.PanelView(
        scene.place,
        tuple(
            v.PersonView(person.id, person.name, person.look, faces.get(person.id, ""), person.id == speaker)
            for person in map(scenario.cast.__getitem__, (*present, *joining))
        ),
    )


def _line(scenario: Scenario, scene: Scene, line: Line) -> v.LineView:
    return v.LineView(
        words=line.words,
        speaker=line.speaker,
        speaker_name=speaker_name(scenario, line.speaker),
        expression=line.expression,
        is_message=line.is_message,
        scene=scene.id,
    )


def _step(position: Position) -> Step:
    step = position.step
    assert step is not None  # the phases after a decision are entered by choosing
    return step
