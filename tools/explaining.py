"""
The page of any finding: what is so, why it matters, an example and what to write instead.

The page of a rule is its module's docstring.  Those of the reader's findings are files in `reader_pages`, one a code,
in the same shape, and so are those of what `check` itself finds.
"""

from __future__ import annotations

import difflib
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.core.diagnostic import Severity
from game.scenario_yaml.codes import CODES
from tools.checking.catalogue import catalogue
from tools.checking.check import OWN_RULES

_FOLDER = Path(__file__).parent / "reader_pages"
# Where a test lays the example over its story; of no use to a reader of the page.
_LAID_OVER = re.compile(r"^In place of::\n(?:\n?[ \t]{4}[^\n]*\n?)+", re.MULTILINE)


class NoSuchCodeError(LookupError):
    """Nothing has this code or name; the message names a near one."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing that `check` may find.

    Attributes:
        code: Such as ``B05`` or ``UP301``.
        name: In a few words with hyphens.
        severity: What it is as a rule.
        page: Its page, without a line break at the end; the first line is ``CODE name: what is so.``
        is_rule: Whether it is a rule of the catalogue, which a library can change and a scenario can waive.
        is_english_only: Whether it is silent about scenarios in other languages.
        is_about_prose: Whether it judges how something is written, and so can be wrong.
    """

    code: str
    name: str
    severity: Severity
    page: str
    is_rule: bool = False
    is_english_only: bool = False
    is_about_prose: bool = False

    @property
    def text(self) -> str:
        """The page as it is printed in a terminal, ended by a line break."""
        return _LAID_OVER.sub("", self.page).rstrip() + "\n"

    @property
    def first_line(self) -> str:
        """What is so, as a sentence or a part of one."""
        head = " ".join(self.page.split("\n\n", 1)[0].split())
        return head.partition(": ")[2] or head


@cache
def everything() -> Mapping[str, Explained]:
    """All that can be found, by code: rules first, then what the reader finds."""
    found: dict[str, Explained] = {}
    for entry in catalogue():
        rule = entry.rule
        found[rule.code] = Explained(
            rule.code, rule.name, rule.severity, entry.page, True, rule.is_english_only, rule.is_about_prose
        )
    for own in OWN_RULES:
        found[own.code] = Explained(own.code, own.name, own.severity, page_of(own.code))
    for code, known in CODES.items():
        found[code] = Explained(code, known.name, known.severity, page_of(code))
    return found


def explain(code: str) -> Explained:
    """What a code or a name stands for.

    Raises:
        NoSuchCodeError: If nothing does.
    """
    known = everything()
    asked = code.strip()
    for one in known.values():
        if asked.upper() == one.code or asked.lower() == one.name:
            return one
    names = [*known, *(one.name for one in known.values())]
    near = difflib.get_close_matches(asked.upper(), names, n=1) or difflib.get_close_matches(asked.lower(), names, n=1)
    raise NoSuchCodeError(
        f"Nothing is called “{asked}”." + (f" Did you mean {near[0]}?" if near else " Codes look like B05 or UP301.")
    )


def page_of(code: str) -> str:
    """The page of a code that is no rule; empty where there is none."""
    path = _FOLDER / f"{code}.md"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""


_SECTION = re.compile(r"^(\S[^\n]*?)(::)?\n((?:\n?(?: {4}|\t)[^\n]*\n?)+)", re.MULTILINE)


def markdown(explained: Explained) -> str:
    """A page as Markdown, ended by a line break."""
    severity = {Severity.ERROR: "An error", Severity.WARNING: "A warning", Severity.ADVICE: "A piece of advice"}
    kinds = [severity[explained.severity]]
    if explained.is_english_only:
        kinds.append("about English words only")
    if explained.is_about_prose:
        kinds.append("about prose, so it can be wrong")
    parts = [f"# {explained.code} {explained.name}", f"{_sentence(explained.first_line)}", f"*{', '.join(kinds)}.*"]
    rest = explained.text.partition("\n\n")[2]
    for heading, is_code, body in _SECTION.findall(rest):
        text = textwrap.dedent(body.strip("\n")).strip()
        if is_code:
            fence = "````" if "```" in text else "```"
            text = f"{fence}yaml\n{text}\n{fence}"
        parts += [f"## {heading}", text]
    return "\n\n".join(parts) + "\n"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
