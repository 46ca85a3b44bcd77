"""
The pages of docs/rules: one for each rule, made from its module's docstring, and an index.

After a change of a rule: ``python -m tools.rule_docs``.  What stands in the index below the line “not computed” is
written by hand, in `rule_docs.md`, and taken over as it is.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from tools.checking.rule_data import OWN_FILE, ours
from tools.explaining import Explained, everything, markdown

FOLDER = Path(__file__).parents[1] / "docs" / "rules"
_BY_HAND = Path(__file__).with_suffix(".md")
GROUPS = {
    "A": "Structure and branching",
    "B": "Choices",
    "C": "Feedback",
    "D": "People",
    "E": "Safety and ethics",
    "F": "Language and reading",
    "G": "The library as a whole",
    "P": "Plans",
    "T": "Drafts",
    "W": "Waivers",
}
_ABOUT = """\
# The rules

`upstander check` looks for what is on these pages. What the reader finds in a file that it cannot play is in
[the format](../format.md#every-finding).

```sh
upstander check
upstander check --explain B05
upstander check --strict
```

An **error** ends a check with 1. A **warning** does so with `--strict`. **Advice** never counts.

A rule about prose judges how something is written, so it can be wrong; its page says how often it was. A rule about
English words is silent about a scenario that has another `language`.

- [Living with a finding](#living-with-a-finding)
- [Thresholds and words of your own](#thresholds-and-words-of-your-own)
"""
_WAIVING = """\
## Living with a finding

A rule does not know your story. Where you decide that a finding is all right, say so in the file, with a reason:

```yaml
waive:
  - rule: B05
    where: let-it-go                   # a scene, a choice, a person or a fact; left out, it is the whole scenario
    because: It is read aloud by one person, and the room has it on paper.
```

It is then not counted, and the summary says how many there are. A waiver that nothing needs any more is a finding
itself, so that none is left behind. Findings of the reader cannot be waived.

## Thresholds and words of your own

A library can have its own numbers and word lists, in a file called `{own_file}` beside its scenarios. What it names
takes the place of ours; everything else stays:

```toml
[limits.B05]
longest = 30
```

These can be changed:

| rule | limits | word lists |
|---|---|---|
"""


_HEAD = ("| code | name | what is so | kind | about |", "|---|---|---|---|---|")


def pages() -> Mapping[str, str]:
    """Every page by the name of its file."""
    shown = [one for one in everything().values() if one.code[0] in GROUPS and one.code[:2] != "UP"]
    made = {f"{one.code}.md": markdown(one) + "\n[All rules](README.md)\n" for one in shown}
    made["README.md"] = _index(shown)
    return made


def out_of_date() -> list[str]:
    """The names of pages that are not as they should be."""
    wanted = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))


def write() -> None:
    """Make all pages anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, page in wanted.items():
        (FOLDER / name).write_text(page, encoding="utf-8", newline="\n")


def _index(shown: list[Explained]) -> str:
    parts = [_ABOUT.rstrip() + "".join(f"\n- [{name}](#{_anchor(name)})" for _, name in _groups(shown))]
    parts[0] += "\n- [Not computed](#not-computed)\n"
    for letter, name in _groups(shown):
        rows = [_row(one) for one in shown if one.code[0] == letter]
        parts.append("\n".join([f"## {name}\n", *_HEAD, *rows]) + "\n")
    parts.append(_WAIVING.format(own_file=OWN_FILE) + "\n".join(_data_rows(shown)) + "\n")
    parts.append(_BY_HAND.read_text(encoding="utf-8"))
    return "\n".join(parts)


def _groups(shown: list[Explained]) -> list[tuple[str, str]]:
    letters = {one.code[0] for one in shown}
    return [(letter, name) for letter, name in GROUPS.items() if letter in letters]


def _row(one: Explained) -> str:
    kinds = [name for name, is_so in (("English", one.is_english_only), ("prose", one.is_about_prose)) if is_so]
    so = one.first_line[:1].upper() + one.first_line[1:].replace("|", "\\|")
    return f"| [{one.code}]({one.code}.md) | {one.name} | {so} | {one.severity.value} | {', '.join(kinds)} |"


def _data_rows(shown: list[Explained]) -> list[str]:
    data = ours()
    rows = []
    for one in shown:
        limits = ", ".join(f"`{name}` {value:g}" for name, value in data.limits.get(one.code, {}).items())
        words = ", ".join(f"`{name}`" for name in data.words.get(one.code, {}))
        if limits or words:
            rows.append(f"| [{one.code}]({one.code}.md) | {limits} | {words} |")
    return rows


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{len(pages())} pages in docs/rules.\n")
