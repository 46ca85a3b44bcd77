"""A preview in a real window, beside a real file: saved, shown again, and its play written down by a key."""

from __future__ import annotations

import re
import shutil

import pytest

from game.assets import scenarios_folder
from tests.window.person import Person

STORY = scenarios_folder() / "half-a-second-behind.yaml"


class Author(Person):
    """Somebody who writes, with a preview open."""

    def opens_preview(self, *arguments: str) -> None:
        self.runs("preview", *arguments, "--size", "1280x720")
        pid = str(self.program.pid)
        self._window = self.waits_for(lambda: self._xdotool("search", "--onlyvisible", "--pid", pid).split("\n")[-1])
        self._xdotool("windowfocus", self._window)

    def findings(self) -> int | None:
        """How many there are, by the frame of the window; None while they are looked for."""
        found = re.search(r" – (no|\d+) findings? – ", self.title)
        return None if found is None else 0 if found[1] == "no" else int(found[1])


@pytest.fixture
def author(screen, tmp_path):
    one = Author(screen, tmp_path / "home")
    one.application().change_settings(reduce_motion=True)
    yield one
    one.goes_away()


def test_a_save_is_shown_and_one_key_writes_the_play_down(author, tmp_path):
    file = tmp_path / "half-a-second-behind.yaml"
    shutil.copy(STORY, file)
    author.opens_preview(str(file), "--choose", "let-it-go")
    author.waits_for(lambda: author.findings() is not None)
    before = author.findings()

    text = file.read_text(encoding="utf-8")
    changed = re.sub(r"(- id: let-it-go\n +do: \|\n +)[^\n]*\n", r"\1Let it go.\n", text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    author.waits_for(lambda: author.findings() == before + 1)

    file.write_text(text.replace("scenes:\n", "scens:\n"), encoding="utf-8")
    author.waits_for(lambda: " errors – " in author.title)
    file.write_text(text, encoding="utf-8")
    author.waits_for(lambda: author.findings() == before)

    author.waits_until_nothing_happens()
    author.presses("s")
    plan = tmp_path / "half-a-second-behind.1.plan"
    author.waits_for(plan.is_file)
    assert "scene: third-time\nchoose: let-it-go\n" in plan.read_text(encoding="utf-8")

    author.presses("Escape", "Escape")
    assert author.exit_code() == 0
    assert not author.record()
