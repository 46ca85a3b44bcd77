"""Commands of a session as short JSON lists, such as ``["choose","hand-back"]``, and back."""

from __future__ import annotations

from collections.abc import Sequence

from game.session import messages as m

LONGEST_ID = 200  # characters; ids are checked when a scenario is read, a journal may come from anywhere

_PLAIN: dict[str, m.Command] = {
    "begin": m.Begin(),
    "on": m.GoOn(),
    "up": m.LookUp(),
    "time-up": m.TimeUp(),
    "stop": m.StopTrying(),
    "close": m.Close(),
}
_WORDS = {type(command): word for word, command in _PLAIN.items()}


def encode(command: m.Command) -> list[object]:
    """The command as a list that JSON can hold: a word, then its values."""
    match command:
        case m.Continue(to_line):
            return ["to", to_line]
        case m.LookCloser(at):
            return ["look", at]
        case m.Choose(choice):
            return ["choose", choice]
        case m.AnswerProbe(sureness, reason):
            return ["probe", sureness.value if sureness else None, reason]
        case m.TryAgain(scene):
            return ["again", scene]
        case m.ShowPart(part):
            return ["part", part]
        case m.SetPacing(pacing):
            return ["pacing", pacing.value]
        case _:
            return [_WORDS[type(command)]]


def decode(entry: Sequence[object]) -> m.Command:
    """The command that `encode` was given.

    Raises:
        ValueError: If this is no such list.
    """
    match list(entry):
        case [str(word)] if word in _PLAIN:
            return _PLAIN[word]
        case ["to", number]:
            return m.Continue(_number(number))
        case ["look", number]:
            return m.LookCloser(_number(number))
        case ["choose", choice]:
            return m.Choose(_id(choice))
        case ["probe", (None | str()) as sureness, reason]:
            return m.AnswerProbe(
                None if sureness is None else m.Sureness(sureness), None if reason is None else _number(reason)
            )
        case ["again", scene]:
            return m.TryAgain(_id(scene))
        case ["part", number]:
            return m.ShowPart(_number(number))
        case ["pacing", str(pacing)]:
            return m.SetPacing(m.Pacing(pacing))
    raise ValueError("not a command")


def _number(value: object) -> int:
    if type(value) is not int or not -1 <= value < 1_000_000:
        raise ValueError("not a number of a command")
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID:
        raise ValueError("not an id")
    return value
