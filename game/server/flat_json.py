"""One message as it comes over the network: a flat object of JSON, read name by name; nothing may be left over."""

from __future__ import annotations

import json
from typing import Any

MOST_BODY = 4_096  # bytes of a posted message, spaces and all
MOST_NUMBER = 2**31 - 1
MOST_DEPTH = 2  # brackets within brackets: a message is one flat object


class NotUnderstood(ValueError):
    """What was sent is no message; the words of this never repeat what was sent."""


class Flat:
    """A message that is being read.

    Args:
        sent: As it came.

    Raises:
        NotUnderstood: If it is no flat object of at most `MOST_BODY` bytes.
    """

    __slots__ = ("_fields",)

    def __init__(self, sent: str | bytes) -> None:
        data = sent.encode("utf-8", "surrogatepass") if isinstance(sent, str) else sent
        if len(data) > MOST_BODY:
            raise NotUnderstood("it is too long")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise NotUnderstood("it is not UTF-8") from None
        # A message is flat.  Deep nesting is what makes parsers of JSON stumble, so it is not even tried.
        if text.count("{") + text.count("[") > MOST_DEPTH:
            raise NotUnderstood("a message is one object")
        try:
            made = json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise NotUnderstood("it is not JSON") from None
        if not isinstance(made, dict):
            raise NotUnderstood("a message is one object")
        self._fields: dict[str, Any] = made

    def kind(self) -> object:
        """What the message says that it is."""
        return self._fields.pop("say", None)

    def words(self, name: str, longest: int) -> str | None:
        """Printable text of at most so many characters; None where it is not given.

        Raises:
            NotUnderstood: For anything else.
        """
        value = self._fields.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            raise NotUnderstood(f"{name} is not what a phone sends")
        return value

    def number(self, name: str, least: int, default: int | None = None) -> int:
        """A whole number from `least` to `MOST_NUMBER`; it must be given unless there is a default.

        Raises:
            NotUnderstood: For anything else.
        """
        value = self._fields.pop(name, default)
        if type(value) is not int or not least <= value <= MOST_NUMBER:
            raise NotUnderstood(f"{name} is not what a phone sends")
        return value

    def end(self) -> None:
        """All of it was read.

        Raises:
            NotUnderstood: If there is more in it.
        """
        if self._fields:
            raise NotUnderstood("there is more in it than a phone says")


def as_text(fields: object) -> str:
    """JSON without spaces."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise NotUnderstood("a name is given twice")
    return made


def _no_constant(name: str) -> Any:
    raise NotUnderstood("that is no number")
