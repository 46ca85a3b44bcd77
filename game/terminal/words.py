"""The names of things as they are said in a line: faces, dimensions, methods, pacing."""

from __future__ import annotations

from game.core.scenario import Mode
from game.session.messages import Pacing, Sureness

# A drawing's name as it reads between a speaker's name and a colon.  What is not here is said as it stands.
FACES = {
    "awe": "amazed",
    "blank": "no expression",
    "concerned": "concerned",
    "eyes-closed": "eyes closed",
    "laughing": "laughing",
    "smile": "smiling",
    "smile-big": "smiling broadly",
}

MODES = {
    Mode.IN_PERSON: "in person",
    Mode.VIDEO: "on video",
    Mode.CHAT: "in a chat",
    Mode.HYBRID: "some in the room, some on video",
}

INTENSITIES = {1: "everyday", 2: "charged", 3: "severe"}

SURENESS = {Sureness.GUESS: "a guess", Sureness.FAIRLY: "fairly sure", Sureness.VERY: "very sure"}

PACINGS = {
    Pacing.AUTOMATIC: "after each of the first two decisions of a first scenario, later at the end",
    Pacing.GUIDED: "after each decision",
    Pacing.FLOW: "at the end",
}


def face(expression: str) -> str:
    """An expression as a person would say it."""
    return FACES.get(expression, expression.replace("-", " "))


def place(place_id: str) -> str:
    """A place as a person would say it."""
    return place_id.replace("-", " ")


def count(number: int, one: str, many: str = "") -> str:
    """ "1 moment", "3 moments"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: tuple[str, ...], last: str = "and") -> str:
    """ "one, two and three"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
