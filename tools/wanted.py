"""What belongs beside each key that an author writes, and how long it is best: the words are in `wanted.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


@cache
def all_wanted() -> Mapping[str, Mapping[str, str]]:
    """By the kind of entry (`Keys.kind`), then by key."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def wanted(kind: str, key: str) -> str:
    """What belongs there, such as ``at most 20 words: what it gains; what it costs``; empty where nothing is said."""
    return all_wanted().get(kind, {}).get(key, "")
