"""Laws that hold of anything: tried on a few examples with the quick tests, and on many more with the slow ones."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

FEW, MANY = 30, 100


def law(*drawn: Any, few: int = FEW, many: int = MANY, **named: Any) -> Callable[[Callable[..., None]], Any]:
    """As `hypothesis.given`, with the number of examples for the quick tests and for the slow ones."""

    def decorate(holds: Callable[..., None]) -> Any:
        @functools.wraps(holds)
        def test(examples: int) -> None:
            settings(max_examples=examples)(given(*drawn, **named)(holds))()

        del test.__wrapped__  # type: ignore[attr-defined]  # pytest would ask for what hypothesis draws
        return pytest.mark.parametrize("examples", [few, pytest.param(many, marks=pytest.mark.slow)])(test)

    return decorate
