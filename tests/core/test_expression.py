"""Conditions: what can be said, what it means, and that any text at all is either a condition or an explanation."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.condition import MAX_LENGTH, ConditionError, Vocabulary, parse
from game.core.expression import Value

KNOWN = Vocabulary(
    {
        "credit": ("lost", "restored"),
        "trust": (0, 1, 2, 3),
        "patience": (0, 1),
        "asked": (False, True),
        "no-show": (False, True),
    },
    {"hand-back", "7up"},
    {"corridor"},
)


@dataclass(frozen=True)
class World:
    facts: tuple[Value, ...] = ("restored", 2, 1, True, False)
    chosen: frozenset[str] = frozenset(("hand-back",))
    seen: frozenset[str] = frozenset()
    has_open_harm: bool = True
    has_repaired_harm: bool = False


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("credit is restored", True),
        ("credit == lost", False),
        ("credit is not lost", True),
        ("credit != restored", False),
        ("trust is at least 2", True),
        ("trust >= 3", False),
        ("trust is at most 2", True),
        ("trust > 1 and trust < 3", True),
        ("trust is patience", False),
        ("trust >= patience", True),
        ("asked", True),
        ("asked is no", False),
        ("not asked", False),
        ("no-show is no", True),
        ("chose(hand-back)", True),
        ("chose( 7up )", False),
        ("seen(corridor)", False),
        ("open_harm", True),
        ("open-harm and not repaired_harm", True),
        ("asked or credit is lost and trust is 0", True),
        ("(asked or credit is lost) and trust is 0", False),
        ("not (asked and open_harm)", False),
        ("NOT asked OR trust IS AT LEAST 1", True),
    ],
)
def test_a_condition_means_what_it_says(condition: str, holds: bool) -> None:
    assert parse(condition, KNOWN).holds(World()) is holds


@pytest.mark.parametrize(
    ("condition", "at", "hint"),
    [
        ("", 0, "Write it like"),
        ("kredit is lost", 0, "credit"),
        ("credit is lots", 10, "lost"),
        ("credit is 3", 10, "lost, restored"),
        ("credit >= lost", 7, "is not"),
        ("trust", 0, "trust is 3"),
        ("trust is at 2", 6, "at least"),
        ("trust is many", 9, "at least"),
        ("trust is 4", 9, "at least 3"),
        ("trust is at least 1234567890", 18, "nine digits"),
        ("asked is maybe", 9, "not asked"),
        ("2 is trust", 2, "not: 2 is trust"),
        ("asked asked", 6, "and"),
        ("(asked", 0, "Add"),
        ("asked)", 5, "no opening bracket"),
        ("asked and", 9, "Write it like"),
        ("chose hand-back", 0, "chose"),
        ("chose(hand-bak)", 6, "hand-back"),
        ("seen(corridoor)", 5, "corridor"),
        ("seen()", 0, "seen(its-id)"),
        ("asked & open_harm", 6, "Write it like"),
        ("(" * 21 + "asked" + ")" * 21, 20, "fact"),
        ("asked or " * 50 + "asked", 0, "fact"),
    ],
)
def test_what_is_no_condition_is_explained_at_its_place(condition: str, at: int, hint: str) -> None:
    with pytest.raises(ConditionError) as error:
        parse(condition, KNOWN)

    assert error.value.at == at
    assert hint in error.value.hint
    assert error.value.length >= 1


pieces = st.sampled_from(
    ["and", "or", "not", "is", "at", "least", "most", "chose", "seen", "open_harm", "credit", "trust", "asked", "lost", "restored", "no-show", "(", ")", "==", ">=", "<", "2", "-1", "yes", "no", "hand-back"]  # noqa: E501
)


@given(st.one_of(st.text(max_size=MAX_LENGTH + 20), st.lists(pieces, max_size=60).map(" ".join)))
def test_any_text_is_a_condition_or_an_explanation(text: str) -> None:
    try:
        condition = parse(text, KNOWN)
    except ConditionError as error:
        assert error.message and error.hint
        assert 0 <= error.at <= len(text)
    else:
        assert condition.holds(World()) in (True, False)
        assert all(kind in ("fact", "chose", "seen", "ledger") for kind, _ in condition.names())


@pytest.mark.parametrize("repeated", ["(", "not ", "((not ", "asked and (", "chose("])
def test_brackets_without_end_are_explained_and_not_followed(repeated: str) -> None:
    with pytest.raises(ConditionError):
        parse((repeated * 400)[:MAX_LENGTH], KNOWN)
