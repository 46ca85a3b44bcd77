"""
E13 copied-passage: seven words in a row stand in a text that may not be copied.

Why it matters
    Trainings, articles and other people's stories belong to somebody. Besides, what somebody in the room has met
    before in another course is no longer a moment to decide in.

How it is found
    Texts that must not be copied lie as `.txt` files in a folder `forbidden_sources` beside the scenarios. Wherever
    seven words in a row are the same, punctuation and capitals aside, that is an error. Filler text (“Lorem ipsum
    …”) is looked for too.

Example::

    scenes:
      client:
        summary: Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.

Use instead::

    scenes:
      client:
        summary: Ingrid joins, and the finding is shown to her.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story

RULE = Rule(code="E13", name="copied-passage", severity=Severity.ERROR)
FOLDER = "forbidden_sources"
_Runs = dict[tuple[str, ...], str]


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for each text that shares words in a row with a source, once for each source."""
    length = int(story.limit("E13", "shared_words"))
    runs: _Runs = {}
    for passage in story.data.listed("E13", "passages"):
        _add(runs, passage, "filler text", length)
    for source in sorted((Path(story.file).parent / FOLDER).glob("*.txt")):
        try:
            _add(runs, source.read_text(encoding="utf-8", errors="replace"), source.name, length)
        except OSError:
            continue
    there = {_plain(word) for word in story.vocabulary.words}
    runs = {run: name for run, name in runs.items() if there.issuperset(run)}
    for text in story.all_texts if runs else ():
        words = prose.words(text.words)
        lower = [_plain(word) for word in words]
        said: set[str] = set()
        for start in range(len(words) - length + 1):
            source_name = runs.get(tuple(lower[start : start + length]))
            if source_name and source_name not in said:
                said.add(source_name)
                shared = " ".join(words[start : start + length])
                yield Finding(
                    where=text.where,
                    quote=words[start],
                    message=f"{length} words in a row are the same as in {source_name}: “{shared}”.",
                    hint="Say it in your own words, or tell another moment.",
                )


def _add(runs: _Runs, passage: str, name: str, length: int) -> None:
    words = [_plain(word) for word in prose.words(passage)]
    for start in range(len(words) - length + 1):
        runs.setdefault(tuple(words[start : start + length]), name)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")
