"""A scenario while it is written: the same moment after each save, and beside it what could be better."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from game.application import Application
from game.assets import assets_folder, scenarios_folder
from game.core.playthrough import begin, choice_ids
from game.core.scenario import Scenario
from game.library import Library
from game.organisation import Organisation
from game.records.folders import Folders
from game.session import messages as m
from game.session.phases import ONLY_A_ROOM_HAS, Phase
from game.ui.actions import Do
from game.ui.element import Element, TextLine, find, focus_order, press, walk
from game.ui.overflow import overflows
from game.ui.screenshot import Studio
from tests.bench.commands import said
from tests.ui.desk import NOW
from tools import plan_runs, plans
from tools.new import new_scenario
from tools.preview.actions import GoToScene, ListScenes, SavePlay
from tools.preview.controller import PreviewController
from tools.preview.draft import check_draft, read_draft
from tools.preview.spot import CannotGoThere, Spot, arrive, spot_of, spot_to, ways_from, where
from tools.preview.watching import Watch

STORY = (scenarios_folder() / "half-a-second-behind.yaml").read_text(encoding="utf-8")
FIRST_CHOICE = "let-it-go"
ROOT = scenarios_folder().parent
SIZES = ((1024, 640), (1280, 720), (1920, 1080))


class Author:
    """Somebody with a file, an editor, and a preview that is drawn nowhere."""

    def __init__(self, folder: Path, *, text: str = STORY, size: tuple[int, int] = (1280, 720), **begin_at: object):
        self.file = folder / "half-a-second-behind.yaml"
        self.saves(text)
        self.application = Application(
            library=Library(folder, assets_folder(), None), folders=Folders(None, None, None),
            organisation=Organisation(), now=lambda: NOW, seed_source=lambda: 7,
        )
        self.watch = Watch(self.application.library, self.file)
        first = self.watch.read_now()
        make = partial(
            PreviewController, watch=self.watch, first=first, wanted=lambda scenario: spot_to(scenario, **begin_at)
        )
        self.studio = Studio(self.application, size, make)
        self.watch.check(first)

    @property
    def controller(self) -> PreviewController:
        return self.studio.controller

    @property
    def screen(self) -> Element:
        return self.studio.tree()

    @property
    def words(self) -> str:
        return words_of(self.screen)

    @property
    def panel(self) -> str:
        return words_of(find(self.screen, "preview-panel"))

    @property
    def phase(self) -> Phase:
        return self.controller.view.phase

    @property
    def choices(self) -> tuple[str, ...]:
        return choice_ids(self.controller.play.session.position.play)

    def saves(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    def looks(self) -> None:
        """As often as the preview looks before it is sure that nobody is still writing."""
        for _ in range(8):
            self.watch.look()
        self.studio.tree()

    def saves_and_looks(self, text: str) -> None:
        self.saves(text)
        self.looks()

    def presses(self, key: str) -> None:
        element = press(self.screen, key)
        assert element is not None, f"{key} does nothing here"
        self.does(element.action)

    def does(self, action: object) -> None:
        self.controller.do(action, self.studio.look)

    def plays_to(self, phase: Phase, *choices: str) -> None:
        left = list(choices)
        for _ in range(60):
            if self.phase is phase and not left:
                return
            self.studio.step(left)
        raise AssertionError(f"the play does not come to {phase}")


def words_of(element: Element) -> str:
    lines = (shape.text for each in walk(element) for shape in each.shapes if isinstance(shape, TextLine))
    return " ".join(" ".join(lines).split())


@pytest.fixture
def author(tmp_path):
    return Author(tmp_path)


def shorter(choice: str = FIRST_CHOICE) -> str:
    """The story with one choice cut down to a label."""
    changed = re.sub(rf"(- id: {choice}\n {{10}}do: \|\n)( {{12}})[^\n]*\n", r"\1\2Let it go.\n", STORY)
    assert changed != STORY
    return changed


# --- after a save --------------------------------------------------------------------------------------------------


def test_a_saved_text_stands_where_the_old_one_stood(author):
    author.plays_to(Phase.DECISION)
    author.saves_and_looks(shorter())

    assert author.phase is Phase.DECISION
    assert "Let it go." in author.words


@pytest.mark.parametrize(
    "phase",
    [
        phase
        for phase in Phase
        if phase not in {Phase.CLOSED, Phase.BRIEFING, Phase.LOOK_CLOSER, Phase.PROBE, *ONLY_A_ROOM_HAS}
    ],
)
def test_the_place_is_kept_whatever_is_shown(author, phase):
    author.plays_to(phase, *([FIRST_CHOICE] if phase in AFTER_A_CHOICE else []))
    session = author.controller.play.session
    author.saves_and_looks(STORY + "\n# a remark\n")

    assert author.controller.play.session is not session
    assert spot_of(author.controller.play.session) == spot_of(session)
    assert author.phase is phase


AFTER_A_CHOICE = (Phase.CONSEQUENCE, Phase.REFLECTION, Phase.COMMENTARY, Phase.ALTERNATIVES)


def test_a_choice_that_is_gone_leads_back_to_its_decision_and_that_is_said(author):
    author.plays_to(Phase.COMMENTARY, FIRST_CHOICE)
    author.saves_and_looks(STORY.replace(f"- id: {FIRST_CHOICE}\n", "- id: leave-it\n"))

    assert author.phase is Phase.DECISION
    assert author.choices == ()
    assert f"“{FIRST_CHOICE}” is not offered here now." in author.panel


def test_choices_that_still_fit_are_made_again(author):
    author.plays_to(Phase.DECISION, FIRST_CHOICE)
    second = author.controller.view.screen.offers[0].id
    author.plays_to(Phase.COMMENTARY, second)
    author.saves_and_looks(STORY.replace(second, f"{second}-now"))

    assert author.choices == (FIRST_CHOICE,)
    assert author.phase is Phase.DECISION


def test_a_file_with_an_error_leaves_the_last_picture_and_says_the_line(author):
    author.plays_to(Phase.DECISION)
    before = author.controller.view
    author.saves_and_looks(STORY.replace("scenes:\n", "scens:\n"))
    line = STORY.split("\n").index("scenes:") + 1

    assert author.controller.view == before
    assert f"Error, line {line}. A scenario has no key “scens”." in author.panel
    assert "The picture is the last one that could be played." in author.panel
    assert "errors" in author.controller.title
    author.saves_and_looks(STORY)
    assert "errors" not in author.controller.title


def test_after_a_line_to_be_copied_stands_nothing_else(author):
    author.saves_and_looks(STORY.replace("minutes: 14\n", "minutes:14\n", 1))

    assert "(UP111) Write: minutes: 14 J Another scene" in author.panel


def test_a_file_that_could_never_be_played_shows_its_story_once_it_can(tmp_path):
    author = Author(tmp_path, text="title: half", scene="her-call")
    assert "Nothing to show yet" in author.words
    assert overflows(author.screen, author.studio.measure) == ()
    author.saves_and_looks(STORY)

    assert where(author.controller.play.session).scene == "her-call"


def test_an_editor_that_writes_beside_and_renames_is_followed(author):
    author.plays_to(Phase.DECISION)
    beside = author.file.with_suffix(".new")
    beside.write_text(shorter(), encoding="utf-8")
    beside.replace(author.file)
    author.looks()

    assert "Let it go." in author.words


def test_a_file_that_is_gone_for_a_moment_is_waited_for(author):
    author.plays_to(Phase.DECISION)
    author.file.unlink()
    author.watch.look()
    author.watch.look()
    assert "not there" not in author.panel
    author.saves_and_looks(shorter())

    assert "Let it go." in author.words


def test_a_file_that_stays_away_is_missed(author):
    author.file.unlink()
    author.looks()

    assert "The file is not there any more." in author.panel


def test_shared_people_and_an_own_list_of_limits_count_as_part_of_the_file(author):
    author.plays_to(Phase.DECISION)
    (author.file.parent / "check.toml").write_text("[limits.B05]\nlongest = 7\n")
    author.looks()

    assert "aim for 6 to 7. Too long." in author.panel


def test_a_save_is_shown_within_half_a_second(tmp_path):
    author = Author(tmp_path)
    told = []
    watch = Watch(author.application.library, author.file, lambda: told.append(time.monotonic()))
    first = watch.read_now()
    watch.start(first)
    try:
        waits_for(lambda: told)  # the first check is done
        told.clear()
        author.saves(shorter())
        began = time.monotonic()
        waits_for(lambda: watch.take()[0])
    finally:
        watch.stop()
    # On a machine with nothing else to do it is a fifth of a second.
    assert told[0] - began < 2.0


def waits_for(something, seconds=20.0):
    until = time.monotonic() + seconds
    while not something():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.01)


# --- what was found ------------------------------------------------------------------------------------------------


def test_what_is_about_the_screen_comes_first_with_its_line(author):
    author.plays_to(Phase.DECISION)
    author.saves_and_looks(shorter())
    line = next(number for number, written in enumerate(shorter().split("\n")) if written.strip() == "Let it go.")

    here = author.panel.partition("Here:")[2].partition("Elsewhere:")[0]
    assert f"Error, line {line}. “{FIRST_CHOICE}” has 3 words" in here
    author.does(GoToScene("her-call"))
    assert f"“{FIRST_CHOICE}” has 3 words" in author.panel.partition("Elsewhere:")[2]


def test_at_the_briefing_what_is_about_the_whole_scenario_comes_first(author):
    author.saves_and_looks(STORY.replace("minutes: 14", "minutes: 60", 1))

    here = author.panel.partition("Here:")[2].partition("Elsewhere:")[0]
    assert "(C20)" in here


def test_the_lengths_of_what_is_on_the_screen_are_counted(author):
    author.plays_to(Phase.DECISION)
    author.saves_and_looks(shorter())
    assert re.search(r"Choice [A-D]: 3 words; aim for 6 to 25\. Too short\.", author.panel)

    author.plays_to(Phase.COMMENTARY, "hand-back")
    assert re.search(r"Why it went this way: \d+ words; aim for 30 to 80\.", author.panel)


def test_the_title_of_the_window_says_how_much_was_found(author):
    author.looks()
    before = author.controller.title
    author.saves_and_looks(shorter())

    assert re.fullmatch(r"half-a-second-behind\.yaml – (no|\d+) findings? – Upstander", before)
    assert author.controller.title != before


def test_what_is_still_to_be_written_is_no_finding(tmp_path):
    draft = new_scenario(title="Half a Second Behind", folder=tmp_path).read_text(encoding="utf-8")
    author = Author(tmp_path, text=draft)
    author.looks()

    assert re.fullmatch(r"half-a-second-behind\.yaml – \d+ texts to write – Upstander", author.controller.title)
    author.saves_and_looks(draft.replace("place: corridor", "place: coridor"))
    assert re.search(r"– 1 finding, \d+ texts to write –", author.controller.title)


# --- keys ----------------------------------------------------------------------------------------------------------


def test_one_key_saves_the_play_as_a_plan_that_can_be_run(author):
    author.plays_to(Phase.DECISION, FIRST_CHOICE)
    author.presses("s")
    author.presses("f5")

    assert [path.name for path in plans.beside(author.file)] == [
        "half-a-second-behind.1.plan", "half-a-second-behind.2.plan"
    ]
    written = plans.beside(author.file)[0].read_bytes()
    reading = plans.read(written, "a.plan")
    assert reading.findings == ()
    assert [(step.key, step.words) for step in reading.plan.steps][:2] == [
        ("scene", "third-time"), ("choose", FIRST_CHOICE)
    ]
    assert plan_runs.run(reading.plan, story_of(author)) == ()
    assert "Saved as half-a-second-behind.2.plan" in author.panel


def test_a_play_to_its_end_is_saved_with_its_ending(author):
    author.plays_to(Phase.ENDING)
    author.does(SavePlay())
    ending = author.controller.play.session.position.play.state.scene
    text = plans.beside(author.file)[0].read_text()

    assert text.endswith(f"ending: {ending}\n")
    assert plan_runs.run(plans.read(text.encode(), "a.plan").plan, story_of(author)) == ()


def test_where_a_plan_cannot_be_written_that_is_said(author):
    author.plays_to(Phase.DECISION, FIRST_CHOICE)
    shutil.rmtree(author.file.parent)
    author.does(SavePlay())

    assert "The play could not be saved" in author.panel


def test_one_choice_back_is_the_decision_that_was_made_last(author):
    author.plays_to(Phase.DECISION, FIRST_CHOICE)
    author.presses("u")
    assert (author.phase, author.choices) == (Phase.DECISION, ())
    assert press(author.screen, "u") is None


def test_any_scene_can_be_come_to_from_the_list(author):
    author.presses("j")
    scenes = [each.action.scene for each in focus_order(author.screen) if isinstance(each.action, GoToScene)]
    assert scenes[0] == "third-time"
    author.does(GoToScene("her-call"))

    assert where(author.controller.play.session).scene == "her-call"
    author.presses("j")
    author.presses("escape")
    assert where(author.controller.play.session).scene == "her-call"


def test_keys_that_mean_something_in_the_play_go_on_meaning_that(author):
    for phase in (Phase.DECISION, Phase.COMMENTARY, Phase.DEBRIEF):
        author.plays_to(phase)
        hotkeys = [key for each in walk(author.screen) if each.action is not None for key in each.hotkeys]
        assert len(set(hotkeys)) == len(hotkeys)


def test_the_end_leads_to_the_beginning_and_there_is_no_library(author):
    assert find(author.screen, "library") is None
    author.plays_to(Phase.DEBRIEF)
    author.does(Do((m.Close(),)))

    assert author.phase is Phase.BRIEFING
    assert "at the beginning again" in author.panel


def test_leaving_at_once_shows_nothing_of_the_panel_either(author):
    author.presses("escape")

    assert words_of(author.screen) == "Paused. Enter: go on. Esc: close."


def test_nothing_of_a_preview_is_recorded(tmp_path):
    author = Author(tmp_path)
    author.plays_to(Phase.DEBRIEF)
    author.does(Do((m.Close(),)))

    assert [path.name for path in tmp_path.iterdir()] == ["half-a-second-behind.yaml"]


# --- the way to a scene --------------------------------------------------------------------------------------------


def story_of(author: Author) -> Scenario:
    return author.controller.play.scenario


@pytest.mark.parametrize("name", sorted(path.stem for path in scenarios_folder().glob("*.yaml")))
def test_every_scene_of_a_sound_scenario_is_come_to_by_the_fewest_choices(name):
    if name in ("themes", "people"):
        return
    scenario = Library(scenarios_folder(), assets_folder(), None).scenario(name)
    ways = ways_from(begin(scenario))
    assert set(ways.spots) == set(scenario.scenes)
    for scene, spot in ways.spots.items():
        session = arrive(scenario, spot).session
        came = {one.scene for one in session.position.play.arrivals}
        assert scene in came
        assert all(scene not in arrived_at(scenario, spot.choices[:n]) for n in range(len(spot.choices)))


def arrived_at(scenario: Scenario, choices: tuple[str, ...]) -> set[str]:
    play = arrive(scenario, Spot(choices, Phase.DECISION)).session.position.play
    return {one.scene for one in play.arrivals}


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"scene": "her-cal"}, "There is no scene “her-cal”. Did you mean “her-call”?"),
        ({"choices": ("let-it-goo",)}, "“let-it-goo” is not offered in scene “third-time”. Did you mean “let-it-go”?"),
        ({"scene": "third-time", "choices": (FIRST_CHOICE,)}, "After let-it-go: Nothing leads to “third-time”"),
    ],
)
def test_a_place_that_cannot_be_come_to_is_told_why(author, asked, says):
    with pytest.raises(CannotGoThere) as told:
        spot_to(story_of(author), **asked)
    assert says in str(told.value)


def test_a_scene_after_given_choices_is_come_to_by_those(author):
    spot = spot_to(story_of(author), scene="her-call", choices=(FIRST_CHOICE,))

    assert spot.choices[0] == FIRST_CHOICE
    session = arrive(story_of(author), spot).session
    assert where(session).scene == "her-call"
    assert spot_of(session).choices == spot.choices


# --- how it looks --------------------------------------------------------------------------------------------------

LONG = (
    "Die Gleichstellungsbeauftragte der "
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft hat den "
    "Kraftfahrzeughaftpflichtversicherungsbericht noch nicht gelesen und sagt das auch."
)


@pytest.mark.parametrize(
    ("size", "percent"),
    [
        (SIZES[1], 100),
        *(
            pytest.param(*each, marks=pytest.mark.slow)
            for each in ((SIZES[0], 200), (SIZES[1], 200), (SIZES[2], 80), (SIZES[2], 200))
        ),
    ],
)
def test_nothing_is_cut_off_beside_any_screen(tmp_path, size, percent):
    author = Author(tmp_path, text=german(), size=size)
    author.application.change_settings(text_percent=percent)
    for phase in (Phase.BRIEFING, Phase.SCENE, Phase.DECISION, Phase.CONSEQUENCE, Phase.ALTERNATIVES, Phase.DEBRIEF):
        author.plays_to(phase)
        assert_whole(author)
    author.does(SavePlay())
    author.does(ListScenes())
    assert_whole(author)
    author.saves_and_looks(german().replace("scenes:\n", "scens:\n"))
    assert_whole(author)


def german() -> str:
    """The story with texts as long as they get, so that there is much to find."""
    changed = re.sub(r"(- id: [\w-]+\n {10}do: \|\n)( {12})[^\n]*\n", rf"\1\2{LONG}\n", STORY)
    assert changed.count(LONG) > 10
    return changed


def assert_whole(author: Author) -> None:
    pages = 0
    while True:
        screen = author.screen
        assert overflows(screen, author.studio.measure) == ()
        assert all(each.name and each.key for each in focus_order(screen))
        more = find(screen, "preview-more")
        pages += 1
        assert pages < 200
        if more is None or not more.action.to:
            return
        author.does(more.action)


def test_every_finding_is_on_some_page_of_the_panel(tmp_path):
    author = Author(tmp_path, text=german(), size=(1280, 720))
    author.application.change_settings(text_percent=200)
    author.plays_to(Phase.DECISION)
    seen = ""
    while True:
        screen = author.screen
        seen += " " + words_of(find(screen, "preview-panel"))
        more = find(screen, "preview-more").action
        author.does(more)
        if not more.to:
            break
    found = check_draft(author.application.library, read_draft(author.application.library, author.file))
    assert len(found) > 20
    assert Counter(re.findall(r"\(([A-Z]+\d+)\)", seen)) == Counter(finding.code for finding in found)


def test_with_no_display_and_nobody_at_a_terminal_it_says_so_and_ends(tmp_path, monkeypatch, capsys):
    for name in ("SDL_VIDEODRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    file = tmp_path / "half-a-second-behind.yaml"
    file.write_text(STORY, encoding="utf-8")
    code, _, error = said(capsys, "preview", str(file))

    assert code == 1
    assert "There is no display to open a window on. To go on in the terminal, add --text." in error


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("half-a-second-behnd",), "Did you mean half-a-second-behind?"),
        (("no-such-file.yaml",), "there is no file no-such-file.yaml"),
        (("half-a-second-behind", "--text", "--scene", "her-cal"), "Did you mean “her-call”?"),
        (("half-a-second-behind", "--text", "--size", "1280x720"), "Leave one out."),
    ],
)
def test_what_is_not_there_gets_a_near_name(capsys, arguments, says):
    code, _, error = said(capsys, "preview", *arguments)

    assert code == 2
    assert says in error


# --- in a terminal -------------------------------------------------------------------------------------------------


def test_without_a_window_findings_and_play_are_said_again_after_each_save(tmp_path):
    file = tmp_path / "half-a-second-behind.yaml"
    file.write_text(STORY, encoding="utf-8")
    told = tmp_path / "said.txt"
    with told.open("wb") as out:
        program = subprocess.Popen(
            [sys.executable, "-m", "game", "preview", str(file), "--text", "--choose", FIRST_CHOICE],
            cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
        )
    try:
        waits_for(lambda: told.read_text().count("Waiting for the next save.") == 1, 60)
        file.write_text(shorter(), encoding="utf-8")
        waits_for(lambda: told.read_text().count("Waiting for the next save.") == 2, 60)
    finally:
        program.kill()
        program.wait()
    first, second = told.read_text().split("Waiting for the next save.")[:2]
    assert "Decision 2 of up to" in first
    assert "“let-it-go” has 3 words" in second
    assert "“let-it-go” has 3 words" not in first
