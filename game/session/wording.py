"""The words for what a play is told in: dimensions and methods, each with a gloss.  Every shell says the same ones."""

from __future__ import annotations

import re

from game.core.scenario import Dimension, Method

DIMENSIONS = {
    Dimension.NOTICE: "Notice",
    Dimension.OWN: "Own a part",
    Dimension.CENTRE: "Centre the person",
    Dimension.CRAFT: "Craft the move",
    Dimension.REPAIR: "Repair",
    Dimension.SHIFT: "Shift what is normal",
}

DIMENSIONS_SAY = {
    Dimension.NOTICE: "seeing what is going on, and who holds power",
    Dimension.OWN: "taking a share that fits your power and your risk",
    Dimension.CENTRE: "letting the wishes of the person affected decide",
    Dimension.CRAFT: "finding the words, the time and the place that fit",
    Dimension.REPAIR: "coming back to what went badly",
    Dimension.SHIFT: "leaving something behind that makes it easier next time",
}

# A move without one of these methods has no name: it may be waiting, or doing something else altogether.
METHODS = {
    Method.DIRECT: "direct",
    Method.DISTRACT: "distract",
    Method.DELEGATE: "delegate",
    Method.DOCUMENT: "document",
    Method.DELAY: "delay",
    Method.CHANGE_THE_CONDITIONS: "change the conditions",
}

METHODS_SAY = {
    Method.DIRECT: "openly, there and then",
    Method.DISTRACT: "turn the moment to something else",
    Method.DELEGATE: "bring in somebody better placed",
    Method.DOCUMENT: "write down what happened",
    Method.DELAY: "come back to it, or ask first",
    Method.CHANGE_THE_CONDITIONS: "change the rule or the routine behind it",
}


def method_words(method: Method) -> str:
    """A method with its gloss, such as “direct: openly, there and then”; empty for a move without one."""
    return f"{METHODS[method]}: {METHODS_SAY[method]}" if method in METHODS else ""


def line_to_say(do: str, line: str) -> str:
    """A choice's line, unless the choice has just said the same words."""
    said = " ".join(re.findall(r"\w+", do.casefold()))
    return "" if " ".join(re.findall(r"\w+", line.casefold())) in said else line
