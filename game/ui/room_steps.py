"""What a facilitator can do now: the main step in a sentence, and the keys that do something."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.phases import Phase
from game.ui.room_asking import asked_steps
from game.ui.room_desk import Desk, Step
from game.ui.room_keys import BY_VERB, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """All that decides it.

    Attributes:
        phase: Where the room is.
        next_step: What the session says of this phase.
        desk: What is typed, asked, laid over the wall.
        has_more: There is another panel or page to show first.
        can_go_back: There is a panel or a page before this one.
        round: Of the vote that was opened last on this decision; 0 before one.
        has_votes: Somebody has voted.
        has_hands: Hands were entered in the open vote.
        tells: Time is short, so this decision is told.
        can_tell: This decision may be told.
        settled: Letter that the last vote settles; empty where somebody has to choose.
        has_glances: There is something to look at more closely.
        has_roads: There is another road to show now.
        has_path: There is a decision to go back to.
        has_voted: The room has voted before.
        takes_hands: Raised hands are counted.
        takes_phones: Phones vote.
        has_one_window: The notes share a window with the wall.
        has_join: There is something to join with.
        has_clock: A clock runs.
        part: Of the debrief, from 0.
        is_last_part: It is the last one.
        takes_remote: A phone may be a remote here.
        has_remote: That is switched on.
    """

    phase: Phase
    next_step: str
    desk: Desk
    has_more: bool = False
    can_go_back: bool = False
    round: int = 0
    has_votes: bool = False
    has_hands: bool = False
    tells: bool = False
    can_tell: bool = False
    settled: str = ""
    has_glances: bool = False
    has_roads: bool = False
    has_path: bool = False
    has_voted: bool = False
    takes_hands: bool = True
    takes_phones: bool = True
    has_one_window: bool = False
    has_join: bool = False
    has_clock: bool = False
    part: int = 0
    is_last_part: bool = False
    takes_remote: bool = False
    has_remote: bool = False


HANDS = Step("A number Enter", "Count hands for A")
ANY_ROAD = Step("A Enter", "Go on with A")
ADOPTS = (Phase.VOTED, Phase.REVEAL, Phase.TALK, Phase.COMPARE)


def next_words(now: Moment) -> str:
    """What the main key does, in a sentence."""
    desk = now.desk
    if desk.is_blank:
        return "The wall is blank. Press . to show it again."
    if desk.is_paused:
        return "Paused. Press P to go on."
    if desk.shows_join:
        return "Back to the story, when everybody is in."
    comes_in = now.phase is Phase.LOBBY and now.takes_phones
    if now.has_more:
        if now.phase in (Phase.SCENE, Phase.CONSEQUENCE):
            return "Read it aloud, then go on."
        if comes_in:  # the next page takes the code away
            return f"{now.next_step} Then show the next page."
        return "Show the next page, then go on."
    match now.phase:
        case Phase.LOBBY:
            return f"{now.next_step} Then begin the story." if comes_in else "Begin the story."
        case Phase.SCENE:
            return "Read it aloud, then go on."
        case Phase.THINK if now.tells:
            return "Time is short, so tell this decision in a sentence. V has the room vote on it instead."
        case Phase.VOTE if now.takes_hands and not now.takes_phones:
            return "Count the hands, option by option. Then close the vote."
        case Phase.VOTED if now.round > 1:
            return "Show both votes, side by side."
        case Phase.VOTED:
            return "Let the room talk before it sees any count. R shows the vote first."
        case Phase.REVEAL:
            return "Let the room talk, then vote again."
        case Phase.COMPARE if now.settled:
            return f"Go on with {now.settled}, which leads."
        case Phase.CLOSED:
            return "The session is over. You can close both windows."
    return now.next_step


def steps_now(now: Moment) -> tuple[Step, ...]:
    """The keys that do something, the main one first."""
    desk = now.desk
    if desk.has_left:
        return (_step(Verb.NEXT, "Go on"), _step(Verb.LEAVE, "Close both windows"))
    if desk.ask is not None:
        return asked_steps(desk)
    if desk.picked:
        enter = "Count them" if now.phase is Phase.VOTE else "Go on with it"
        blank = _step(Verb.BLANK, "Blank the wall")
        return (_step(Verb.CONFIRM, enter), _step(Verb.ERASE, "Not that"), blank, _step(Verb.LEAVE, "Not now"))
    steps = _of_phase(now)
    if not _has_to_choose(now):
        steps.insert(0, _step(Verb.NEXT, _main(now)))
    if now.can_go_back:
        steps.append(_step(Verb.BACK, "Back"))
    if now.phase is not Phase.CLOSED:
        steps += _always(now)
    return tuple(steps)


def _has_to_choose(now: Moment) -> bool:
    """The vote has settled nothing, so the main key does nothing: a tie, “something else”, few votes."""
    desk = now.desk
    is_away = now.has_more or desk.is_blank or desk.is_paused or desk.shows_join
    return now.phase is Phase.COMPARE and not now.settled and not is_away


def _tells_what_leads(now: Moment) -> bool:
    """Not where the room sees the notes before it has seen the vote."""
    return not now.has_one_window or now.phase is Phase.REVEAL


def _main(now: Moment) -> str:
    if now.desk.is_blank or now.desk.is_paused:
        return "Next"
    if now.has_more:
        return "Next panel" if now.phase in (Phase.SCENE, Phase.CONSEQUENCE) else "Next page"
    return {
        Phase.BRIEFING: "Open the doors", Phase.LOBBY: "Begin the story", Phase.LOOK_CLOSER: "Look up again",
        Phase.THINK: "Tell it in a sentence" if now.tells else "Open the vote", Phase.VOTE: "Close the vote",
        Phase.VOTED: "Show both votes" if now.round > 1 else "Let them talk", Phase.REVEAL: "Let them talk",
        Phase.TALK: "Vote again" if now.round else "Open the vote",
        Phase.COMPARE: f"Go on with {now.settled}" if now.settled else "Go on",
        Phase.DEBRIEF: "Finish" if now.is_last_part else "Next part", Phase.CLOSED: "Close both windows",
    }.get(now.phase, "Go on")


def _of_phase(now: Moment) -> list[Step]:
    steps: list[Step] = []
    phase = now.phase
    if phase is Phase.VOTE and now.takes_hands:
        steps.append(HANDS)
        if now.has_hands:
            steps.append(_step(Verb.UNDO_HANDS, "Undo hands"))
    if phase is Phase.THINK and now.tells:
        steps.append(_step(Verb.VOTE, "Vote on it"))
    if _has_to_choose(now):
        steps.append(ANY_ROAD)
    if phase in (Phase.VOTED, Phase.REVEAL, Phase.COMPARE):
        steps.append(_step(Verb.VOTE, "Vote again"))
    if phase is Phase.VOTED:
        steps.append(_step(Verb.REVEAL, "Show the vote"))
    if phase is Phase.COMPARE or (phase is Phase.VOTED and now.round > 1):
        steps.append(_step(Verb.TALK, "Talk more"))
    if phase in ADOPTS:
        if not _has_to_choose(now):
            steps.append(ANY_ROAD)
        if now.settled and phase is not Phase.COMPARE and _tells_what_leads(now):
            steps.append(_step(Verb.CONFIRM, f"Go on with {now.settled}"))
    if phase is Phase.THINK and now.can_tell and not now.tells:
        steps.append(_step(Verb.TELL, "Tell it"))
    if phase in (Phase.THINK, Phase.SCENE, Phase.LOOK_CLOSER) and now.has_glances:
        steps.append(_step(Verb.LOOK, "Look closer"))
    is_read = phase is not Phase.CONSEQUENCE or not now.has_more
    if phase is Phase.CONSEQUENCE and is_read:
        steps.append(_step(Verb.WHY, "Why"))
    if now.has_roads and is_read:
        steps.append(_step(Verb.ROAD, "Another road"))
    if phase is Phase.DEBRIEF:
        steps.append(_step(Verb.AGREE, "Write what was agreed"))
        if not now.is_last_part:
            steps.append(_step(Verb.FINISH, "Finish"))
    return steps


def _always(now: Moment) -> list[Step]:
    desk = now.desk
    steps = [_step(Verb.PAUSE, "Go on" if desk.is_paused else "Pause")]
    steps.append(_step(Verb.CLOCK, "Clock off" if now.has_clock else "Clock"))
    if now.has_clock:
        steps.append(_step(Verb.MORE_TIME, "30 seconds more"))
    if now.has_path:
        steps.append(_step(Verb.GO_BACK, "Back to a decision"))
    if now.takes_phones and (desk.is_locked or now.phase is not Phase.BRIEFING):
        steps.append(_step(Verb.LOCK, "Open the door" if desk.is_locked else "Lock the door"))
    if now.has_join:
        steps.append(_step(Verb.JOIN, "How to join"))
        steps.append(_step(Verb.WIFI, "Wi-Fi code off" if desk.wifi else "Wi-Fi code"))
    steps.append(_step(Verb.HEADCOUNT, "Count people"))
    if not now.has_voted:
        steps.append(_step(Verb.TIES, "Ties"))
    if now.has_one_window:
        steps.append(_step(Verb.PANE, "Hide the notes"))
    if now.takes_remote:
        steps.append(_step(Verb.REMOTE, "Remote off" if now.has_remote else "Remote"))
    if now.phase not in (Phase.BRIEFING, Phase.LOBBY, Phase.DEBRIEF):
        steps.append(_step(Verb.FINISH, "Finish here"))
    steps.append(_step(Verb.SCREENS, "My screens"))
    steps.append(_step(Verb.HELP, "All keys"))
    steps.append(_step(Verb.BLANK, "Show the wall" if desk.is_blank else "Blank the wall"))
    steps.append(_leave())
    return steps


def _leave() -> Step:
    return _step(Verb.LEAVE, "Leave now")


def _step(verb: Verb, label: str) -> Step:
    return Step(BY_VERB[verb].cap, label, verb)

