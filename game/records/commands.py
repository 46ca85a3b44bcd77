"""
Commands of a session as short JSON lists, such as ``["choose","hand-back"]``, and back.

Votes and typed hands have no such form: they would be small counts in a file.  What may be kept of a vote is in the
command that closes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from game.core.ballot import TieRule
from game.core.disclosure import ENOUGH_VOTES, KeptCount, KeptTally
from game.session import messages as m
from game.session.room import LONGEST_AGREEMENT

NEVER_KEPT = (m.CastVote, m.TypeHands, m.UndoHands)
LONGEST_ID = 200  # characters; ids are checked when a scenario is read, a journal may come from anywhere

_PLAIN: dict[str, m.Command] = {
    "begin": m.Begin(),
    "on": m.GoOn(),
    "up": m.LookUp(),
    "time-up": m.TimeUp(),
    "stop": m.StopTrying(),
    "close": m.Close(),
    "vote": m.OpenVote(),
    "reveal": m.Reveal(),
    "talk": m.Talk(),
    "why": m.AskWhy(),
}
_WORDS = {type(command): word for word, command in _PLAIN.items()}


def encode(command: m.Command) -> list[object]:
    """The command as a list that JSON can hold: a word, then its values.

    Raises:
        ValueError: For what is never kept, and for the close of a vote that does not say what is kept of it.
    """
    match command:
        case m.CastVote() | m.TypeHands() | m.UndoHands() | m.CloseVote(None):
            raise ValueError("votes are never written down")
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
        case m.CloseVote(KeptTally() as told):
            return ["counted", *_written(told)]
        case m.Adopt(choice, is_told):
            return ["adopt", choice, is_told]
        case m.GoBack(scene):
            return ["back", scene]
        case m.ShowRoad(scene, choice):
            return ["road", scene, choice]
        case m.SetHeadcount(people):
            return ["heads", people]
        case m.SetTieRule(rule):
            return ["tie", rule.value]
        case m.Agree(condition, review_on):
            return ["agree", condition, review_on]
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
        case ["counted", *values]:
            return m.CloseVote(_told(values))
        case ["adopt", choice, bool(is_told)]:
            return m.Adopt(_id(choice), is_told)
        case ["back", scene]:
            return m.GoBack(_id(scene))
        case ["road", scene, choice]:
            return m.ShowRoad(_id(scene), _id(choice))
        case ["heads", people]:
            return m.SetHeadcount(None if people is None else _number(people))
        case ["tie", str(rule)]:
            return m.SetTieRule(TieRule(rule))
        case ["agree", str(condition), str(review_on)] if max(len(condition), len(review_on)) <= LONGEST_AGREEMENT:
            return m.Agree(condition, review_on)
    raise ValueError("not a command")


def _number(value: object) -> int:
    if type(value) is not int or not -1 <= value < 1_000_000:
        raise ValueError("not a number of a command")
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID:
        raise ValueError("not an id")
    return value


def _written(told: KeptTally) -> list[object]:
    counts = [[entry.option, entry.count] for entry in told.counts]
    flags = [told.in_bands, told.by_hands, told.by_phones]
    return [told.number, told.scene, told.round, counts, told.voters, list(told.leading), *flags]


def _told(values: list[object]) -> KeptTally:
    match values:
        case [number, scene, round_, list(counts), voters, list(leading), bool(bands), bool(hands), bool(phones)]:
            return KeptTally(
                number=_number(number),
                scene=_id(scene),
                round=_number(round_),
                counts=tuple(map(_kept_count, counts)),
                voters=_enough(voters),
                leading=tuple(map(_id, leading)),
                in_bands=bands,
                by_hands=hands,
                by_phones=phones,
            )
    raise ValueError("not a count of votes")


def _kept_count(entry: object) -> KeptCount:
    match entry:
        case [option, count]:
            return KeptCount(_id(option), _enough(count))
    raise ValueError("not a count of votes")


def _enough(value: object) -> int | None:
    number = None if value is None else _number(value)
    if number is not None and number < ENOUGH_VOTES:
        raise ValueError("a count that is too small to be kept")
    return number
