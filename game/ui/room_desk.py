"""Where a facilitator is within a session: what is typed, asked and laid over the wall.  Nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.server.network_test import Judgement
from game.ui.room_keys import Verb
from game.ui.screens.room.canvas import Wifi


class Ask(StrEnum):
    """What the facilitator is asked, before something is done."""

    GO_BACK = "go back"  # which decision
    ROAD = "road"  # at which decision
    ROAD_CHOICE = "road choice"  # and which other choice there
    TIES = "ties"  # which rule
    HEADCOUNT = "headcount"  # a number
    CONDITION = "condition"  # words
    REVIEW = "review"  # words
    WIFI_NAME = "wifi name"  # words
    WIFI_PASSWORD = "wifi password"  # noqa: S105 - words, kept nowhere
    FINISH = "finish"  # yes or no
    TELL = "tell"  # yes or no
    GO_ON = "go on"  # with the session that was left, or with a new one
    HELP = "help"  # nothing: all keys
    SCREENS = "screens"  # nothing: which display is which
    REMOTE = "remote"  # nothing: the code that makes a phone the remote


TYPED = (Ask.CONDITION, Ask.REVIEW, Ask.WIFI_NAME, Ask.WIFI_PASSWORD)
LISTS = (Ask.GO_BACK, Ask.ROAD, Ask.ROAD_CHOICE, Ask.TIES)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list that a letter picks."""

    letter: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Replaced as a whole.

    Attributes:
        page: Of the wall's screen, from 0.
        panels_back: An earlier panel is on the wall, this many ago.
        notes_page: Of the notes, from 0.
        ask: What is asked.
        picked: Id of the option, or letter of the entry, that Enter will take.
        digits: Typed for hands or people.
        text: Typed words.
        composing: What an input method has not settled yet.
        kept_text: What was typed before, where two things are asked.
        message: Said once.
        is_blank: The wall shows nothing.
        is_paused: The clock stands still.
        is_locked: Nobody new can join.
        shows_join: The way to join lies over the wall.
        shows_network: The check of the network lies over the facilitator's window, and never over the wall.
        wifi: Shown with it.
        has_left: Left at once: both screens show nothing of it.
        has_pane: With one window: whether the notes are shown.
    """

    page: int = 0
    panels_back: int = 0
    notes_page: int = 0
    ask: Ask | None = None
    picked: str = ""
    digits: str = ""
    text: str = ""
    composing: str = ""
    kept_text: str = ""
    message: str = ""
    is_blank: bool = False
    is_paused: bool = False
    is_locked: bool = False
    shows_join: bool = False
    shows_network: bool = False
    wifi: Wifi | None = None
    has_left: bool = False
    has_pane: bool = True

    @property
    def is_typing(self) -> bool:
        """Whether the keys are letters now."""
        return self.ask in TYPED


@dataclass(frozen=True, slots=True)
class Step:
    """A key that does something now, with what it does in this place; no verb: letters and digits that are typed."""

    cap: str  # as it is printed; several with spaces between
    label: str
    verb: Verb | None = None


@dataclass(frozen=True, slots=True)
class RemoteCode:
    """What makes a phone the remote: `link` for a camera, with its key; `address` is where it leads, without."""

    link: str
    address: str

    def __repr__(self) -> str:
        return "RemoteCode(…)"  # never in a log or a traceback


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Whether phones get through, as far as it is known.

    Attributes:
        judgement: What to say; None while this computer looks.
        page: Where another device finds the probe page; empty where there is none.
        addresses: Of this computer, the likeliest first.
    """

    judgement: Judgement | None
    page: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """What the facilitator's window shows beside the session's own view.

    Attributes:
        desk: What is typed, asked, laid over the wall.
        next_words: What the main key does now, in a sentence.
        steps: Which keys do something now, the main one first.
        entries: Of the list that is asked from.
        question: What is asked now, in a sentence; empty for nothing.
        pages: Of the wall: the shown one from 0, and how many.
        seconds_left: Of the clock.
        join: Where phones join, as text; empty without phones.
        connected: How many phones are connected now.
        takes_hands: Raised hands are counted.
        takes_phones: Phones vote.
        trouble: What is wrong with the phones, or empty.
        told: What was saved where, after the end.
        screens: Which display is which, in sentences.
        is_seen: The room sees this window too.
        wall_frame: Counts the pictures of the wall, for the small one; 0: none is shown.
        wall_aspect: Its width by its height.
        remote: Where the phone is that helps to lead, in a sentence; empty while that is off.
        remote_code: What makes a phone the remote; only here, never on a wall.
        network: The check of the network, while it is shown; only here, never on a wall.
        minutes_back: Since the facilitator came back to a session that was left; None: it was not left.
    """

    desk: Desk
    next_words: str
    steps: tuple[Step, ...] = ()
    entries: tuple[Entry, ...] = ()
    question: str = ""
    pages: tuple[int, int] = (0, 1)
    seconds_left: int | None = None
    join: str = ""
    connected: int = 0
    takes_hands: bool = True
    takes_phones: bool = True
    trouble: str = ""
    told: tuple[str, ...] = ()
    screens: tuple[str, ...] = ()
    is_seen: bool = False
    wall_frame: int = 0
    wall_aspect: float = 16 / 9
    remote: str = ""
    remote_code: RemoteCode | None = None
    network: NetworkView | None = None
    minutes_back: int | None = None


@dataclass(frozen=True, slots=True)
class PressKey:
    """What pressing an element of the facilitator's window means: a key of the table."""

    key: str


@dataclass(frozen=True, slots=True)
class WallMiniature:
    """The wall as it is now, small; `frame` makes a new one another value."""

    frame: int
