"""
A room that plays together: what a session remembers of it, and what each of its commands makes of that.

Everything here is a function from one frozen `RoomPosition` to the next; the session fires the phase and keeps the
result.  Votes live in the ballot and nowhere else, and leave it only as counts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.core import ballot as ballots
from game.core.ballot import Ballot, Split, Tally, TieRule
from game.core.disclosure import ENOUGH_TEXTS, ENOUGH_VOTES, KeptTally, beside, kept, may_name, shown_moves

LENGTHS = (30, 45, 60)  # minutes a session may be planned for
MOST_PEOPLE = 5_000
LONGEST_AGREEMENT = 300  # characters
LONGEST_REVIEW = 80  # a day, or a meeting's name


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRules:
    """What is settled before the doors open.

    Attributes:
        minutes: How long the session is to be, one of `LENGTHS`.
        tie_rule: What decides a tie.
        enough_votes: From how many votes on counts are shown and kept.
        enough_texts: From how many texts on texts are shown.
        headcount: How many people are in the room, if somebody counted.
        is_rehearsal: The voters are invented, and nothing is kept.

    Raises:
        ValueError: For another length, or a threshold below the usual ones: nobody may lower those, a host included.
    """

    minutes: int = 45
    tie_rule: TieRule = TieRule.FACILITATOR
    enough_votes: int = ENOUGH_VOTES
    enough_texts: int = ENOUGH_TEXTS
    headcount: int | None = None
    is_rehearsal: bool = False

    def __post_init__(self) -> None:
        if self.minutes not in LENGTHS:
            raise ValueError(f"a session has {', '.join(map(str, LENGTHS[:-1]))} or {LENGTHS[-1]} minutes")
        if self.enough_votes < ENOUGH_VOTES or self.enough_texts < ENOUGH_TEXTS:
            raise ValueError("what protects a few people is not lowered")
        if self.headcount is not None and not 1 <= self.headcount <= MOST_PEOPLE:
            raise ValueError(f"a room has 1 to {MOST_PEOPLE} people")


@dataclass(frozen=True, slots=True)
class Round:
    """A vote that is closed.

    Attributes:
        kept: What may be kept of it.
        tally: All counts; None after a crash, when only what was kept is known.
        ballot: The votes themselves, for who moved where; None after a crash.
        is_revealed: Whether the room has seen it.
    """

    kept: KeptTally
    tally: Tally | None = None
    ballot: Ballot | None = None
    is_revealed: bool = False


@dataclass(frozen=True, slots=True)
class Adopted:
    """Which choice a room went on with.

    Attributes:
        scene: Of the decision.
        choice: What the story went on with.
        followed_room: It led the last vote, alone or with others.
        is_told: In a sentence, because time was short.
        also_led: What led that vote beside it, in screen order.
        ballots: Numbers of the votes that were held on it, first to last.
    """

    scene: str
    choice: str
    followed_room: bool
    is_told: bool
    also_led: tuple[str, ...] = ()
    ballots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomPosition:
    """Where a room is: a frozen value, replaced as a whole.

    Attributes:
        rules: As settled, but for the headcount and, before the first vote, the tie rule.
        ballot: The open vote.
        rounds: The closed votes on the present decision.
        number: Of the last ballot that was opened.
        votes: Every closed vote of the session, as it may be kept, with the decisions that were gone back to.
        adopted: Each decision on the path.
        is_told: The present consequence is told in a sentence.
        condition: What the group agreed to change.
        review_on: When it will look again.
    """

    rules: RoomRules
    ballot: Ballot | None = None
    rounds: tuple[Round, ...] = ()
    number: int = 0
    votes: tuple[KeptTally, ...] = ()
    adopted: tuple[Adopted, ...] = ()
    is_told: bool = False
    condition: str = ""
    review_on: str = ""

    @property
    def last(self) -> Round | None:
        """The last closed vote on the present decision."""
        return self.rounds[-1] if self.rounds else None

    @property
    def leading(self) -> tuple[str, ...]:
        """What led the last vote, as far as it may be named; several in a tie."""
        return self.led(self.last) if self.last else ()

    def led(self, made: Round) -> tuple[str, ...]:
        """What led a vote; none when nobody or few voted, or when it is not known any more."""
        return may_name(made.tally, self.rules.enough_votes) if made.tally else made.kept.leading


class NotInThisRoom(ValueError):
    """A command that the phase allows and the room's values do not; the message says why."""


def opened(room: RoomPosition, scene: str, choices: tuple[str, ...]) -> RoomPosition:
    """A new vote on the decision of `scene`, among these choices."""
    number = room.number + 1
    return replace(
        room, number=number, ballot=ballots.new_ballot(number, scene, len(room.rounds) + 1, choices)
    )


def voted(room: RoomPosition, number: int, votes: tuple[tuple[str, str], ...]) -> RoomPosition:
    """Votes of phones.

    Raises:
        NotCounted: For another ballot, a closed one, or (for a single vote) something that is no option.
    """
    ballot = _open(room, number)
    if len(votes) == 1:
        [(seat, option)] = votes
        return replace(room, ballot=ballots.cast(ballot, number, seat, option))
    return replace(room, ballot=ballots.cast_many(ballot, votes))


def with_hands(room: RoomPosition, option: str, count: int) -> RoomPosition:
    """An entry of hands."""
    return replace(room, ballot=ballots.type_hands(_open(room), option, count))


def without_last_hands(room: RoomPosition) -> RoomPosition:
    """The last entry of hands taken back."""
    return replace(room, ballot=ballots.undo_hands(_open(room)))


def closed(room: RoomPosition, told: KeptTally | None) -> RoomPosition:
    """The vote closed and counted, or as a journal tells it."""
    ballot = _open(room)
    if told is not None:
        options = tuple(entry.option for entry in told.counts)
        if (told.number, told.scene, told.round, options) != (
            ballot.number, ballot.scene, ballot.round, ballot.options
        ) or not set(told.leading) <= set(options):
            raise NotInThisRoom("that count belongs to another vote")
        made = Round(told)
    else:
        counted = ballots.tally(ballot)
        made = Round(kept(counted, room.rules.enough_votes), counted, ballots.close(ballot))
    # A decision that was gone back to was voted on before, in another go: its counts stand beside these all the same.
    votes = tuple(
        beside(told, made.kept, room.rules.enough_votes) if told.scene == ballot.scene else told for told in room.votes
    )
    now_kept = {told.number: told for told in votes}
    rounds = tuple(replace(each, kept=now_kept[each.kept.number]) for each in room.rounds)
    return replace(room, ballot=None, rounds=(*rounds, made), votes=(*votes, made.kept))


def revealed(room: RoomPosition) -> RoomPosition:
    """The last vote, and with it the earlier ones of this decision, shown to the room."""
    return replace(room, rounds=tuple(replace(each, is_revealed=True) for each in room.rounds))


def adopting(room: RoomPosition, scene: str, choice: str, *, is_told: bool) -> RoomPosition:
    """The room goes on with a choice."""
    led = room.leading
    also_led = tuple(option for option in led if option != choice) if choice in led else ()
    held = tuple(each.kept.number for each in room.rounds)
    made = Adopted(scene, choice, choice in led, is_told, also_led, held)
    return replace(room, rounds=(), ballot=None, is_told=is_told, adopted=(*room.adopted, made))


def back_at(room: RoomPosition, standing: int) -> RoomPosition:
    """Back at a decision; the first `standing` decisions before it still stand."""
    return replace(room, rounds=(), ballot=None, is_told=False, adopted=room.adopted[:standing])


def with_rules(room: RoomPosition, **changes: object) -> RoomPosition:
    """Other rules: the headcount at any time, the rest only before the first vote."""
    if room.number and set(changes) - {"headcount"}:
        raise NotInThisRoom("the room has voted already, so its rules stay as they are")
    return replace(room, rules=replace(room.rules, **changes))  # type: ignore[arg-type]


def with_headcount(room: RoomPosition, people: int | None) -> RoomPosition:
    """How many people are in the room."""
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise NotInThisRoom(f"a room has 1 to {MOST_PEOPLE} people")
    return with_rules(room, headcount=people)


def agreed(room: RoomPosition, condition: str, review_on: str) -> RoomPosition:
    """What the group agreed."""
    said, when = _one_line(condition), _one_line(review_on)
    for words, most in ((said, LONGEST_AGREEMENT), (when, LONGEST_REVIEW)):
        if len(words) > most:
            raise NotInThisRoom(f"that is more than {most} characters")
    return replace(room, condition=said, review_on=when)


_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # would turn the words around it on a screen


def _one_line(text: str) -> str:
    """The words with single spaces, without what no screen or file has a letter for."""
    shown = (
        " " if letter in _TURNING or unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") else letter
        for letter in text
    )
    return " ".join("".join(shown).split())


def split_of(room: RoomPosition) -> Split | None:
    """How the room split in its last vote; None before one, and after a crash where counts were not kept."""
    last = room.last
    if last is None:
        return None
    if last.tally is not None:
        return ballots.split(last.tally, room.rules.enough_votes)
    return _split_of_kept(last.kept)


def _split_of_kept(told: KeptTally) -> Split:
    if told.voters is None:
        return Split.FEW
    if told.in_bands:
        return Split.AGREED
    most = max((entry.count or 0 for entry in told.counts), default=0) / max(1, told.voters)
    return Split.DIVIDED if most >= ballots.DIVIDED_FROM else Split.SCATTERED


def moves(room: RoomPosition) -> Mapping[tuple[str, str], int]:
    """Who moved where between the last two votes on this decision, as far as it may be shown."""
    if len(room.rounds) < 2:
        return {}
    first, second = room.rounds[-2:]
    if first.ballot is None or second.ballot is None:
        return {}
    return shown_moves(ballots.moves(first.ballot, second.ballot), room.rules.enough_votes)


def _open(room: RoomPosition, number: int | None = None) -> Ballot:
    if room.ballot is None or (number is not None and number != room.ballot.number):
        raise ballots.NotCounted(f"ballot {number} is not open" if number is not None else "no vote is open")
    return room.ballot
