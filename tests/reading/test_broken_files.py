"""Bundled scenarios, broken at random: there is always an answer, soon, and it says where."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from game.assets import assets_folder, scenarios_folder
from game.known_names import names_in
from game.scenario_yaml import read

NAMES = names_in(assets_folder())
FILES = sorted(path for path in scenarios_folder().glob("*.yaml") if path.name not in ("themes.yaml", "people.yaml"))
SECONDS = 1.0  # of the processor, for one file of this size; a tenth of it is usual

_PIECES = (
    "\t", "  ", "\n", "\r", ":", ": ", " #", "- ", "|", ">", '"', "'", "[", "]", "{", "}", "&a ", "*a", "!x ", "%", "@", "`",  # noqa: E501
    "?", ",", "---\n", "...\n", "<<: *a\n", "\x00", "\x07", "\x85", "\u2028", "\ufeff", "\ud7ff", "é", "null", "todo", "next:",  # noqa: E501
    "if: ", "choices:\n", "  script: |\n", "[if ", "priya: ", "0", "99999999999", "(" * 60, "[" * 60, "- " * 60, "x" * 11_000,  # noqa: E501
)  # fmt: skip


def broken(text: str, random_source: random.Random) -> bytes:
    """The text with one to eight slips of an editor, a merge or a disk."""
    lines = text.split("\n")
    for _ in range(random_source.randint(1, 8)):
        at = random_source.randrange(len(lines))
        column = random_source.randint(0, len(lines[at]))
        kind = random_source.randrange(9)
        if kind == 0:
            del lines[at : at + random_source.randint(1, 12)]
        elif kind == 1:
            lines[at] = lines[at][:column] + random_source.choice(_PIECES) + lines[at][column:]
        elif kind == 2:
            lines[at] = " " * random_source.randint(0, 12) + lines[at].lstrip()
        elif kind == 3:
            other = random_source.randrange(len(lines))
            lines[at:at] = lines[other : other + random_source.randint(1, 20)]
        elif kind == 4:
            lines[at] = lines[at][:column]
        elif kind == 5:
            lines[at] = lines[at][:column] + lines[at][column + random_source.randint(1, 4) :]
        elif kind == 6:
            lines = lines[: at + 1]
        elif kind == 7:
            letters = list(lines[at])
            random_source.shuffle(letters)
            lines[at] = "".join(letters)
        else:
            lines.insert(at, random_source.choice(_PIECES) * random_source.randint(1, 4))
        lines = lines or [""]
    data = bytearray("\n".join(lines).encode())
    if random_source.random() < 0.1:
        for _ in range(random_source.randint(1, 3)):
            data[random_source.randrange(len(data)) :: 1_000_003] = b"\xff"
    return bytes(data)


def check(data: bytes, name: str) -> None:
    before = time.process_time()
    found = read(data, name, NAMES)
    taken = time.process_time() - before

    assert taken < SECONDS * max(1.0, len(data) / 100_000), f"{taken:.2f} s"
    assert found.scenario is not None or found.diagnostics, "neither a scenario nor a reason"
    last = data.count(b"\n") + data.count(b"\r") + 1
    for finding in found.diagnostics:
        assert 1 <= finding.span.line <= last + 1 and finding.span.column >= 1 and finding.span.length >= 1
        assert finding.message and finding.hint and finding.code


@pytest.mark.parametrize("seed", range(60))
def test_a_broken_copy_of_a_scenario_is_read_or_reported(seed: int) -> None:
    source = random.Random(seed)
    path = FILES[seed % len(FILES)]

    check(broken(path.read_text(encoding="utf-8"), source), str(path.name))


@pytest.mark.slow
@pytest.mark.parametrize("group", range(100))
def test_ten_thousand_more(group: int) -> None:
    for seed in range(100_000 + group * 100, 100_000 + group * 100 + 100):
        source = random.Random(seed)
        text = FILES[seed % len(FILES)].read_text(encoding="utf-8")
        if seed % 20 == 0:  # up to 256 kB
            text = "\n".join(FILES[(seed + n) % len(FILES)].read_text(encoding="utf-8") for n in range(5))
        check(broken(text, source), "broken.yaml")


def test_the_bundled_scenarios_are_whole() -> None:
    def names(path: Path) -> tuple[str, ...]:
        return tuple(finding.message for finding in read(path.read_bytes(), path.name, NAMES).diagnostics)

    assert {path.name: names(path) for path in FILES} == {path.name: () for path in FILES}
