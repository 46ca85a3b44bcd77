"""
A small story that has one of each: a probe, a fork, a loop, harm and its repair, `once`, a locked choice, a timer.

    call --interrupt/ask/wait--> desk (fork) --> kitchen or corridor
    kitchen --own-up/let-be/another-cup (comes back once)--> corridor
    corridor --note/rota/leave--> better or later
"""

from __future__ import annotations

from dataclasses import replace

from game.core.condition import Vocabulary, parse
from game.core.expression import Expression
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
    Glance,
    Harm,
    HarmFlag,
    Line,
    Look,
    Method,
    Mode,
    Reason,
    Review,
    Scenario,
    Scene,
    Seat,
    SetFact,
    Valence,
)

FACTS = (Fact("credit", ("lost", "restored"), "lost"), Fact("trust", (0, 1, 2, 3), 1))
CREDIT, TRUST = 0, 1
_KNOWN = Vocabulary(
    {fact.id: fact.values for fact in FACTS},
    {"interrupt", "ask", "wait", "own-up", "let-be", "another-cup", "note", "rota", "leave"},
    {"call", "desk", "kitchen", "corridor", "better", "later"},
)


def when(condition: str) -> Expression:
    """A condition of this story."""
    return parse(condition, _KNOWN)


def ratings(notice: int, centre: int, craft: int) -> dict[Dimension, int]:
    """The three dimensions that this story rates."""
    return {Dimension.NOTICE: notice, Dimension.CENTRE: centre, Dimension.CRAFT: craft}


def go(scene: str) -> tuple[Branch, ...]:
    """On to a scene, whatever is so."""
    return (Branch(scene),)


CAST = {
    "amara": CastMember(
        id="amara",
        name="Amara Okafor",
        role="analyst",
        say_it="ah-MAH-rah",
        pronouns="she/her",
        affected=Affected.YES,
        look=Look(head="afro", skin=5),
    ),
    "duarte": CastMember(id="duarte", name="Duarte Reis", role="team lead", slips=True),
}

CALL = Scene(
    id="call",
    summary="The finding is handed to the wrong person.",
    place="video-call",
    present=("amara", "duarte"),
    script=(
        Line("Tuesday, nine o'clock. The call is half full."),
        Line("I found it on Friday.", speaker="amara", expression="calm"),
        Line("Great work, Duarte.", speaker="duarte", expression="smile"),
        Line("that was mine", speaker="amara", is_message=True, expression="concerned"),
    ),
    look_closer=(
        Glance("The chat", "“that was mine”, sent to you alone."),
        Glance("Amara's tile", "Her microphone is off."),
    ),
    exit=Decision(
        ask="The credit has just gone to somebody else. What do you do?",
        reflect="What did she need that she did not ask for?",
        discuss="Which of these would she hear as help?",
        probe=True,
        reasons=(
            Reason("The credit decides who presents"),
            Reason("It is the safest thing for me", "A fair reason: safety counts."),
        ),
        seconds=60,
        on_timeout="wait",
        choices=(
            Choice(
                id="interrupt",
                do="Say: “Amara found that, and she will explain it.”",
                summary="You said whose it was, and told her to explain.",
                method=Method.DIRECT,
                ratings=ratings(3, 1, 1),
                harm=Harm((HarmFlag.SPEAKS_OVER, HarmFlag.EXPOSES), "You answered for Amara in front of the team."),
                set=(SetFact(CREDIT, "restored"),),
                consequence=(
                    Line("I was not ready.", speaker="amara", expression="tired"),
                    Line("The call goes on."),
                ),
                commentary="The credit came back because you named it. She had no say in when.",
                line="That was Amara's.",
                tradeoff="Quick; puts her on the spot.",
                next=go("desk"),
            ),
            Choice(
                id="ask",
                do="Write to Amara: “Shall I say whose it was, or back you?”",
                summary="You asked Amara what she wanted.",
                method=Method.DELEGATE,
                ratings=ratings(2, 3, 3),
                asks_affected=True,
                change=(ChangeFact(TRUST, 1, 0, 3),),
                consequence=(
                    Line("Back me. Give me a minute.", speaker="amara", expression="smile"),
                    Line("She unmutes.", when=when("trust is at least 2")),
                ),
                commentary="She chose how, because you asked in a place where she could answer.",
                line="Shall I say it, or back you?",
                tradeoff="Hers to decide; the room hears nothing yet.",
                next=go("desk"),
            ),
            Choice(
                id="wait",
                do="Say nothing, and write down who said what and when.",
                summary="You wrote it down.",
                method=Method.DOCUMENT,
                ratings=ratings(2, 2, 2),
                consequence=(),
                commentary="The note may matter later, because memory is short. The call went on without her.",
                line="I noted who found it.",
                tradeoff="Safe; slow.",
                next=go("desk"),
            ),
        ),
    ),
)

DESK = Scene(
    id="desk",
    script=(
        Line("The call ends."),
        Line("Amara comes to your desk.", when=when("chose(interrupt)")),
    ),
    place="open-office",
    present=("amara",),
    exit=(Branch("kitchen", when("open_harm or trust is at least 2")), Branch("corridor")),
)

KITCHEN = Scene(
    id="kitchen",
    place="kitchen",
    present=("amara",),
    script=(Line("The kettle boils.", when=when("not seen(corridor)")),),
    exit=Decision(
        ask="Amara is here. What do you do?",
        is_order_fixed=True,
        choices=(
            Choice(
                id="own-up",
                do="Say: “I answered for you. Sorry. Next time I will ask.”",
                summary="You said what you had done.",
                method=Method.DIRECT,
                ratings=ratings(2, 3, 2) | {Dimension.REPAIR: 3},
                repairs=(HarmFlag.SPEAKS_OVER, HarmFlag.EXPOSES),
                change=(ChangeFact(TRUST, 1, 0, 3),),
                consequence=(Line("Thank you.", speaker="amara", expression="calm"),),
                commentary="It was short, and so she did not have to look after you.",
                line="I answered for you. Sorry.",
                tradeoff="Costs a moment of pride.",
                next=go("corridor"),
                when=when("chose(interrupt)"),
                locked="There is nothing of yours to put right here.",
            ),
            Choice(
                id="let-be",
                do="Ask how the numbers look, and leave the call alone.",
                summary="You talked about the numbers.",
                method=Method.DISTRACT,
                ratings=ratings(1, 2, 2) | {Dimension.REPAIR: 1},
                consequence=(Line("They look good, since you ask.", speaker="amara"),),
                commentary="She was asked about her work, because that is what she wanted to be known for.",
                line="How do the numbers look?",
                tradeoff="Kind; leaves it open.",
                next=go("corridor"),
            ),
            Choice(
                id="another-cup",
                do="Make another cup, and wait for her to begin.",
                summary="You waited.",
                method=Method.DELAY,
                ratings=ratings(2, 2, 2) | {Dimension.REPAIR: 1},
                consequence=(Line("The kettle clicks."),),
                commentary="Waiting left her the first word, because nobody filled the gap.",
                line="Take your time.",
                tradeoff="She may say nothing.",
                next=go("kitchen"),
                once=True,
            ),
        ),
    ),
)

CORRIDOR = Scene(
    id="corridor",
    place="corridor",
    exit=Decision(
        ask="The next call is in an hour. What do you leave behind?",
        choices=(
            Choice(
                id="note",
                do="Send the record with her name on it.",
                summary="You sent the record.",
                method=Method.DOCUMENT,
                ratings=ratings(2, 2, 3) | {Dimension.SHIFT: 2},
                set=(SetFact(CREDIT, "restored"),),
                consequence=(Line("The record has her name."),),
                commentary="A record lasts because it can be found.",
                line="Here is who found it.",
                tradeoff="Dry.",
                next=(Branch("better", when("trust is at least 2 or repaired_harm")), Branch("later")),
            ),
            Choice(
                id="rota",
                do="Propose that whoever found it speaks first, for four weeks.",
                summary="You proposed an order of speaking.",
                method=Method.CHANGE_THE_CONDITIONS,
                ratings=ratings(3, 2, 2) | {Dimension.SHIFT: 3},
                consequence=(Line("Fine. Four weeks.", speaker="duarte"),),
                commentary="It needs less courage next time, because the order decides.",
                line="Whoever found it speaks first.",
                tradeoff="Four weeks of being watched.",
                next=go("better"),
            ),
            Choice(
                id="leave",
                do="Get ready for the next call.",
                summary="You went on with your day.",
                method=Method.NONE,
                ratings=ratings(0, 0, 0) | {Dimension.SHIFT: 0},
                consequence=(),
                commentary="Nothing changed, because nothing was asked to.",
                next=go("later"),
            ),
        ),
    ),
)

BETTER = Scene(
    id="better",
    place="video-call",
    script=(Line("Next Tuesday. Amara speaks first."),),
    exit=Ending(
        title="Her words, her name",
        closing_by="amara",
        closing_says="I could finish my sentence.",
        reflect="What would you do one day earlier?",
        valence=Valence.GOOD,
    ),
)

LATER = Scene(
    id="later",
    place="video-call",
    exit=Ending(title="Another Tuesday", closing_by="amara", closing_says="I have stopped sending drafts."),
)

SAMPLE = Scenario(
    id="sample",
    title="Whose Finding",
    summary="A finding is handed to the wrong person.",
    minutes=6,
    intensity=1,
    content_note="Lost credit.",
    themes=("credit",),
    seat=Seat.PEER,
    mode=Mode.VIDEO,
    setting="A small company",
    country="Portugal",
    role="You work beside Amara.",
    power="You can speak in the call.",
    cast=CAST,
    facts=FACTS,
    start="call",
    scenes={scene.id: scene for scene in (CALL, DESK, KITCHEN, CORRIDOR, BETTER, LATER)},
    if_then_cue="If someone's finding comes back in another voice",
    if_then_lines=("I will ask them what they would like", "I will say whose it was"),
    pointers={Dimension.CENTRE: "Ask first.", Dimension.NOTICE: "Listen for who stops."},
    glossary={"lag": "The delay on a call."},
    review=Review(reviewers=("two colleagues",)),
    content_hash="5a" * 32,
    tracked_choices=frozenset({"interrupt", "another-cup"}),
    tracked_scenes=frozenset({"corridor"}),
)


def changed(scenario: Scenario = SAMPLE, **scenes: Scene) -> Scenario:
    """The same story with some scenes replaced or added, as if its file had been edited."""
    return replace(scenario, scenes={**scenario.scenes, **scenes}, content_hash="c4" * 32)


def without_choice(scene: Scene, choice: str) -> Scene:
    """A scene whose decision has one choice fewer."""
    decision = scene.exit
    assert isinstance(decision, Decision)
    kept = tuple(one for one in decision.choices if one.id != choice)
    return replace(scene, exit=replace(decision, choices=kept))
