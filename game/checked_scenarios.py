"""
Checked scenarios kept on disk, so that a second start need not read them again.

A bare pickle can run code when it is read.  These are read by an unpickler that knows the classes of a scenario and
nothing else, behind a digest that a torn or foreign file does not have.  Whatever is odd counts as not kept.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import pickle
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from game.core import expression, scenario
from game.core.expression import ALWAYS
from game.core.scenario import Line, Scenario

_MAGIC = b"upstander scenario\n"
_DIGEST = 32  # bytes


@cache
def _known() -> dict[tuple[str, str], Any]:
    """The classes that a kept scenario may hold, and the one shared value."""
    known: dict[tuple[str, str], Any] = {(expression.__name__, "ALWAYS"): ALWAYS}
    package = scenario.__name__.rpartition(".")[0] + "."
    for value in (*vars(scenario).values(), *vars(expression).values()):
        is_ours = isinstance(value, type) and value.__module__.startswith(package)
        if is_ours and (is_dataclass(value) or issubclass(value, (Enum, tuple))):
            known[(value.__module__, value.__qualname__)] = value
    return known


@cache
def _shape() -> bytes:
    """What the classes look like: a scenario kept by a version with other fields is not read."""
    told = []
    for (module, name), value in sorted(_known().items()):
        if isinstance(value, type) and is_dataclass(value):
            told.append(f"{module}.{name}({', '.join(field.name for field in fields(value))})")
        elif isinstance(value, type) and issubclass(value, Enum):
            told.append(f"{module}.{name}[{', '.join(value.__members__)}]")
        elif isinstance(value, type):
            told.append(f"{module}.{name}({', '.join(getattr(value, '_fields', ()))})")
    return hashlib.sha256("\n".join(told).encode()).digest()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if value is ALWAYS:  # known by identity, so that most conditions are not even asked
            return "ALWAYS"
        if type(value) is Line:  # the most frequent by far; its arguments are read back faster than its state
            return Line, (value.words, value.speaker, value.expression, value.is_message, value.when)
        if isinstance(value, Enum):  # some Python 3.11 write `getattr` instead, which is no part of a scenario
            return type(value), (value.value,)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _known()[(module, name)]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a scenario") from None


def keep(path: Path, checked: Scenario) -> None:
    """Write a scenario; a folder that cannot be written to is no reason to stop."""
    file = io.BytesIO()
    _Pickler(file, protocol=5).dump(checked)
    payload = file.getvalue()
    write_whole(path, _MAGIC + hashlib.sha256(_shape() + payload).digest() + payload)


def kept(path: Path, content_hash: str) -> Scenario | None:
    """The scenario kept at `path`, if it is whole, ours, and made from a file with this content."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    start = len(_MAGIC) + _DIGEST
    payload = memoryview(data)[start:]
    digest = hashlib.sha256(_shape())
    digest.update(payload)
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : start] != digest.digest():
        return None
    with _without_collector(), suppress(Exception):  # whatever such a file may raise, it is not what was kept
        found = _Unpickler(io.BytesIO(payload)).load()
        if isinstance(found, Scenario) and found.content_hash == content_hash:
            return found
    return None


class _without_collector:  # noqa: N801  reads as a statement
    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._was_on:
            gc.enable()


def write_whole(path: Path, data: bytes, replace: Callable[[str, Path], None] = os.replace) -> bool:
    """Write a file so that nobody ever sees half of it; False if it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        replace(name, path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        return False
    return True
