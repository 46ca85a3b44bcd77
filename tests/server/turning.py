"""A loop whose clock jumps to the next thing that is due, so that rules about seconds are tried in no time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Jumping(selectors.DefaultSelector):  # type: ignore[misc, valid-type, unused-ignore]
    def __init__(self) -> None:
        super().__init__()
        self.now = 1_000.0

    def select(self, timeout: float | None = None) -> list[Any]:
        self.now += timeout or 0.0
        return list(super().select(0 if timeout is not None else None))


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def run(doing: Coroutine[Any, Any, T]) -> T:
    """Run it to its end, as `asyncio.run`, in jumps."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(doing)
