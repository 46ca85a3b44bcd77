"""A facilitator's pack, put together from a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.disclosure import ENOUGH_VOTES
from game.core.scenario import Affected, CastMember, Decision, Scenario
from game.organisation import Organisation
from game.session.room_words import GROUND_RULES, LOOK_BACK, LOOKING_BACK_MINUTES, LOOKING_BACK_SHARE, QUESTIONS, about
from game.session.transcript import speaker_name
from game.session.view import review_in_words
from game.session.wording import DIMENSIONS
from game.terminal import words as said
from tools.guide.blocks import (
    Block,
    Bullets,
    Card,
    Heading,
    Map,
    Pack,
    Paragraph,
    Row,
    Section,
    Table,
    WritingSpace,
)
from tools.guide.conditions import Places, places_of
from tools.guide.numbers import said as in_a_word
from tools.guide.scene_pages import ScenePages, numbered_steps
from tools.guide.timing import OPENING, Timing, timing_of
from tools.mapping.counts import Counts
from tools.mapping.naming import letter_of
from tools.mapping.plan import SHORT
from tools.mapping.svg import in_words, svg_of

_NEAR = 3  # minutes between what the author says and what is measured that nobody notices
_NOTE_LINES = 22  # on a page of A4 or Letter
# The parts of looking back, as the wall calls them.
PART_NAMES = {
    "reactions": "First reactions",
    "what": "What happened",
    "so-what": "What it was about",
    "the-situation": "The situation, not the people",
    "now-what": "What changes now",
    "other-roads": "Other roads",
}
# Word for word as in the facilitator's window.
IF_SOMEBODY_TELLS = (
    "Thank them. Do not ask. Offer the help card. Blank the wall with . and ask the room whether to go on."
)


def pack_of(scenario: Scenario, counts: Counts, organisation: Organisation) -> Pack:
    """Everything that a facilitator should have at hand; what the author left out is named and nothing is made up."""
    timing = timing_of(scenario, counts)
    places = places_of(scenario)
    pages = ScenePages(scenario, counts, places)
    sections = (
        _before(scenario, timing, places),
        _people(scenario),
        _map(scenario, counts),
        *pages.story(),
        *_hard_remarks(scenario),
        pages.endings(),
        _looking_back(scenario, timing),
        _help(organisation),
        Section("notes", "Your notes", (WritingSpace(_NOTE_LINES),)),
    )
    return Pack(
        title=scenario.title,
        summary=scenario.summary,
        language=scenario.language,
        cover=tuple(_cover(scenario, timing)),
        sections=sections,
        missing=_missing(scenario),
    )


def _cover(scenario: Scenario, timing: Timing) -> Iterator[Block]:
    rows = [
        _ours("For a group", f"About {timing.words} minutes, with {timing.decisions}. This is an estimate."),
        _ours("Alone", _alone(scenario, timing)),
        _ours("How heavy", f"{said.INTENSITIES[scenario.intensity].capitalize()}."),
    ]
    if scenario.content_note:
        rows.append(Row("What it is about", scenario.content_note))
    if scenario.setting:
        rows.append(Row("Where", ", ".join(part for part in (scenario.setting, scenario.country) if part)))
    rows.append(_ours("Reviewed", review_in_words(scenario)))
    if scenario.review.lived_experience:
        rows.append(Row("Lived experience", scenario.review.lived_experience))
    if scenario.is_draft:
        rows.append(_ours("Draft", "The author has not finished it. Do not run it for a group yet."))
    yield Table(tuple(rows))


def _alone(scenario: Scenario, timing: Timing) -> str:
    """What the author says, and what was measured where the two are far apart."""
    said_so = f"About {scenario.minutes} minutes."
    if abs(scenario.minutes - timing.alone) > _NEAR:
        return f"{said_so} Read at a calm pace it comes to about {timing.alone}."
    return said_so


def _before(scenario: Scenario, timing: Timing, places: Places) -> Section:
    blocks: list[Block] = []
    for number, part in enumerate(_paragraphs(scenario.facilitator.notes)):
        blocks.append(Paragraph(part, lead="" if number else "From the author."))
    skipped = scenario.facilitator.skip_if_short
    if skipped:
        where = places.scenes[skipped]
        blocks.append(Paragraph(
            f"Leave out {where} and save about {round(timing.decision)} minutes. Its page says how to go on.",
            lead="If time is short.", authored=False,
        ))
    blocks += (
        Paragraph(f"{scenario.role} {scenario.power}", lead="Everybody in the room plays this part."),
        Heading("The day before"),
        Bullets(
            (
                "Play it alone, twice, by different ways.",
                "Read the notes, the hard remarks and the endings in this pack.",
                "Tell people what it is about, and that they may stay away or take another one.",
                "Find out where help is, and fill in the page “Where to find help”.",
                *(("Ask a second person to run it with you. It is a heavy one.",) if scenario.intensity == 3 else ()),
                f"Prepare a card with {_letters(scenario)} for each person.",
                f"With fewer than {in_a_word(ENOUGH_VOTES)} people, do not count votes. Talk, and let the group agree "
                "on a way.",
                "If some join by video, hear them first.",
            ),
            to_tick=True,
        ),
        Heading("Say this before you begin"),
        Bullets((
            # Of votes on paper there is no such promise: raised cards are seen.
            *(rule for rule in GROUND_RULES if "phone" not in rule),
            "We talk about the move, never about the person who made it.",
            "There is more than one good way. Nothing is counted against anybody.",
        )),
        Heading("How one decision goes"),
        numbered_steps(),
        Paragraph(
            "On a screen the ways may stand in another order than here. Go by the words. People who vote in the open "
            "move towards the crowd, so let all vote at the same moment.",
            authored=False, is_small=True,
        ),
        Heading("A plan for the time"),
        _plan(timing),
        Heading("If somebody tells of something that happened to them"),
        Paragraph(
            f"{IF_SOMEBODY_TELLS} Never turn to somebody because they have something in common with a person in the "
            "story.",
            authored=False,
        ),
    )
    if scenario.glossary:
        words = tuple(Row(term, text) for term, text in scenario.glossary.items())
        blocks += (Heading("Words used in it"), Table(words))
    return Section("before", "Before you start", tuple(blocks))


def _letters(scenario: Scenario) -> str:
    """One for each way of the decision that has the most, and one for “something else”, such as “A, B, C and D”."""
    decisions = [scene.exit for scene in scenario.scenes.values() if isinstance(scene.exit, Decision)]
    most = max((len(decision.choices) for decision in decisions), default=1)
    return f"{', '.join(map(letter_of, range(most)))} and {letter_of(most)}"


def _plan(timing: Timing) -> Table:
    return Table((
        _ours("Welcome", f"{round(OPENING)} minutes: what it is about, and what you say before you begin."),
        _ours("The story", f"About {round(timing.decision)} minutes for each of {timing.decisions}."),
        _ours(
            "Looking back",
            f"About {timing.look_back} minutes. One minute in {in_a_word(LOOKING_BACK_SHARE)} belongs to it: do not "
            "cut it.",
        ),
    ))


def _people(scenario: Scenario) -> Section:
    return Section("people", "The people", tuple(_person(person) for person in scenario.cast.values()))


def _person(person: CastMember) -> Card:
    notes = [person.pronouns] if person.pronouns else []
    if person.affected is Affected.YES:
        notes.append("affected")
    elif person.affected is Affected.SECONDARY:
        notes.append("affected as well")
    elif person.slips:
        notes.append("their move starts it")
    rows = [Row("Say it", person.say_it)] if person.say_it else []
    if person.role:
        rows.append(Row("Role", person.role))
    if person.wants:
        rows.append(Row("Wants", person.wants))
    if person.expertise:
        rows.append(Row("Knows best", person.expertise))
    return Card(person.name, tuple(rows), note=", ".join(notes))


def _map(scenario: Scenario, counts: Counts) -> Section:
    intro = Paragraph(
        "Letters on a line are the ways that lead there. Thicker lines are taken more often.", authored=False
    )
    svg = svg_of(scenario, counts, SHORT, titled=False, name="drawn")
    return Section("map", "The story as a map", (intro, Map(svg, in_words(scenario, counts, with_counts=False))))


def _hard_remarks(scenario: Scenario) -> Iterator[Section]:
    remarks = scenario.facilitator.hard_remarks
    if not remarks:
        return
    blocks: list[Block] = [
        Paragraph(
            "Somebody may say these things, and each has something to it. The replies take them seriously.",
            authored=False,
        ),
        *(Card(f"“{remark.says}”", (Row("You might say", remark.reply),)) for remark in remarks),
        Paragraph(
            "For anything else: “What makes you think so?” Or write it on a list, say that you will come back to it, "
            "and do.",
            authored=False,
        ),
    ]
    yield Section("remarks", "Hard remarks, and replies", tuple(blocks))


def _looking_back(scenario: Scenario, timing: Timing) -> Section:
    people = scenario.cast.values()
    affected = [speaker_name(scenario, person.id) for person in people if person.affected is Affected.YES]
    who = " and ".join(affected) or "the person it landed on"
    blocks: list[Block] = [
        Bullets(
            tuple(
                f"{name}. {' '.join(QUESTIONS[part]).format(affected=who)} "
                + about(round(LOOK_BACK[part][1] * timing.look_back / LOOKING_BACK_MINUTES))
                for part, name in PART_NAMES.items()
            ),
            is_numbered=True,
        ),
    ]
    if scenario.pointers:
        blocks += (
            Heading("Things a group can practise"),
            Paragraph("Read out one, if it fits.", authored=False),
            Table(tuple(Row(DIMENSIONS[one], text) for one, text in scenario.pointers.items())),
        )
    blocks += (
        Heading("What changes now"),
        Paragraph("Each person picks a line or writes their own. Nobody has to read it out.", authored=False),
        Paragraph(f"{scenario.if_then_cue}, then …", lead=""),
        Bullets(scenario.if_then_lines, authored=True, to_tick=True),
        WritingSpace(2),
        Paragraph("One thing that this team changes, and the day when it looks at it again:", authored=False),
        WritingSpace(2),
    )
    return Section("looking-back", "Looking back together", tuple(blocks))


def _help(organisation: Organisation) -> Section:
    blocks: list[Block] = []
    if organisation.note:
        blocks.append(Paragraph(organisation.note, lead=f"{organisation.name}." if organisation.name else ""))
    if organisation.help:
        blocks.append(Table(tuple(Row(one.name, one.how) for one in organisation.help)))
    else:
        blocks.append(Paragraph(
            "No contacts are set up. Write in who listens, who can act, and who is outside of the organisation.",
            authored=False,
        ))
    blocks.append(WritingSpace(5 if not organisation.help else 3))
    return Section("help", "Where to find help", tuple(blocks), starts_page=False)


def _missing(scenario: Scenario) -> str:
    facilitator = scenario.facilitator
    decisions = [scene.exit for scene in scenario.scenes.values() if isinstance(scene.exit, Decision)]
    lacking = []
    if not facilitator.notes.strip():
        lacking.append("notes")
    if not facilitator.hard_remarks:
        lacking.append("hard_remarks")
    if not facilitator.skip_if_short:
        lacking.append("skip_if_short")
    said_so = [f"“facilitator” has no {_listed(lacking)}"] if lacking else []
    silent = sum(not decision.discuss for decision in decisions)
    if silent:
        said_so.append(f"{silent} of {len(decisions)} decisions {'has' if silent == 1 else 'have'} no “discuss”")
    return f"For the author: {'; '.join(said_so)}." if said_so else ""


def _ours(label: str, words: str) -> Row:
    return Row(label, words, authored=False)


def _listed(keys: list[str]) -> str:
    quoted = [f"“{key}”" for key in keys]
    return " and no ".join([", no ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
