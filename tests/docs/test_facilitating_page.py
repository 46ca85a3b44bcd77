"""The pages for facilitators: three pages that print as three, with the words, numbers and keys of the program."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from game.assets import assets_folder, scenarios_folder
from game.core.ballot import Split
from game.core.disclosure import ENOUGH_VOTES, MOST_ALIKE_PERCENT
from game.core.scenario import Scenario
from game.hosting import Hosting, VotesBy
from game.library import Library
from game.session.phases import Phase
from game.session.room import LENGTHS
from game.session.room_words import GROUND_RULES, LOOK_BACK, LOOKING_BACK_SHARE, NEXT, PARTS, REMINDERS, TALK
from game.session.wording import DIMENSIONS
from game.ui.room_keys import BY_VERB, KEYS, Verb, letter_of
from game.ui.room_overlays import CLOCKS
from game.ui.screens.room.facilitator_words import for_now, shows_tally
from tests.docs.pages import blocks, links, rows, section, told
from tests.sample import CALL, SAMPLE, changed
from tests.ui.room_desk import LOOK, Facilitator
from tools.guide.numbers import minutes
from tools.guide.pack import IF_SOMEBODY_TELLS

PAGE, MORE = told("docs/facilitating.md"), told("docs/facilitating-more.md")
PARTS_OF_PAGE = ("Before", "During", "When something goes wrong")
A_PAGE = 480  # words: what A4 holds in letters that are easy to read
CAPS = {each.cap for each in KEYS}


def words_in(text: str) -> list[str]:
    """All that is read on paper: no pictures, no addresses of links, no rulers of tables."""
    bare = re.sub(r"!\[.*?\]\(.*?\)", "", text)
    bare = re.sub(r"\]\([^)]*\)", "]", bare)
    return re.findall(r"[\w’'./-]*\w[\w’'-]*", bare)


@pytest.mark.parametrize("part", PARTS_OF_PAGE)
def test_before_during_and_when_something_goes_wrong_have_a_page_each(part: str) -> None:
    assert 300 < len(words_in(section(PAGE, part))) <= A_PAGE


def test_all_else_is_one_link_away() -> None:
    assert "facilitating-more.md" in links(PAGE)
    assert "facilitating.md" in links(MORE)


def test_whoever_has_only_the_folder_of_the_project_is_told_how_to_write_a_command() -> None:
    assert any(block.startswith("python3 tools/run.py play host ") for block in blocks(PAGE, "sh"))
    assert "python3 tools/run.py play" in section(MORE, "Starting from a terminal")
    [line] = [line for line in told("README.md").splitlines() if "play host " in line]
    assert "docs/facilitating.md" in line


def test_ground_rules_are_those_that_the_window_has() -> None:
    during = section(PAGE, "During")

    assert [rule for rule in GROUND_RULES if f"- {rule}\n" not in during] == []


def test_when_somebody_tells_what_happened_to_them_page_pack_and_window_say_the_same() -> None:
    wrong = section(PAGE, "When something goes wrong").replace("`", "")

    assert IF_SOMEBODY_TELLS in wrong
    assert any(IF_SOMEBODY_TELLS in reminder for reminder in REMINDERS)


def test_the_lengths_on_the_page_are_those_that_can_be_chosen_and_a_third_is_for_looking_back() -> None:
    planned = [[int(re.findall(r"\d+", cell)[0]) for cell in row] for row in rows(section(PAGE, "Before"))]

    assert tuple(row[0] for row in planned) == LENGTHS
    for whole, story, back in planned:
        assert story + back == whole
        assert back == whole // LOOKING_BACK_SHARE


def test_a_session_votes_by_hands_unless_somebody_chooses_phones() -> None:
    assert Hosting().votes is VotesBy.HANDS
    assert "Raised hands are set" in section(PAGE, "Before")


def test_silence_and_talk_last_as_long_as_the_windows_say() -> None:
    during = section(PAGE, "During")

    assert "30 to 45 seconds of silence" in during and "30 to 45 seconds of silence" in NEXT[Phase.THINK]
    assert "20 seconds of silence" in during and "20 seconds of silence" in NEXT[Phase.CONSEQUENCE]
    for starts, split in (("“What is", Split.AGREED), ("“In pairs", Split.DIVIDED), ("“In threes", Split.SCATTERED)):
        [says] = [row[1] for row in rows(during) if row[1].startswith(starts)]
        assert f" {minutes(TALK[split][1]).capitalize()}" in says
    assert f"about {minutes(max(long for _, long in LOOK_BACK.values()))} each" in during
    assert len(PARTS) == 6 and "Six parts" in during


def test_clocks_start_at_the_times_on_the_page() -> None:
    for phase, words in ((Phase.THINK, "to think"), (Phase.VOTE, "to vote")):
        assert f"{CLOCKS[phase] // 60}:{CLOCKS[phase] % 60:02} {words}" in MORE


def test_what_a_group_can_practise_has_the_names_of_the_six_lines_in_the_notes() -> None:
    said = " ".join(section(PAGE, "During").lower().split())

    assert [name for name in DIMENSIONS.values() if name.lower() not in said] == []


def test_what_is_kept_has_the_thresholds_of_the_program() -> None:
    kept = dict(rows(section(MORE, "What is kept"))[:6])

    assert f"a vote of fewer than {ENOUGH_VOTES}" in kept
    assert f"a vote of {ENOUGH_VOTES} to {2 * ENOUGH_VOTES - 1}" in kept
    large = kept[f"a vote of {2 * ENOUGH_VOTES} or more"]
    assert f"counts of {ENOUGH_VOTES} or more" in large
    assert f"{MOST_ALIKE_PERCENT} % or more" in large
    assert "Fewer than five" in section(PAGE, "Votes") and ENOUGH_VOTES == 5


def test_every_key_is_listed_as_the_window_lists_it() -> None:
    assert rows(section(MORE, "All keys")) == [[f"`{each.cap}`", each.label] for each in KEYS]


@pytest.mark.parametrize("page", [PAGE, MORE], ids=["page", "more"])
def test_every_key_in_the_text_is_a_key(page: str) -> None:
    short = {key for key in re.findall(r"`([^`\s]{1,9}|Page up)`", page) if key[:1].isupper() or len(key) == 1}
    unknown = {key for key in short if key not in CAPS and not letter_of(key.lower()) and not key.isdigit()}

    assert short & CAPS
    assert unknown <= {"G", "'"}  # in the library; a sign in a table


def test_keys_do_what_the_table_of_steps_says() -> None:
    steps = {row[0].partition(",")[0]: row[1:] for row in rows(section(PAGE, "During")) if len(row) == 3}

    for step, verb in (
        ("Count people", Verb.HEADCOUNT), ("Agree", Verb.AGREE), ("Finish", Verb.FINISH), ("Read", Verb.NEXT)
    ):
        assert BY_VERB[verb].cap in steps[step][0]
    for step, verb in (
        ("Doors", Verb.JOIN), ("Read", Verb.BACK), ("Think", Verb.CLOCK), ("What comes of it", Verb.WHY)
    ):
        assert f"`{BY_VERB[verb].cap}`" in steps[step][1]


# --- the steps of the page, followed at the keys ---------------------------------------------------------------------

STEPS = {row[0].partition(",")[0]: re.findall(r"`([^`]+)`", row[1]) for row in rows(section(PAGE, "During")) if row[2:]}


class Reader(Facilitator):
    """Somebody who does what the table says, with raised hands."""

    def __init__(self, scenario: Scenario = SAMPLE) -> None:
        super().__init__(scenario, by_phone=False)

    def follow(self, step: str) -> None:
        """The keys of a step, as the page prints them."""
        by_cap = {each.cap: each.keys[0] for each in KEYS}
        self.press(*(by_cap[cap] for cap in STEPS[step]))

    def reads(self, until: Phase) -> None:
        """One panel after another, with the key of reading."""
        for _ in range(50):
            if self.phase is until:
                return
            self.follow("Read")
        raise AssertionError(f"reading does not lead to {until}")

    def decides(self) -> None:
        """From the doors to what came of the first choice."""
        self.follow("Doors")
        self.reads(Phase.THINK)
        for _ in range(2):
            self.follow("Vote" if self.phase is Phase.THINK else "Vote again")
            assert self.phase is Phase.VOTE
            self.press("a", "7", "return", "b", "2", "return", "space")
            assert self.phase is Phase.VOTED
            self.follow("Talk")
        assert self.phase is Phase.COMPARE  # the second time the same key shows both votes
        self.follow("Go on")
        assert self.phase is Phase.CONSEQUENCE


def test_the_table_of_steps_leads_from_the_doors_to_what_came_of_it() -> None:
    reader = Reader()
    reader.follow("Doors")
    reader.follow("Count people")
    reader.press("1", "2", "return")

    assert reader.room.facilitator_view().headcount == 12
    Reader().decides()


def test_the_why_comes_once_all_of_what_came_of_it_was_read() -> None:
    reader = Reader(Library(scenarios_folder(), assets_folder(), None).scenario("half-a-second-behind"))
    reader.decides()
    reader.press("w")

    assert reader.phase is Phase.CONSEQUENCE and "last panel" in reader.desk.message
    assert "until the last panel was shown" in MORE
    for _ in range(10):
        if reader.room.desk_view().steps[0].label == "Next panel":
            reader.follow("What comes of it")
    reader.press("w")
    assert reader.phase is Phase.COMMENTARY


def test_looking_back_agreeing_and_finishing_work_as_the_table_says() -> None:
    reader = Reader()
    reader.comes_to(Phase.DEBRIEF)
    for _ in PARTS[:4]:
        reader.follow("Look back")
    reader.follow("Agree")
    reader.room.type("One voice at a time")
    reader.press("return", "return")

    assert reader.session.position.part == 4  # part five
    assert reader.session.position.room.condition == "One voice at a time"
    reader.follow("Finish")
    assert reader.phase is Phase.CLOSED and reader.finished == 1
    reader.press("escape")
    assert reader.room.wants_to_quit


def test_a_session_can_be_finished_in_the_middle_and_esc_closes_the_question_first() -> None:
    reader = Reader()
    reader.decides()
    reader.press("x", "escape")

    assert reader.phase is Phase.CONSEQUENCE and not reader.desk.has_left
    reader.follow("Finish")
    assert reader.phase is Phase.CLOSED


def test_telling_a_decision_asks_first_and_names_what_the_story_takes() -> None:
    skippable = replace(CALL.exit, skippable="ask")
    reader = Facilitator(changed(call=replace(CALL, exit=skippable)), by_phone=False)
    reader.comes_to(Phase.THINK)
    reader.press("q")

    assert reader.phase is Phase.THINK
    assert "The story takes" in reader.room.desk_view().question


def test_after_esc_the_space_bar_goes_on() -> None:
    reader = Reader()
    reader.decides()
    reader.press("escape")
    assert reader.desk.has_left and reader.room.extras().is_blank
    reader.press("space")

    assert not reader.desk.has_left and reader.phase is Phase.CONSEQUENCE


def test_fewer_than_five_votes_by_phone_have_no_count_in_the_own_window_either() -> None:
    room = Facilitator()
    room.comes_to(Phase.VOTE)
    room.phones.vote(a=2, b=1)
    room.room.tick()

    assert {each.phones for each in room.room.facilitator_view().tally} == {None}


def test_in_one_window_nothing_tells_how_the_room_split_before_the_wall_does() -> None:
    room = Facilitator(has_one_window=True)
    room.comes_to(Phase.VOTED)
    told = room.room.desk_view(is_seen=True)

    assert not shows_tally(room.room.facilitator_view(), told)
    assert BY_VERB[Verb.CONFIRM].cap not in [step.cap for step in told.steps]  # “Go on with A” would tell what leads
    hints = [span.text for block in for_now(room.room.facilitator_view(), told, LOOK) for span in block.spans]
    assert not any(part in hint for hint in hints for part in ("in one place", "is split", "is spread out"))
