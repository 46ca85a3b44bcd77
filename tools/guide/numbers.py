"""Small numbers in words, as they are read aloud: “five”, “three in four”."""

from __future__ import annotations

from fractions import Fraction

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FINEST = 10  # people that a share is said of, at most


def said(number: int) -> str:
    """A number up to ten as a word, a larger one in digits."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def share(of_all: float) -> str:
    """A share from 0 to 1, such as “three in four” for 0.75: the nearest one of ten people or fewer."""
    near = Fraction(of_all).limit_denominator(_FINEST)
    return f"{said(near.numerator)} in {said(near.denominator)}"


def minutes(number: int) -> str:
    """So many minutes, such as “one minute”."""
    return f"{said(number)} minute{'' if number == 1 else 's'}"
