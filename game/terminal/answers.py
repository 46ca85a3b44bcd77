"""
`understand(view, typed)`: what a typed line means on a screen.

Pure.  A line means a command for the session, something that concerns the terminal alone, or nothing, and then the
answer says what could be typed instead.  No line can mean a choice unless the screen offers one.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from game.session import messages as m
from game.session import views as v


class Want(StrEnum):
    """What concerns the terminal alone."""

    LEAVE = "leave"
    HELP = "help"
    TRANSCRIPT = "transcript"
    BACK = "back"
    AGAIN = "again"
    PEOPLE = "people"
    SUPPORT = "support"
    SETTINGS = "settings"
    LIBRARY = "library"
    REPORT = "report"
    DELETE = "delete"
    SLIP = "slip"
    NOTICES = "notices"  # never typed: what has to be said once, such as a full disk


@dataclass(frozen=True, slots=True)
class Send:
    """Hand this to the session."""

    command: m.Command


@dataclass(frozen=True, slots=True)
class Note:
    """Words about a question; then the play goes on."""

    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Make a plan of this line, from 0."""

    line: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing happens; what to say about it."""

    says: str


Answer = Send | Want | Note | Plan | Unclear

# Full words always mean this.  Single letters do where the screen offers no choice under that letter.
WORDS = {
    "q": Want.LEAVE, "quit": Want.LEAVE, "exit": Want.LEAVE, "leave": Want.LEAVE, ":q": Want.LEAVE,
    "?": Want.HELP, "h": Want.HELP, "help": Want.HELP,
    "t": Want.TRANSCRIPT, "transcript": Want.TRANSCRIPT,
    "b": Want.BACK, "back": Want.BACK,
    "again": Want.AGAIN,
    "p": Want.PEOPLE, "people": Want.PEOPLE,
    "support": Want.SUPPORT,
    "s": Want.SETTINGS, "settings": Want.SETTINGS,
    "m": Want.LIBRARY, "library": Want.LIBRARY,
}  # fmt: skip

HELP = (
    ("Enter", "go on"),
    ("a number, or all", "while reading: show so many more lines, or the rest"),
    ("a letter", "at a decision: do that"),
    ("look, or look 2", "look closer at something, where there is something to look at"),
    ("back", "read the last lines again; nothing you did changes"),
    ("t", "read all that was said so far"),
    ("again", "say this screen once more"),
    ("people", "who is who, and how a name sounds"),
    ("support", "whom you can talk to"),
    ("settings", "when the why is told, bold letters, notes"),
    ("library", "back to the list; this play is kept where it is"),
    ("q", "leave at once, from anywhere; this play is kept where it is"),
)


def number_in(typed: str) -> int | None:
    """A whole number that was typed, or None.  Long rows of digits are none."""
    typed = typed.strip().rstrip(".)")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else None


def understand(view: v.SessionView, typed: str) -> Answer:
    """What `typed`, without the spaces around it, means on this screen."""
    said = typed.casefold()
    screen = view.screen
    if isinstance(screen, v.DecisionView):
        return _at_decision(screen, said, is_practice=view.is_practice)
    if said in WORDS:
        return WORDS[said]
    match screen:
        case v.BriefingView():
            return Send(m.Begin()) if said in ("", "begin") else _unclear(typed, "Enter begins", ("begin",))
        case v.ScriptView():
            return _while_reading(screen, said, typed)
        case v.LookCloserView():
            return _while_looking(screen, said, typed)
        case v.ReflectionView() | v.EndingView():
            return Note(typed) if typed and _asks(screen) else Send(m.GoOn())
        case v.CommentaryView():
            return Send(m.GoOn()) if not said else _unclear(typed, "Enter goes on")
        case v.AlternativesView():
            return _at_alternatives(screen, said, typed)
        case v.DebriefView():
            return _in_debrief(screen, said, typed)
        case _:
            return Unclear("Nothing can be typed here.")


def hint(view: v.SessionView) -> str:
    """What can be typed on this screen, in one line."""
    screen = view.screen
    match screen:
        case v.BriefingView():
            return "Enter: begin. library: choose another one. q: leave. ?: all that you can type."
        case v.ScriptView():
            return "Enter: next. A number or all: several lines at once. ?: help."
        case v.LookCloserView():
            return "A number: look at that. Enter: back."
        case v.DecisionView():
            letters = f"{screen.offers[0].letter} to {screen.offers[-1].letter}" if screen.offers else "a letter"
            look = " look: look closer." if screen.glances else ""
            stop = " stop: leave it as it was." if view.is_practice else ""
            return f"{letters}: do that.{look} back: the last lines again. t: all that was said.{stop} ?: help."
        case v.ReflectionView() | v.EndingView() if _asks(screen):
            return "Enter: go on. Or type a few words first; they are not kept unless you say so."
        case v.AlternativesView():
            return "Enter: go on. try: this moment another way." if screen.can_try_again else "Enter: go on."
        case v.DebriefView():
            return _debrief_hint(screen)
        case _:
            return "Enter: go on."


def _asks(screen: v.Screen) -> bool:
    return isinstance(screen, v.ReflectionView) or (isinstance(screen, v.EndingView) and bool(screen.reflect))


def _at_decision(screen: v.DecisionView, said: str, *, is_practice: bool) -> Answer:
    # Leaving comes before anything: it has to work without looking first.
    if said in WORDS and WORDS[said] is Want.LEAVE:
        return Want.LEAVE
    if said in ("stop", "cancel") and is_practice:
        return Send(m.StopTrying())
    letter, number = said.rstrip(".)"), number_in(said)
    for place, offer in enumerate(screen.offers, 1):
        if letter == offer.letter.casefold() or number == place:
            if offer.is_open:
                return Send(m.Choose(offer.id))
            return Unclear(f"{offer.letter} is not open. {offer.reason}")
    if said in WORDS:
        return WORDS[said]
    word, _, rest = said.partition(" ")
    if word in ("l", "look"):
        return _look(screen.glances, rest)
    open_letters = ", ".join(offer.letter for offer in screen.offers if offer.is_open)
    return Unclear(f"Nothing was chosen. Type one of {open_letters}, or ? for help.")


def _look(there_are: int, which: str) -> Answer:
    if not there_are:
        return Unclear("There is nothing to look at more closely here.")
    at = number_in(which) if which.strip() else 1
    if at is None or not 1 <= at <= there_are:
        return Unclear(f"Type look and a number from 1 to {there_are}.")
    return Send(m.LookCloser(at - 1))


def _while_reading(screen: v.ScriptView, said: str, typed: str) -> Answer:
    there_are, number = len(screen.lines), number_in(said)
    word, _, rest = said.partition(" ")
    if word in ("l", "look"):
        if screen.is_consequence:
            return Unclear("There is nothing to look at more closely here.")
        return _look(screen.glances, rest)
    if said == "":
        number = 1
    if said == "all":
        number = there_are
    if not number:
        return _unclear(typed, "Enter shows what comes next", ("all", "look"))
    if screen.line >= there_are:
        return Send(m.GoOn())
    return Send(m.Continue(min(there_are, screen.line + number)))


def _while_looking(screen: v.LookCloserView, said: str, typed: str) -> Answer:
    if said in ("", "up"):
        return Send(m.LookUp())
    at = number_in(said.removeprefix("look").strip())
    if at is not None and 1 <= at <= len(screen.glances):
        return Send(m.LookCloser(at - 1))
    return _unclear(typed, f"Type a number from 1 to {len(screen.glances)}, or Enter to go back")


def _at_alternatives(screen: v.AlternativesView, said: str, typed: str) -> Answer:
    if not said:
        return Send(m.GoOn())
    if said in ("try", "r", "try again"):
        if screen.can_try_again:
            return Send(m.TryAgain(screen.scene))
        return Unclear("This moment was tried another way already. Enter goes on.")
    return _unclear(typed, "Enter goes on", ("try",))


def _debrief_hint(screen: v.DebriefView) -> str:
    is_last = screen.part + 1 == len(screen.parts)
    goes_on = "Enter: finish." if is_last else "Enter: next part."
    part = f"part 1 to part {len(screen.parts)}: that part."
    match screen.parts[screen.part]:
        case "moments":
            return f"{goes_on} try and a number: that moment another way. {part}"
        case "next-time":
            return f"{goes_on} A number: make a plan of that line. slip: a note that you took part. {part}"
        case _:
            return f"{goes_on} {part} support: someone to talk to. ?: help."


def _in_debrief(screen: v.DebriefView, said: str, typed: str) -> Answer:
    name = screen.parts[screen.part]
    if not said:
        is_last = screen.part + 1 == len(screen.parts)
        return Send(m.Close()) if is_last else Send(m.ShowPart(screen.part + 1))
    if said == "slip":
        return Want.SLIP
    word, _, rest = said.partition(" ")
    number = number_in(rest)
    if word == "part":
        if number is None or not 1 <= number <= len(screen.parts):
            return Unclear(f"Type part and a number from 1 to {len(screen.parts)}.")
        return Send(m.ShowPart(number - 1))
    if word == "try":
        return _try(screen, number)
    line = number_in(said)
    if name == "next-time" and line is not None:
        if 1 <= line <= len(screen.if_then_lines):
            return Plan(line - 1)
        return Unclear(f"Type a number from 1 to {len(screen.if_then_lines)}.")
    return _unclear(typed, "Enter goes on", ("part", "try", "slip"))


def _try(screen: v.DebriefView, number: int | None) -> Answer:
    if number is None or not 1 <= number <= len(screen.moments):
        return Unclear(f"Type try and the number of a moment, from 1 to {len(screen.moments)}.")
    moment = screen.moments[number - 1]
    if not moment.can_try_again:
        return Unclear(f"Moment {number} was tried another way already.")
    return Send(m.TryAgain(moment.scene))


def _unclear(typed: str, says: str, words: tuple[str, ...] = ()) -> Unclear:
    near = get_close_matches(typed.casefold(), (*words, *WORDS), n=1, cutoff=0.7) if len(typed) < 30 else []
    meant = f" Did you mean {near[0]}?" if near else ""
    return Unclear(f"{says}; ? tells what else you can type.{meant}")
