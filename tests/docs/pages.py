"""The pages that people read, taken apart: code blocks, command lines, tables, headings, links."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = tuple(sorted((ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md"))))
# How a command line may begin; what follows is for the program.
_PROGRAM = re.compile(r"^(?:upstander|python3? -m game|python3? tools/run\.py play)(?= |$)")


def told(name: str) -> str:
    """The text of a page, by its path from the top of the project."""
    return (ROOT / name).read_text("utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def command_lines(text: str) -> list[list[str]]:
    """What follows the program's name in each command line, in blocks and within sentences."""
    written = [line.strip() for block in blocks(text, "sh") for line in block.splitlines()]
    written += re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
    return [shlex.split(_PROGRAM.sub("", line)) for line in written if _PROGRAM.match(line)]


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n", text, re.MULTILINE)
    assert found, f"there is no heading “{heading}”"
    rest = text[found.end() :]
    following = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def rows(text: str) -> list[list[str]]:
    """The rows of all tables in a text, without their headings; each a list of cells."""
    lines = [line.strip() for line in text.splitlines()]
    table = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("|")]
    return [cells for place, cells in enumerate(table) if not _is_ruler(cells) and not _heads(table, place)]


def _is_ruler(cells: list[str]) -> bool:
    return all(set(cell) <= set("-|: ") for cell in cells)


def _heads(table: list[list[str]], place: int) -> bool:
    return place + 1 < len(table) and _is_ruler(table[place + 1])


def anchors(text: str) -> set[str]:
    """The names under which the headings of a page can be linked to."""
    without_code = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", without_code, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(text: str) -> list[str]:
    """The targets of all links and pictures that lie within the project."""
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target for target in found if "://" not in target]
