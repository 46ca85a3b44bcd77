"""
What a facilitator's phone and the voting server say to each other while it is a remote: values and JSON, no sockets.

This protocol is spoken at an address of its own, which exists only while the facilitator has switched a remote on.
Voters' phones speak `protocol`, which cannot build any of this.  A remote presses seven keys of the facilitator and no
other: it can type nothing, count no hands, choose no road and finish no session.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from game.server.flat_json import Flat, NotUnderstood, as_text

PAGE = "/remote"
CHANNEL = "/remote/channel"
KEY_BYTES = 16  # 128 bits: nobody guesses them
LONGEST_KEY = 64  # characters; a key has two for each byte
MOST_NOTES = 40  # lines that a phone is sent


class RemoteVerb(StrEnum):
    """What a remote can do; each is a key of the facilitator."""

    NEXT = "next"
    VOTE = "vote"
    REVEAL = "reveal"
    TALK = "talk"
    BLANK = "blank"
    PAUSE = "pause"
    MORE_TIME = "more-time"


class RemoteWhy(StrEnum):
    """Why a remote was refused."""

    UNREADABLE = "unreadable"
    KEY = "key"
    TAKEN = "taken"
    PAUSE = "pause"
    OUTSIDE = "outside"
    MOVED_ON = "moved-on"
    OFF = "off"


REMOTE_SAYS: Mapping[RemoteWhy, str] = {
    RemoteWhy.UNREADABLE: "This page sent something that was not understood. Load the page again.",
    RemoteWhy.KEY: "This is not the key of the remote. Scan the code on the facilitator’s window.",
    RemoteWhy.TAKEN: "The code was used already. Switch the remote off and on at the computer, then scan the new code.",
    RemoteWhy.PAUSE: "Too many wrong keys. Wait a minute, then scan the code again.",
    RemoteWhy.OUTSIDE: "This phone is not the remote. Scan the code on the facilitator’s window.",
    RemoteWhy.MOVED_ON: "The session has moved on. Look at the next step, then press again.",
    RemoteWhy.OFF: "The remote is switched off. You can close this page.",
}


@dataclass(frozen=True, slots=True)
class Enter:
    """Become the remote, or come back as it.

    Attributes:
        key: What the picture code carries; good for one phone, once.
        passed: What that phone was given for it, to come back with.
    """

    key: str = ""
    passed: str = ""

    def __repr__(self) -> str:
        return "Enter(…)"  # never in a log or a traceback


@dataclass(frozen=True, slots=True)
class Do:
    """Press a key.

    Attributes:
        verb: Which.
        step: Of the view that was on the phone: a press that was meant for another step does nothing.
    """

    verb: RemoteVerb
    step: int


RemoteMessage = Enter | Do


def new_key() -> str:
    """A key that nobody guesses, as hexadecimal digits."""
    return secrets.token_hex(KEY_BYTES)


def remote_link(address: str, key: str) -> str:
    """What the picture code carries.  The key is behind ``#``: browsers send that part to nobody.

    Args:
        address: Of the server, with its port.
        key: Of this remote.
    """
    return f"http://{address}{PAGE}#{key}"


def parse_remote(sent: str | bytes) -> RemoteMessage:
    """What a phone said.

    Raises:
        NotUnderstood: For anything else.
    """
    told = Flat(sent)
    match told.kind():
        case "enter":
            made: RemoteMessage = Enter(
                key=told.words("token", LONGEST_KEY) or "", passed=told.words("pass", LONGEST_KEY) or ""
            )
        case "do":
            try:
                verb = RemoteVerb(told.words("verb", LONGEST_KEY) or "")
            except ValueError:
                raise NotUnderstood("a remote does not do that") from None
            made = Do(verb, told.number("step", 1))
        case _:
            raise NotUnderstood("a remote enters or presses a key")
    told.end()
    return made


# --- what a remote is told -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteView:
    """All that a remote may show.  Who voted for what, and how many for which option, is not in it.

    Attributes:
        step: Counts up whenever a key would do something else than before; from 1.
        title: Of the scenario.
        next: What comes next, in a sentence.
        says: Said once, such as why nothing happened; empty for nothing.
        keys: Those that do something now with what each does, the main one first.
        voted: How many have voted on the open ballot, or on the last one; None before one.
        people: How many are in the room, as far as that is known.
        notes: Lead-ins and texts.
    """

    step: int
    title: str
    next: str
    says: str = ""
    keys: tuple[tuple[RemoteVerb, str], ...] = ()
    voted: int | None = None
    people: int | None = None
    notes: tuple[tuple[str, str], ...] = ()


def remote_fields(view: RemoteView) -> dict[str, Any]:
    """A view as JSON fields, for the line to the server and for the phone."""
    return {
        "step": view.step,
        "title": view.title,
        "next": view.next,
        "says": view.says,
        "keys": [{"verb": verb.value, "label": label} for verb, label in view.keys],
        "voted": view.voted,
        "people": view.people,
        "notes": [[lead, text] for lead, text in view.notes[:MOST_NOTES]],
    }


@dataclass(frozen=True, slots=True)
class RemoteShown:
    """What the remote shows now.

    Attributes:
        step: Of the view; 0 before there is one.
        verbs: What does something now.
        text: The message that is sent.
    """

    step: int = 0
    verbs: frozenset[RemoteVerb] = frozenset()
    text: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> RemoteShown:
        """From what the game handed over (see `remote_fields`), rebuilt from named parts.

        Raises:
            KeyError, TypeError, ValueError: If it is no view.
        """
        view = RemoteView(
            step=int(told["step"]),
            title=str(told["title"]),
            next=str(told["next"]),
            says=str(told["says"]),
            keys=tuple((RemoteVerb(each["verb"]), str(each["label"])) for each in told["keys"]),
            voted=_count(told["voted"]),
            people=_count(told["people"]),
            notes=tuple((str(lead), str(text)) for lead, text in told["notes"]),
        )
        text = as_text({"is": "view", **remote_fields(view)})
        return cls(view.step, frozenset(verb for verb, _ in view.keys), text)


def entered(passed: str) -> str:
    """The phone is the remote; with `passed` it comes back after its sleep."""
    return as_text({"is": "entered", "pass": passed})


def did(done: Do) -> str:
    """The key is on its way to the game."""
    return as_text({"is": "did", "verb": done.verb.value, "step": done.step})


def remote_refused(why: RemoteWhy) -> str:
    """An answer in words."""
    return as_text({"is": "refused", "why": why.value, "says": REMOTE_SAYS[why]})


def _count(told: Any) -> int | None:
    return None if told is None else int(told)
