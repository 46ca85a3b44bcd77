"""What a facilitator reads: what to say now, how many have voted, where the session is, what may come."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.ballot import SOMETHING_ELSE
from game.session.phases import Phase
from game.session.room_views import CompareView, FacilitatorView, GroupDebriefView, RevealView, TalkView
from game.session.room_words import GROUND_RULES, TIES
from game.session.wording import DIMENSIONS
from game.ui.blocks import Block, Columns, Rich
from game.ui.room_desk import DeskView
from game.ui.room_keys import KEYS
from game.ui.room_steps import HANDS
from game.ui.text import Span
from game.ui.theme import Look

VOTING = (Phase.VOTE, Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE)
SEEN = "Raised hands are seen, and people follow a crowd. Ask for hands with eyes closed."
DECLARED_TIE = "A tie:"
GROUND = "Ground rules, in your own words:"
PRACTISE = "Things a group can practise (read out one, if it fits):"


def for_now(view: FacilitatorView, told: DeskView, look: Look) -> Iterator[Block]:
    """What to say and to know at this moment."""
    theme, phase, screen = look.theme, view.wall.phase, view.wall.screen
    lines: list[tuple[str, str]] = []
    if phase in (Phase.VOTED, Phase.REVEAL, Phase.TALK) and view.prompt and (view.is_shown or not told.is_seen):
        lines.append(("", view.prompt))
    if isinstance(screen, TalkView):
        lines.append(("Say:", screen.prompt))
    if phase is Phase.VOTE and told.takes_hands:
        lines.append(("", SEEN))
    if isinstance(screen, RevealView | CompareView) and screen.is_tie:
        lines.append((DECLARED_TIE, TIES[view.tie_rule]))
    if isinstance(screen, RevealView) and _leads_elsewhere(screen):
        lines.append(("", "“Something else” leads. Ask what it would be."))
    if isinstance(screen, GroupDebriefView) and phase is not Phase.CLOSED:
        lines += [("Ask:", question) for question in screen.questions]
    for lead, words in lines:
        spans = (Span(lead, bold=True), Span(f" {words}")) if lead else (Span(words),)
        yield Rich(spans, look.body, theme.ink, look.px(10))


def _leads_elsewhere(screen: RevealView) -> bool:
    return any(bar.leads and bar.option.id == SOMETHING_ELSE for bar in screen.shown.bars)


def shows_tally(view: FacilitatorView, told: DeskView) -> bool:
    """Whether counts by option may be on this window: not where the room sees it and has not been shown them."""
    return not told.is_seen or view.is_shown


def is_counted(view: FacilitatorView) -> bool:
    """Whether enough have voted for counts by option."""
    return all(each.phones is not None for each in view.tally)


def tally_title(view: FacilitatorView, told: DeskView) -> str:
    """Over the votes."""
    if view.is_shown:
        return "Votes"
    return "Votes (the wall shows none yet)"


def turnout(view: FacilitatorView, told: DeskView) -> tuple[str, ...]:
    """How many have voted, and how."""
    hands = sum(each.hands for each in view.tally)
    people = view.headcount or (view.joined if told.takes_phones and not hands else None)
    voted = f"{view.voted} of {people} voted" if people else _counted(view.voted, "vote")
    parts = [voted]
    if told.takes_phones and hands:
        parts.append(f"{_counted(view.voted - hands, 'phone')}, {_counted(hands, 'hand')}")
    if view.passed:
        parts.append(f"{view.passed} passed")
    lines = [" · ".join(parts)]
    if not is_counted(view):
        lines.append("Too few votes for counts: they could point at people.")
    if view.more_than_headcount:
        lines.append("That is more than the people you counted: somebody may vote twice.")
    return tuple(lines)


def _counted(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number} {thing}s"


def where(view: FacilitatorView, told: DeskView) -> tuple[str, ...]:
    """The place in the story and the time, then the door."""
    wall = view.wall
    place = [wall.title]
    if wall.is_rehearsal:
        place.insert(0, "Rehearsal")
    if wall.number and wall.phase not in (Phase.ENDING, Phase.DEBRIEF, Phase.CLOSED):
        place.append(f"decision {wall.number}" + (f" of up to {wall.count}" if wall.count > wall.number else ""))
    lines = [" · ".join(place)]
    if view.minutes_used is not None:
        lines.append(f"{view.minutes_used} of {view.minutes_planned} minutes. {pace(view)}".rstrip())
    else:
        back = told.minutes_back
        since = "" if back is None else f" Since you came back: {_counted(back, 'minute')}."
        lines.append(f"{view.minutes_planned} minutes are planned.{since}")
    if told.seconds_left is not None:
        lines.append(f"The clock on the wall: {told.seconds_left // 60}:{told.seconds_left % 60:02}")
    if told.takes_phones:
        away = view.joined - told.connected
        here = f"{_counted(view.joined, 'phone')} joined" + (f", {away} asleep" if away > 0 else "")
        door = "the door is locked" if told.desk.is_locked else "the door is open"
        if wall.phase is Phase.BRIEFING and not told.desk.is_locked:
            door = "the wall does not show yet how to join"
        lines.append(" · ".join(part for part in (f"{here}; {door}", told.join) if part))
    elif told.takes_hands:
        lines.append("Votes by raised hands.")
    if view.headcount:
        lines.append(f"{_counted(view.headcount, 'person').replace('persons', 'people')} counted.")
    if told.pages[1] > 1:
        lines.append(f"Page {told.pages[0] + 1} of {told.pages[1]} on the wall.")
    return tuple(lines)


def pace(view: FacilitatorView) -> str:
    """Whether the time will do; nothing before the first decision."""
    wall, used = view.wall, view.minutes_used
    if used is None or not wall.count or not wall.number or wall.phase in (Phase.DEBRIEF, Phase.CLOSED):
        return ""
    # A third of the time belongs to looking back.
    due = view.minutes_planned * 2 / 3 * wall.number / wall.count
    if used > due + 3:
        return "Time is getting short: tell a decision in a sentence (Q) where the story allows it."
    return "On pace."


def notes(view: FacilitatorView) -> tuple[tuple[str, str], ...]:
    """Lead-ins and texts, what matters now first."""
    phase = view.wall.phase
    remarks = [(f"If someone says “{each.says}”", each.reply) for each in view.hard_remarks]
    reminders = [("", words) for words in view.reminders]
    own = [("About this scenario.", view.notes)] if view.notes else []
    ask = [("Ask the room:", view.discuss)] if view.discuss else []
    think = [("A question to leave with them:", view.reflect)] if view.reflect else []
    pointers = [(f"{_dimension(name)}:", line) for name, line in view.pointers.items() if line]
    if pointers:
        pointers.insert(0, (PRACTISE, ""))
    if phase in (Phase.BRIEFING, Phase.LOBBY):
        rules = [(GROUND, " ".join(GROUND_RULES))]
        return (*rules, *own, *reminders, *remarks)
    if phase in (Phase.ENDING, Phase.DEBRIEF, Phase.CLOSED):
        return (*pointers, *reminders, *own)
    if phase in VOTING or phase is Phase.THINK:
        return (*ask, *remarks, *reminders, *own)
    return (*think, *remarks, *reminders, *own)


def _dimension(name: str) -> str:
    return next((words for dimension, words in DIMENSIONS.items() if dimension.value == name), name)


TYPED_KEYS = (
    (HANDS.cap, f"{HANDS.label}, while a vote is open"),
    ("A Enter", "Go on with A, before and after a vote"),
)


def all_keys(look: Look) -> tuple[Block, ...]:
    """The whole table, in columns."""
    told = [*((each.cap, each.label) for each in KEYS), *TYPED_KEYS]
    lines = [
        Rich((Span(f"{cap}  ", bold=True), Span(label)), look.small, look.theme.ink, look.px(6)) for cap, label in told
    ]
    half = (len(lines) + 1) // 2
    return (Columns((tuple(lines[:half]), tuple(lines[half:])), minimum=16, gap=look.px(48)),)
