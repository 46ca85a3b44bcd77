"""Facts: what the story remembers, and the moves that set or change it."""

from __future__ import annotations

import re

from game.core.expression import Value
from game.core.scenario import ChangeFact, Fact, SetFact
from game.scenario_yaml.entries import Found, fields, pairs_of
from game.scenario_yaml.keys import FACT
from game.scenario_yaml.lexicon import KnownFact, Lexicon
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode
from game.scenario_yaml.values import NUMBER, YES_NO, number_of, scalar, words

MAX_RANGE = 1_000  # values of one fact; every value may become a state of its own
_LARGEST = 999_999_999  # nine digits, the longest number that a condition may hold
_NAME = re.compile(r"[^\W\d][\w-]*")
_QUOTES = "“”„«»‘’"  # straight ones are read as quotes, and are no part of a value
_ASKABLE = re.compile(r"\w[\w-]*|[+-]?\d{1,9}")
_TAKEN = frozenset(
    ("and", "or", "not", "is", "at", "yes", "no", "true", "false", "chose", "seen", "open_harm", "repaired_harm")
)


def facts(page: Manuscript, found: Found) -> dict[str, KnownFact]:
    """The facts of a scenario, in the author's order."""
    known: dict[str, KnownFact] = {}
    before = len(page.found)
    if "facts" not in found:
        return known
    for name, node in pairs_of(page, found, "facts"):
        if not _NAME.fullmatch(name.value) or name.value.replace("-", "_").lower() in _TAKEN:
            page.spoken_for.add(name.value)
            page.say(
                "UP315",
                name,
                f"“{name.value[:40]}” cannot be the name of a fact: a condition could not ask for it.",
                "Use letters, figures and hyphens, begin with a letter, and keep clear of words like “not” or “is”.",
            )
            continue
        fact = _fact(page, name, node)
        if len(page.found) > before:
            page.spoken_for.add(name.value)
            before = len(page.found)
        known[name.value] = KnownFact(len(known), fact, {_written(value): value for value in fact.values})
    return known


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _fact(page: Manuscript, name: ScalarNode, node: Node) -> Fact:
    stands_in = Fact(name.value, (False, True), False)
    if not isinstance(node, MappingNode):
        one = scalar(page, node, name.value)
        if one is None:
            return stands_in
        start = YES_NO.get(one.value.lower())
        if start is None:
            page.say(
                "UP315",
                one if one.value else name,
                f"“{name.value}” is neither yes nor no, so its values have to be named.",
                f"Write: {name.value}: {{values: [{one.value or 'one'}, another], start: {one.value or 'one'}}}",
            )
            return stands_in
        return Fact(name.value, (False, True), start)
    found = fields(page, node, FACT, name.value)
    if found is None or "start" not in found:
        return stands_in
    if "values" in found:
        return _with_values(page, name, found, node)
    if "from" in found and "to" in found:
        return _with_range(page, name, found, node)
    page.say(
        "UP315",
        name,
        f"“{name.value}” has neither “values” nor “from” and “to”.",
        f"Write: {name.value}: {{values: [one, another], start: one}}, or: {{from: 0, to: 3, start: 1}}",
    )
    return stands_in


def _with_values(page: Manuscript, name: ScalarNode, found: Found, node: Node) -> Fact:
    values: list[str] = []
    for value in words(page, found, "values"):
        if value.value in values:
            page.say(
                "UP315",
                value,
                f"“{value.value}” stands twice among the values of “{name.value}”.",
                "Take one of them out.",
            )
            continue
        if not _ASKABLE.fullmatch(value.value):
            joined = "-".join(re.findall(r"[^\W_]+", value.value)) or "late"
            if value.value.strip(_QUOTES) == joined:
                page.say("UP317", value, "A value has no quotation marks.", f"Write it without them: {joined}")
                values.append(joined)
                continue
            page.say(
                "UP317",
                value,
                f"No condition can ask for the value “{value.value[:40]}”: it is not one word.",
                f"Write it with hyphens, such as “{joined}”.",
            )
        values.append(value.value)
    if len(values) > MAX_RANGE:
        page.say("UP314", name, f"“{name.value}” has more than {MAX_RANGE:,} values.", "Use fewer.")
        values = values[:MAX_RANGE]
    for key in ("from", "to"):
        if key in found:
            page.say("UP222", found[key], f"“{key}” has no effect beside “values”.", f"Take “{key}” or “values” out.")
    if len(values) < 2:
        if not page.touches_blank(node) and not page.touches_blank(found["values"]):
            page.say("UP315", found["values"], f"“{name.value}” needs two values or more.", "Add what else it can be.")
        values += ["one-thing", "another"]
    start = scalar(page, found["start"], "start")
    if start is None or start.value not in values:
        if start is not None and start.value not in page.spoken_for:
            near = page.near(start.value, values)
            page.say(
                "UP304",
                start,
                f"“{name.value}” cannot start as “{start.value[:40]}”: that is not one of its values.",
                f"Did you mean “{near}”?" if near else f"Use one of: {', '.join(values)}.",
            )
        return Fact(name.value, tuple(values), values[0])
    return Fact(name.value, tuple(values), start.value)


def _with_range(page: Manuscript, name: ScalarNode, found: Found, node: Node) -> Fact:
    before = len(page.found)
    lowest = number_of(page, found["from"], "from", -_LARGEST, _LARGEST, 0)
    highest = number_of(page, found["to"], "to", -_LARGEST, _LARGEST, 1)
    if len(page.found) > before:
        return Fact(name.value, (0, 1), 0)
    if highest <= lowest:
        page.say(
            "UP315",
            found["to"],
            f"“{name.value}” goes from {lowest} to {highest}, which leaves nothing between.",
            "Let “to” be more than “from”.",
        )
        return Fact(name.value, (lowest, lowest + 1), lowest)
    if highest - lowest > MAX_RANGE:
        page.say(
            "UP314",
            found["to"],
            f"“{name.value}” has a range of more than {MAX_RANGE:,}.",
            "Use a smaller range; three or four steps are usually enough.",
        )
        return Fact(name.value, (lowest, lowest + 1), lowest)
    start = number_of(page, found["start"], "start", lowest, highest, lowest)
    return Fact(name.value, tuple(range(lowest, highest + 1)), start)


def set_facts(page: Manuscript, names: Lexicon, found: Found) -> tuple[SetFact, ...]:
    """What a choice makes so."""

    def make() -> tuple[SetFact, ...]:
        made = (_set(page, names, name, value) for name, value in pairs_of(page, found, "set"))
        return tuple(one for one in made if one is not None)

    return names.once("set", found["set"], make)


def _set(page: Manuscript, names: Lexicon, name: ScalarNode, node: Node) -> SetFact | None:
    known = _known(page, names, name)
    one = scalar(page, node, name.value) if known else None
    if known is None or one is None or name.value in page.spoken_for:
        return None
    value = known.by_word.get(one.value)
    if value is None and isinstance(known.fact.values[0], bool):
        value = YES_NO.get(one.value.lower())
    if value is None and not isinstance(known.fact.values[0], (bool, str)) and NUMBER.fullmatch(one.value):
        value = known.by_word.get(str(int(one.value)))
    if value is None:
        _never(page, name, one, known)
        return None
    return SetFact(known.index, value)


def _never(page: Manuscript, name: ScalarNode, one: ScalarNode, known: KnownFact) -> None:
    values = known.fact.values
    if isinstance(values[0], bool):
        otherwise = "It is yes or no."
    elif isinstance(values[0], int):
        otherwise = f"It is a whole number from {values[0]} to {values[-1]}."
    else:
        otherwise = f"It is one of: {', '.join(known.by_word)}."
    page.say_name("UP304", one, f"“{name.value}” is never “{one.value[:40]}”.", one.value, known.by_word, otherwise)


def change_facts(page: Manuscript, names: Lexicon, found: Found) -> tuple[ChangeFact, ...]:
    """What a choice adds to, or takes from, a number."""

    def make() -> tuple[ChangeFact, ...]:
        made = (_change(page, names, name, value) for name, value in pairs_of(page, found, "change"))
        return tuple(one for one in made if one is not None)

    return names.once("change", found["change"], make)


def _change(page: Manuscript, names: Lexicon, name: ScalarNode, node: Node) -> ChangeFact | None:
    known = _known(page, names, name)
    one = scalar(page, node, name.value) if known else None
    if known is None or one is None or name.value in page.spoken_for:
        return None
    values = known.fact.values
    if isinstance(values[0], (bool, str)):
        page.say(
            "UP303",
            name,
            f"“{name.value}” is not a number, so nothing can be added to it.",
            f"Write: set: {{{name.value}: {_written(values[-1])}}}",
        )
        return None
    widest = int(values[-1]) - values[0]
    by = number_of(page, one, name.value, -widest, widest, 1)
    if by == 0:
        page.say("UP222", one, "Adding 0 changes nothing.", "Write +1 or -1, or take it out.")
    return ChangeFact(known.index, by, values[0], int(values[-1]))


def _known(page: Manuscript, names: Lexicon, name: ScalarNode) -> KnownFact | None:
    known = names.facts.get(name.value)
    if known is None:
        page.say_name(
            "UP303",
            name,
            f"There is no fact called “{name.value[:40]}”.",
            name.value,
            names.facts,
            "Declare it under facts:, or use one that is declared there.",
        )
    return known
