"""
What each key is, for the schema: the words of docs/format.md, kept beside the code as that page is not installed.

After a change of the page: ``python -m tools.key_descriptions``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from game.scenario_yaml import keys as k
from game.scenario_yaml.keys import Keys

FILE = Path(__file__).with_suffix(".toml")
_PAGE = Path(__file__).parents[1] / "docs" / "format.md"
ENTRIES: tuple[Keys, ...] = tuple(entry for entry in vars(k).values() if isinstance(entry, Keys))
_ABOUT = """\
# What each key is, by the kind of entry: said by the schema in an editor.  Made from docs/format.md; see
# key_descriptions.py.  A key that needs no words has none.
"""


@cache
def _all() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def described(kind: str, key: str) -> str:
    """What a key is, in a few words of Markdown; empty where its name says it."""
    return _all().get(kind, {}).get(key, "")


def from_page(page: str) -> str:
    """The file that belongs to a page: the tables under “Every key”."""
    parts = [_ABOUT]
    for entry in ENTRIES:
        heading = entry.kind[:1].upper() + entry.kind[1:]
        _, _, rest = page.partition(f"\n### {heading}\n")
        rows = re.findall(r"^\| `(\w+)`(?: •)? \| (.*?) ?\|$", rest.partition("\n#")[0], re.MULTILINE)
        lines = [f"{key} = {_quoted(says)}" for key, says in rows if says]
        parts.append("\n".join([f"[{_quoted(entry.kind) if ' ' in entry.kind else entry.kind}]", *lines]) + "\n")
    return "\n".join(parts)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


if __name__ == "__main__":
    FILE.write_text(from_page(_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
