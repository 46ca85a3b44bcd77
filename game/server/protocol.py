"""
What phones and the voting server say to each other, as values and as JSON; no sockets.

A phone's words become `Join` or `CastVote`.  No other value can be built from them, so whatever a phone sends, it can
take a seat and vote, and nothing else.  What phones are told is rebuilt here from named parts: before a reveal there is
no count in it, whoever asks and whatever was handed over.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from game.core.ballot import PASS
from game.server.flat_json import MOST_NUMBER, Flat, NotUnderstood, as_text

if TYPE_CHECKING:
    from game.session.room_views import BarView, OptionView, RoundView, VoterView

MOST_FRAME = 1_024  # bytes of one message; a vote has about 80
MOST_HEADERS = 8_192  # bytes; browsers send well under 2 KB
MESSAGES_A_SECOND = 10  # of one phone: nobody changes their mind as often
LONGEST_TOKEN = 128
LONGEST_CODE = 32  # as typed, with spaces and hyphens
LONGEST_OPTION = 64

STATES = ("wait", "think", "vote", "closed", "reveal", "end")


class Why(StrEnum):
    """Why a phone was refused."""

    UNREADABLE = "unreadable"
    STARTING = "starting"
    CODE = "code"
    LOCKED = "locked"
    FULL = "full"
    BUSY = "busy"
    NO_SEAT = "no-seat"
    CLOSED = "closed"
    NO_OPTION = "no-option"
    TOO_MANY = "too-many"


SAYS: Mapping[Why, str] = {
    Why.UNREADABLE: "This page sent something that was not understood. Load the page again.",
    Why.STARTING: "The room is not open yet. One moment.",
    Why.CODE: "That is not the code on the screen. Look at the screen and type it again.",
    Why.LOCKED: "The door is closed, so nobody new can join. Raise your hand to vote.",
    Why.FULL: "The room is full. Raise your hand to vote.",
    Why.BUSY: "Many people are joining. You are next in a moment.",
    Why.NO_SEAT: "This phone has no seat yet. Join with the code on the screen.",
    Why.CLOSED: "That vote is closed.",
    Why.NO_OPTION: "That cannot be voted for. Choose one of the options.",
    Why.TOO_MANY: "That was too much at once. Wait a moment.",
}


@dataclass(frozen=True, slots=True)
class Join:
    """Take a seat, or come back to it.

    Attributes:
        token: What this phone was given when it first joined.
        room: What the picture code on the screen carries.
        code: What somebody typed.
        known: The `mark` of the view that this phone shows already, so that it need not be sent again; -1: none.
    """

    token: str | None = None
    room: str | None = None
    code: str | None = None
    known: int = -1


@dataclass(frozen=True, slots=True)
class CastVote:
    """Vote, or vote again.

    Attributes:
        ballot: The number of the ballot, from 1.
        option: An option's id, or `PASS`.
        nth: Counts up over this phone's votes, from 1, so that a late packet does not undo a later vote.
    """

    ballot: int
    option: str
    nth: int


Message = Join | CastVote


def parse(sent: str | bytes) -> Message:
    """What a phone said.

    Raises:
        NotUnderstood: For anything else.
    """
    told = Flat(sent)
    match told.kind():
        case "join":
            made: Message = Join(
                token=told.words("token", LONGEST_TOKEN),
                room=told.words("room", LONGEST_TOKEN),
                code=told.words("code", LONGEST_CODE),
                known=told.number("known", -1, default=-1),
            )
        case "vote":
            option = told.words("option", LONGEST_OPTION)
            if not option:
                raise NotUnderstood("a vote names an option")
            made = CastVote(told.number("ballot", 1), option, told.number("nth", 1))
        case _:
            raise NotUnderstood("a phone joins or votes")
    told.end()
    return made


# --- what phones are told ------------------------------------------------------------------------------------------


def refused(why: Why) -> str:
    """An answer in words."""
    return as_text({"is": "refused", "why": why.value, "says": SAYS[why]})


def took(vote: CastVote) -> str:
    """A vote has arrived and will be counted."""
    return as_text({"is": "took", "ballot": vote.ballot, "option": vote.option, "nth": vote.nth})


def seated(token: str, mine: CastVote | None, shown: Shown, known: int) -> str:
    """A seat, the vote of this phone that counts now, and what the room sees unless it is known already.

    The number of the vote is told with it: a phone whose last vote is a later one sends that again, even where it is
    for the same option.  Otherwise one on its way from in between would count.
    """
    view = None if known == shown.mark else shown.for_phones
    told = {"mine": mine.option, "nth": mine.nth} if mine else {"mine": None, "nth": 0}
    return as_text({"is": "seated", "token": token, **told, "view": view})


@dataclass(frozen=True, slots=True)
class Shown:
    """What phones show now.

    Attributes:
        mark: Tells this view from others, also from those of a server that was started before this one.
        ballot: The open ballot, or 0.
        options: What can be voted for on it, `PASS` included.
        for_phones: The view as phones get it.
        text: The same, as the message that is sent to all.
    """

    mark: int
    ballot: int
    options: frozenset[str]
    for_phones: Mapping[str, Any]
    text: str

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Shown:
        """From what the game handed over (see `view_fields`).

        Raises:
            KeyError, TypeError, ValueError: If it is no view.
        """
        state = str(told["state"])
        if state not in STATES:
            raise ValueError(f"there is no state {state}")
        is_vote = state == "vote"
        options = [_option_for_phones(option) for option in told["options"]]
        view: dict[str, Any] = {
            "state": state,
            "title": str(told["title"]),
            "ask": str(told["ask"]),
            "options": options,
            "ballot": int(told["ballot"]) if is_vote else 0,
            "round": int(told["round"]),
            "promises": [str(each) for each in told["promises"]],
            "rehearsal": bool(told["rehearsal"]),
        }
        if state == "reveal":  # and in no other state
            view["revealed"] = [_round_for_phones(each) for each in told["revealed"]]
        allowed = {option["id"] for option in options if option["open"]} | {PASS} if is_vote else set()
        view["mark"] = zlib.crc32(as_text({**view, "step": int(told["step"])}).encode()) & MOST_NUMBER
        return cls(view["mark"], view["ballot"], frozenset(allowed), view, as_text({"is": "view", **view}))


def _option_for_phones(told: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: str(told[name]) for name in ("id", "letter", "shape", "do", "reason")}
    return {**named, "open": bool(told["open"])}


def _round_for_phones(told: Mapping[str, Any]) -> dict[str, Any]:
    bars = []
    for bar in told["bars"]:
        count = bar["count"]
        made = {"letter": str(bar["letter"]), "shape": str(bar["shape"]), "do": str(bar["do"])}
        # Where the count may not be told its share may not either: with one voter known it gives the count away.
        share = None if count is None or bar["share"] is None else float(bar["share"])
        bars.append({**made, "count": _count(count), "share": share, "leads": bool(bar["leads"])})
    return {
        "round": int(told["round"]),
        "voters": _count(told["voters"]),
        "passed": _count(told["passed"]),
        "hands": bool(told["hands"]),
        "bars": bars,
    }


def _count(told: Any) -> int | None:
    return None if told is None else int(told)


# --- what the game hands over --------------------------------------------------------------------------------------


def view_fields(view: VoterView) -> dict[str, Any]:
    """A view as JSON fields, for the line to the server."""
    return {
        "step": view.step,
        "state": view.state,
        "title": view.title,
        "ask": view.ask,
        "options": [_option_fields(option) for option in view.options],
        "ballot": view.ballot,
        "round": view.round,
        "revealed": [_round_fields(each) for each in view.revealed] if view.state == "reveal" else [],
        "promises": list(view.promises),
        "rehearsal": view.is_rehearsal,
    }


def _option_fields(option: OptionView) -> dict[str, Any]:
    return {
        "id": option.id,
        "letter": option.letter,
        "shape": option.shape.value,
        "do": option.do,
        "open": option.is_open,
        "reason": option.reason,
    }


def _round_fields(shown: RoundView) -> dict[str, Any]:
    return {
        "round": shown.round,
        "voters": shown.voters,
        "passed": shown.passed,
        "hands": shown.by_hands,
        "bars": [_bar_fields(bar) for bar in shown.bars],
    }


def _bar_fields(bar: BarView) -> dict[str, Any]:
    return {
        "letter": bar.option.letter,
        "shape": bar.option.shape.value,
        "do": bar.option.do,
        "count": bar.count,
        "share": bar.share,
        "leads": bar.leads,
    }
