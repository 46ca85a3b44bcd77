"""What an author pins in a plan: it holds, or the plan says where the story goes another way."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import assets
from game.core.diagnostic import Diagnostic
from game.library import Library
from tests.sample import SAMPLE
from tools.checking.check import check
from tools.plan_runs import run
from tools.plans import EXAMPLES, beside, in_folder, read

BUNDLED = in_folder(assets.scenarios_folder())


def followed(text: str) -> tuple[Diagnostic, ...]:
    """What comes of a plan of the small story."""
    reading = read(text.encode(), "sample.plan")
    return (*reading.findings, *run(reading.plan, SAMPLE))


@pytest.fixture
def library(tmp_path):
    """A folder with one scenario; answers of checks are kept, as they are for an author."""
    folder = tmp_path / "mine"
    folder.mkdir()
    shutil.copy(assets.scenarios_folder() / "half-a-second-behind.yaml", folder)
    return Library(folder, assets.assets_folder(), tmp_path / "cache")


def of_plans(library: Library) -> list[tuple[str, int, int]]:
    """Code, line and column of what is wrong with plans."""
    findings = check(library).findings
    return [(one.code, one.span.line, one.span.column) for one in findings if one.code.startswith("P")]


# --- what a plan can say -----------------------------------------------------------------------------------------

HOLDS = """\
# She is spoken for, and it is put right.
scene: call
line: that was MINE
offered: interrupt
choose: interrupt
line: “I was not ready.”
line: Amara comes to your desk          # a scene on the way
scene: desk
scene: kitchen
ledger: open
ledger: open exposes
holds: credit is restored and open_harm
offered: own-up
choose: another-cup
line: The kettle clicks.
hidden: another-cup
choose: own-up, rota
ledger: repaired exposes
ledger: nothing open
holds: chose(rota) and seen(kitchen) and not chose(wait)
line: I could finish my sentence.
ending: better
ending: Her words, her name
"""


def test_a_plan_that_holds_finds_nothing():
    assert followed(HOLDS) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("scene: kitchen", "did not come to “kitchen”"),
        ("line: The kettle boils.", "They stand in scene “kitchen”, if not seen(corridor)."),
        ("no-line: That was mine", "was read at the start: “that was mine”"),
        ("locked: ask", "it can be chosen"),
        ("hidden: ask", "it can be chosen"),
        ("offered: own-up", "It belongs to scene “kitchen”."),
        ("choose: rota", "It belongs to scene “corridor”."),
        ("holds: credit is restored", "does not hold at the start"),
        ("ledger: open exposes", "In it: nothing."),
        ("ledger: repaired", "In it: nothing."),
        ("ending: better", "has not ended"),
    ],
)
def test_what_does_not_hold_is_said_in_the_words_of_the_story(line, said):
    [finding] = followed(line)

    assert finding.code == "P02"
    assert said in finding.message


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("choose: interupt", "interrupt"),
        ("offered: interupt", "interrupt"),
        ("scene: kichen", "kitchen"),
        ("holds: credit is restord", "restored"),
        ("holds: crdit is lost", "credit"),
        ("ledger: open expses", "exposes"),
        ("ending: bettr", "better"),
        ("coose: ask", "choose"),
        ("fact: credit is lost", "holds"),
    ],
)
def test_a_word_that_nothing_has_is_answered_with_a_near_one(line, near):
    [finding] = followed(line)

    assert near in finding.hint


def test_the_mark_is_under_the_word_that_is_meant():
    [choice] = followed("# a remark\nchoose: ask, nott, leave")
    [condition] = followed("  holds: trust is at least 2 and crdit is lost")

    assert (choice.span.line, choice.span.column, choice.span.length) == (2, 14, 4)
    assert condition.excerpt[condition.span.column - 1 :].startswith("crdit")


def test_a_locked_choice_and_a_hidden_one_are_told_apart():
    assert followed("choose: ask\nlocked: own-up") == ()

    [finding] = followed("choose: ask\nhidden: own-up")
    assert "locked: players see “There is nothing of yours to put right here.”" in finding.message


def test_a_choice_that_is_not_open_says_what_it_needs():
    [finding] = followed("choose: ask, own-up")

    assert "it needs “chose(interrupt)”" in finding.message
    assert "let-be" in finding.hint


def test_a_choice_that_cannot_be_made_ends_the_walk():
    assert len(followed("choose: rota\nending: better\nline: nothing like it")) == 1


def test_every_other_line_that_does_not_hold_is_told_at_once():
    assert [one.span.line for one in followed("scene: kitchen\nline: nothing like it\nledger: open")] == [1, 2, 3]


def test_another_ending_is_named():
    [finding] = followed("choose: wait, leave\nending: better")

    assert "“Another Tuesday” (later)" in finding.message


@pytest.mark.parametrize("key", EXAMPLES)
def test_a_key_with_nothing_after_it_is_shown_how_to_go_on(key):
    [finding] = followed(f"{key}:")

    assert finding.code == "P01"
    assert f"{key}: {EXAMPLES[key]}" in finding.hint


def test_a_misspelt_key_is_shown_with_the_words_of_its_own_line():
    [finding] = followed("chose: leave  # for now")

    assert finding.hint == "Did you mean “choose: leave”?"


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass"))))
def test_any_bytes_can_be_read_as_a_plan(data):
    reading = read(data, "sample.plan")

    assert reading.findings or reading.plan.steps


_WORDS = st.sampled_from(
    ["ask", "interrupt", "own-up", "rota", "later", "kitchen", "open", "trust is 2", "(", "not", ",", "“", "nothing"]
)
_LINES = st.builds(
    lambda key, words: f"{key}: {' '.join(words)}", st.sampled_from(list(EXAMPLES)), st.lists(_WORDS, max_size=4)
)


@given(st.lists(_LINES, max_size=8))
def test_any_plan_can_be_followed(lines):
    for finding in followed("\n".join(lines)):
        assert finding.message and finding.hint and 1 <= finding.span.line <= max(1, len(lines))


# --- plans beside scenarios --------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", BUNDLED, ids=lambda path: path.stem)
def test_the_scenarios_that_come_with_the_program_do_what_their_plans_say(plan):
    scenario = plan.with_name(f"{plan.name.partition('.')[0]}.yaml")
    reading = read(plan.read_bytes(), plan.name)

    assert reading.findings == ()
    found = Library(scenario.parent, assets.assets_folder(), None).reading(scenario)[1].scenario
    assert found is not None
    assert run(reading.plan, found) == ()


def test_every_scenario_that_comes_with_the_program_has_a_plan_with_harm_and_one_without():
    for path in Library(assets.scenarios_folder(), assets.assets_folder(), None).files():
        texts = [plan.read_text("utf-8") for plan in beside(path)]

        assert any("ledger: open" in text for text in texts), path
        assert any("ledger: nothing" in text or "ledger: open" not in text for text in texts), path


def test_check_follows_every_plan_beside_a_scenario(library):
    (library.folder / "half-a-second-behind.plan").write_text("scene: third-time\nending: item-one\n", "utf-8")
    (library.folder / "half-a-second-behind.two.plan").write_text("choose: hand-bak\n", "utf-8")

    assert of_plans(library) == [("P02", 2, 9), ("P02", 1, 9)]
    assert not check(library).is_fine(strict=False)


def test_a_plan_that_was_mended_is_looked_at_again(library):
    plan = library.folder / "half-a-second-behind.plan"
    plan.write_text("scene: client\n", "utf-8")
    assert of_plans(library) == [("P02", 1, 8)]

    plan.write_text("scene: third-time\n", "utf-8")
    assert of_plans(library) == []


def test_a_plan_named_after_no_scenario_is_told_with_a_near_name(library):
    (library.folder / "half-a-second-behnd.plan").write_text("scene: third-time\n", "utf-8")

    [finding] = [one for one in check(library).findings if one.code == "P03"]
    assert "half-a-second-behind" in finding.hint


def test_a_plan_that_cannot_be_understood_is_not_followed(library):
    (library.folder / "half-a-second-behind.plan").write_text("coose: hand-back\nscene: the-insight\n", "utf-8")

    assert of_plans(library) == [("P01", 1, 1)]


def test_a_plan_may_be_named_in_place_of_its_scenario(library):
    plan = library.folder / "half-a-second-behind.two.plan"
    plan.write_text("scene: client\n", "utf-8")

    assert "P02" in {one.code for one in check(library, [plan]).findings}


def test_plans_are_no_scenarios(library):
    (library.folder / "half-a-second-behind.plan").write_text("scene: third-time\n", "utf-8")

    assert [path.name for path in library.files()] == ["half-a-second-behind.yaml"]
    assert library.left_out() == ()
