"""
Every key of a facilitator, in one table: a key means the same thing on every screen.

Letters from A on are options, so no verb has one of them; that is why the wall is blanked with a full stop.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

OPTION_LETTERS = "abcdefgh"  # seven choices and “something else”
DIGITS = "0123456789"


class Verb(StrEnum):
    """What a facilitator can do."""

    NEXT = "next"
    BACK = "back"
    CONFIRM = "confirm"
    ERASE = "erase"
    LEAVE = "leave"
    BLANK = "blank"
    PAUSE = "pause"
    VOTE = "vote"
    REVEAL = "reveal"
    TALK = "talk"
    TELL = "tell"
    LOOK = "look"
    WHY = "why"
    ROAD = "road"
    GO_BACK = "go back"
    UNDO_HANDS = "undo hands"
    CLOCK = "clock"
    MORE_TIME = "more time"
    JOIN = "join"
    WIFI = "wifi"
    LOCK = "lock"
    HEADCOUNT = "headcount"
    TIES = "ties"
    AGREE = "agree"
    FINISH = "finish"
    NOTES_ON = "notes on"
    NOTES_BACK = "notes back"
    HELP = "help"
    SCREENS = "screens"
    REMOTE = "remote"
    NETWORK = "network"
    FULLSCREEN = "fullscreen"
    PANE = "pane"


@dataclass(frozen=True, slots=True)
class RoomKey:
    """A verb, the keys that mean it (as `pygame.key.name` names them), how the first is printed, what it does."""

    verb: Verb
    keys: tuple[str, ...]
    cap: str
    label: str


# Page down and Page up are what a clicker sends.
KEYS = (
    RoomKey(Verb.NEXT, ("space", "page down", "right"), "Space", "The next step"),
    RoomKey(Verb.BACK, ("page up", "left"), "Page up", "A page or a panel back"),
    RoomKey(Verb.CONFIRM, ("return", "enter"), "Enter", "Do what is asked"),
    RoomKey(Verb.ERASE, ("backspace",), "Backspace", "Not that: take back what is being typed"),
    RoomKey(Verb.BLANK, (".", "[.]"), ".", "Blank the wall, and show it again"),
    RoomKey(Verb.PAUSE, ("p",), "P", "Pause, and go on"),
    RoomKey(Verb.VOTE, ("v",), "V", "Open the vote, close it"),
    RoomKey(Verb.REVEAL, ("r",), "R", "Show how the room voted"),
    RoomKey(Verb.TALK, ("t",), "T", "Let the room talk"),
    RoomKey(Verb.UNDO_HANDS, ("u",), "U", "Take back the last hands"),
    RoomKey(Verb.TELL, ("q",), "Q", "Tell this decision in a sentence; it asks first"),
    RoomKey(Verb.LOOK, ("o",), "O", "Look closer"),
    RoomKey(Verb.WHY, ("w",), "W", "Show why it went this way"),
    RoomKey(Verb.ROAD, ("m",), "M", "Show another road"),
    RoomKey(Verb.GO_BACK, ("z",), "Z", "Go back to a decision"),
    RoomKey(Verb.CLOCK, ("k",), "K", "Start a clock, take it away"),
    RoomKey(Verb.MORE_TIME, ("=", "+", "[+]"), "+", "Half a minute more"),
    RoomKey(Verb.JOIN, ("j",), "J", "Show how to join, large"),
    RoomKey(Verb.WIFI, ("i",), "I", "Show a code for the Wi-Fi"),
    RoomKey(Verb.LOCK, ("l",), "L", "Lock the door, open it"),
    RoomKey(Verb.HEADCOUNT, ("n",), "N", "How many people are here"),
    RoomKey(Verb.TIES, ("s",), "S", "What decides a tie"),
    RoomKey(Verb.AGREE, ("y",), "Y", "Write down what was agreed"),
    RoomKey(Verb.FINISH, ("x",), "X", "Finish the session; it asks first"),
    RoomKey(Verb.NOTES_ON, ("down",), "Down", "More notes"),
    RoomKey(Verb.NOTES_BACK, ("up",), "Up", "Notes back"),
    RoomKey(Verb.PANE, ("tab",), "Tab", "Hide the notes, show them"),
    RoomKey(Verb.FULLSCREEN, ("f11",), "F11", "Wall fills its display, or not"),
    RoomKey(Verb.SCREENS, ("f2",), "F2", "Check my screens"),
    RoomKey(Verb.REMOTE, ("f3",), "F3", "A phone as a remote: on, off"),
    RoomKey(Verb.NETWORK, ("f4",), "F4", "Check whether phones get through"),
    RoomKey(Verb.HELP, ("f1",), "F1", "All keys"),
    RoomKey(Verb.LEAVE, ("escape",), "Esc", "Not now; where nothing is asked: leave at once, the wall goes blank"),
)
BY_VERB: Mapping[Verb, RoomKey] = {each.verb: each for each in KEYS}
_BY_KEY: Mapping[str, Verb] = {key: each.verb for each in KEYS for key in each.keys}


def verb_of(key: str) -> Verb | None:
    """What a key means; None for a letter of an option, a digit, or nothing at all."""
    return _BY_KEY.get(key)


def letter_of(key: str) -> str:
    """The letter of an option, as it is on screen; empty for any other key."""
    return key.upper() if len(key) == 1 and key in OPTION_LETTERS else ""


def digit_of(key: str) -> str:
    """A digit, also of a keypad; empty for any other key."""
    bare = key.strip("[]")
    return bare if len(bare) == 1 and bare in DIGITS else ""
