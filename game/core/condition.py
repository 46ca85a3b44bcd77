"""
Conditions as an author writes them: a small language that can be read aloud.

``credit is restored and trust is at least 2`` is parsed once, its names and types are checked against the
scenario's vocabulary, and what comes out is an `Expression`: a frozen value that cannot fail when asked.

Grammar, loosest first::

    either      both ("or" both)*
    both        negated ("and" negated)*
    negated     "not" negated | comparison
    comparison  operand [comparator operand]
    comparator  is | is not | is at least | is at most | == | != | >= | <= | > | <
    operand     number | yes | no | true | false | name | chose(choice) | seen(scene)
                | open_harm | repaired_harm | "(" either ")"
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from game.core.expression import (
    And,
    Chose,
    Comparator,
    Expression,
    FactIs,
    FactIsFact,
    Not,
    OpenHarm,
    Or,
    RepairedHarm,
    Seen,
    Value,
)

type_of_value = type  # the built-in, kept under a name that reads well in checks below
MAX_LENGTH = 400  # characters; nobody can read a longer condition aloud
MAX_NESTING = 20  # brackets and nots inside each other; bounds the recursion of the parser and of `holds`


@dataclass(frozen=True)
class Vocabulary:
    """The names a condition may use: facts with their values in declared order, choice ids, scene ids."""

    facts: Mapping[str, tuple[Value, ...]]
    choices: Set[str]
    scenes: Set[str]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Each fact's place in `World.facts`; worked out once, as a scenario has many conditions."""
        return {name: place for place, name in enumerate(self.facts)}


class ConditionError(ValueError):
    """A condition that cannot be used.

    Attributes:
        at: Where in the text, in characters from 0.
        length: How many characters are meant, at least 1.
        message: What is so, in the author's words.
        hint: What to do.
    """

    def __init__(self, message: str, hint: str, at: int, length: int) -> None:
        super().__init__(message)
        self.message, self.hint, self.at, self.length = message, hint, at, max(1, length)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # word, number, sign, open, close, end
    text: str
    at: int


_TOKEN = re.compile(
    r"\s*(?:(?P<number>[+-]?\d+(?![\w.-]))|(?P<word>\w[\w-]*)|(?P<sign>==|!=|>=|<=|>|<|=)"
    r"|(?P<open>\()|(?P<close>\)))"
)
_SIGNS = {
    "==": Comparator.IS,
    "=": Comparator.IS,
    "!=": Comparator.IS_NOT,
    ">=": Comparator.AT_LEAST,
    "<=": Comparator.AT_MOST,
    ">": Comparator.MORE_THAN,
    "<": Comparator.LESS_THAN,
}
_YES_NO: dict[str, bool] = {"yes": True, "true": True, "no": False, "false": False}
_WORDS = ("and", "or", "not", "is", "chose", "seen", "open_harm", "repaired_harm")
_EXAMPLE = "Write it like: credit is restored and trust is at least 2"
_QUOTES = "\"'“”„«»‘’"
_UNQUOTED = "Write the word without it, like: credit is restored"


def parse(text: str, vocabulary: Vocabulary) -> Expression:
    """Read and check one condition.

    Args:
        text: What the author wrote, at most `MAX_LENGTH` characters.
        vocabulary: The scenario's names.

    Raises:
        ConditionError: With place, message and hint.  Nothing else is raised, whatever the text.
    """
    if not text.strip():
        raise ConditionError("The condition is empty.", _EXAMPLE, 0, 1)
    if len(text) > MAX_LENGTH:
        raise ConditionError(
            f"The condition is longer than {MAX_LENGTH} characters.",
            "Keep part of it in a fact, and ask for that fact.",
            0,
            MAX_LENGTH,
        )
    return _Parser(_tokens(text), vocabulary).whole()


def nearest(word: str, known: Sequence[str] | Set[str] | Mapping[str, object]) -> str:
    """The known word that `word` most likely means, or an empty string."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def _tokens(text: str) -> list[_Token]:
    tokens, at = [], 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if not found:
            at += len(text[at:]) - len(text[at:].lstrip())
            if text[at] in _QUOTES:
                raise ConditionError("A quotation mark has no meaning in a condition.", _UNQUOTED, at, 1)
            raise ConditionError(f"“{text[at]}” has no meaning in a condition.", _EXAMPLE, at, 1)
        kind = found.lastgroup or "word"
        tokens.append(_Token(kind, found.group(kind), found.start(kind)))
        at = found.end()
    tokens.append(_Token("end", "", len(text.rstrip())))
    return tokens


@dataclass(frozen=True, slots=True)
class _Fact:
    token: _Token
    index: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Literal:
    token: _Token
    value: int | bool


@dataclass(frozen=True, slots=True)
class _Word:
    token: _Token


_Operand = _Fact | _Literal | _Word | Expression


class _Parser:
    def __init__(self, tokens: list[_Token], vocabulary: Vocabulary) -> None:
        self._tokens, self._next, self._known, self._depth = tokens, 0, vocabulary, 0
        self._places = vocabulary.places

    def whole(self) -> Expression:
        expression = self._either()
        if (left := self._peek()).kind != "end":
            raise ConditionError(
                f"“{left.text}” is not expected here.", self._joining_hint(left), left.at, len(left.text)
            )
        return expression

    def _joining_hint(self, token: _Token) -> str:
        if token.kind == "close":
            return "There is no opening bracket for it."
        return "Join two conditions with “and” or “or”."

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *words: str) -> _Token | None:
        token = self._peek()
        if token.kind == "word" and token.text.lower() in words:
            self._next += 1
            return token
        return None

    def _either(self) -> Expression:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _both(self) -> Expression:
        parts = [self._negated()]
        while self._take("and"):
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negated(self) -> Expression:
        if token := self._take("not"):
            self._deeper(token)
            expression = Not(self._negated())
            self._depth -= 1
            return expression
        return self._comparison()

    def _deeper(self, token: _Token) -> None:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise ConditionError(
                f"More than {MAX_NESTING} brackets or nots stand inside each other.",
                "Keep part of it in a fact, and ask for that fact.",
                token.at,
                len(token.text),
            )

    def _comparison(self) -> Expression:
        left = self._operand()
        sign = self._comparator()
        if sign is None:
            return self._alone(left)
        right = self._operand()
        return self._compared(left, sign, right)

    def _comparator(self) -> tuple[Comparator, _Token] | None:
        token = self._peek()
        if token.kind == "sign":
            self._next += 1
            return _SIGNS[token.text], token
        if not self._take("is"):
            return None
        if self._take("not"):
            return Comparator.IS_NOT, token
        if self._take("at"):
            if self._take("least"):
                return Comparator.AT_LEAST, token
            if self._take("most"):
                return Comparator.AT_MOST, token
            raise ConditionError(
                "After “is at” comes “least” or “most”.", "Write: trust is at least 2", token.at, len("is at")
            )
        return Comparator.IS, token

    def _operand(self) -> _Operand:
        token = self._peek()
        self._next += token.kind != "end"
        if token.kind == "number":
            return _Literal(token, int(token.text)) if len(token.text) < 10 else self._too_large(token)
        if token.kind == "open":
            self._deeper(token)
            inside = self._either()
            self._depth -= 1
            if self._peek().kind != "close":
                raise ConditionError("A bracket is opened and not closed.", "Add “)”.", token.at, 1)
            self._next += 1
            return inside
        if token.kind != "word" or token.text.lower() in ("and", "or", "is"):
            said = (
                f"“{token.text}” comes where a name or a number is expected." if token.text else "It stops too early."
            )
            raise ConditionError(said, _EXAMPLE, token.at, len(token.text))
        return self._word(token)

    def _too_large(self, token: _Token) -> _Literal:
        raise ConditionError(
            "That number is too large.", "Use a number of at most nine digits.", token.at, len(token.text)
        )

    def _word(self, token: _Token) -> _Operand:
        folded = token.text.lower().replace("-", "_")
        if folded in ("chose", "seen") and self._peek().kind == "open":
            return self._call(folded, token)
        if folded == "open_harm":
            return OpenHarm()
        if folded == "repaired_harm":
            return RepairedHarm()
        if token.text in self._places:
            return _Fact(token, self._places[token.text], self._known.facts[token.text])
        if folded in _YES_NO:
            return _Literal(token, _YES_NO[folded])
        return _Word(token)

    def _call(self, function: str, token: _Token) -> Expression:
        self._next += 1
        name = self._peek()
        self._next += name.kind != "end"
        if self._peek().kind != "close" or name.kind not in ("word", "number"):
            raise ConditionError(
                f"“{token.text}” takes one id in brackets.", f"Write: {function}(its-id)", token.at, len(token.text)
            )
        self._next += 1
        known = self._known.choices if function == "chose" else self._known.scenes
        if name.text not in known:
            kind = "choice" if function == "chose" else "scene"
            near = nearest(name.text, known)
            hint = f"Did you mean “{near}”?" if near else f"Use the id of a {kind} in this scenario."
            raise ConditionError(f"There is no {kind} called “{name.text}”.", hint, name.at, len(name.text))
        return Chose(name.text) if function == "chose" else Seen(name.text)

    def _alone(self, left: _Operand) -> Expression:
        if isinstance(left, Expression):
            return left
        if isinstance(left, _Word):
            raise self._unknown(left.token)
        if isinstance(left, _Literal):
            raise ConditionError("A value alone is not a condition.", _EXAMPLE, left.token.at, len(left.token.text))
        if left.values and isinstance(left.values[0], bool):
            return FactIs(left.index, left.token.text, Comparator.IS, True)
        example = f"{left.token.text} is {_shown(left.values[-1])}"
        raise ConditionError(
            f"“{left.token.text}” is not a yes-or-no fact, so it cannot stand alone.",
            f"Say what it is compared with: {example}",
            left.token.at,
            len(left.token.text),
        )

    def _compared(self, left: _Operand, sign: tuple[Comparator, _Token], right: _Operand) -> Expression:
        comparator, at = sign
        if isinstance(left, (_Literal, Expression)):
            raise ConditionError(
                "A comparison starts with a fact.", "Write: trust is at least 2, not: 2 is trust", at.at, len(at.text)
            )
        if isinstance(left, _Word):
            raise self._unknown(left.token)
        if isinstance(right, Expression):
            raise ConditionError("A fact is compared with a value.", _EXAMPLE, at.at, len(at.text))
        numeric = isinstance(left.values[0], int) and not isinstance(left.values[0], bool)
        if comparator not in (Comparator.IS, Comparator.IS_NOT) and not numeric:
            raise ConditionError(
                f"“{left.token.text}” is not a number, so nothing is more or less than it.",
                f"Use “is” or “is not”: {left.token.text} is {_shown(left.values[-1])}",
                at.at,
                len(at.text),
            )
        # A word that is both a value of the left fact and another fact's name means the value.
        if not isinstance(right, _Literal) and right.token.text in left.values:
            return FactIs(left.index, left.token.text, comparator, right.token.text)
        if isinstance(right, _Fact):
            if type_of_value(right.values[0]) is not type_of_value(left.values[0]):
                raise self._wrong_value(left, right.token)
            return FactIsFact(left.index, left.token.text, comparator, right.index, right.token.text)
        if isinstance(right, _Word):
            raise self._wrong_value(left, right.token)
        if type_of_value(right.value) is not type_of_value(left.values[0]):
            if str(right.token.text) in left.values:  # a value that is written like a number or yes/no
                return FactIs(left.index, left.token.text, comparator, right.token.text)
            raise self._wrong_value(left, right.token)
        if numeric and right.value not in left.values:
            raise self._wrong_value(left, right.token)
        return FactIs(left.index, left.token.text, comparator, right.value)

    def _unknown(self, token: _Token) -> ConditionError:
        near = nearest(token.text, {*self._known.facts, *_WORDS})
        hint = f"Did you mean “{near}”?" if near else "Declare it under facts:, or use a fact that is declared there."
        return ConditionError(f"There is no fact called “{token.text}”.", hint, token.at, len(token.text))

    def _wrong_value(self, left: _Fact, token: _Token) -> ConditionError:
        name, first = left.token.text, left.values[0]
        if isinstance(first, bool):
            return ConditionError(
                f"“{name}” is yes or no, not “{token.text}”.",
                f"Write: {name}, or: not {name}",
                token.at,
                len(token.text),
            )
        if isinstance(first, int):
            return ConditionError(
                f"“{name}” is a whole number from {first} to {left.values[-1]}, not “{token.text}”.",
                f"Write: {name} is at least {left.values[-1]}",
                token.at,
                len(token.text),
            )
        shown = [str(value) for value in left.values]
        near = nearest(token.text, shown)
        hint = f"Did you mean “{near}”?" if near else "Use one of: " + ", ".join(shown)
        return ConditionError(f"“{name}” is never “{token.text}”.", hint, token.at, len(token.text))


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
