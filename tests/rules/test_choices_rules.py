"""Where rules about choices and about a whole library begin to speak: at the threshold not yet, beyond it."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from tests.rules.patching import block, stories, story
from tools.checking.catalogue import catalogue
from tools.checking.check import check_story
from tools.checking.rule_data import ours
from tools.checking.story import Story

ENTRIES = {entry.rule.code: entry for entry in catalogue() if entry.rule.code[0] in "BG"}

# The rule, one of its limits, a value at which its example is still fine, and the next at which it is found.
THRESHOLDS = [
    ("B01", "decisions", 5, 4),
    ("B01", "share", 0.75, 0.74),
    ("B02", "ratio", 18 / 7, 18 / 7 - 0.01),
    ("B03", "ways", 1, 2),
    ("B04", "decisions", 2, 1),
    ("B05", "shortest", 3, 4),
    ("B06", "most", 5, 4),
    ("B07", "decisions", 5, 4),
    ("B07", "share", 1.0, 0.99),
    ("B08", "likeness", 0.9, 0.89),
    ("B13", "share", 4 / 6, 4 / 6 - 0.01),
    ("B14", "choices", 33, 20),
    ("B16", "flat", 1 / 3 - 0.01, 0.5),
    ("B17", "choices", 8, 7),
    ("B17", "share", 0.43, 3 / 7),
    ("B21", "sentences", 4, 3),
    ("B22", "reviewers", 5, 4),
    ("B22", "spread", 2.07, 2.06),
    ("B23", "choices", 6, 5),
    ("G01", "scenarios", 9, 8),
    ("G02", "decisions", 25, 24),
    ("G02", "share", 0.0, 0.01),
    ("G03", "decisions", 25, 24),
    ("G03", "share", 1 / 6, 1 / 6 + 0.01),
    ("G04", "scenarios", 7, 6),
    ("G05", "scenarios", 9, 8),
    ("G06", "scenarios", 7, 6),
    ("G06", "repairs", 0, 1),
    ("G07", "scenarios", 11, 10),
    ("G08", "decisions", 31, 25),
    ("G08", "warning", 1e-9, 0.05),
    ("G09", "decisions", 26, 20),
    ("G10", "choices", 22, 21),
    ("G10", "chance", 1e-9, 0.01),
    ("G11", "silences", 11, 10),
    ("G11", "share", 0.0, 0.01),
]  # fmt: skip


@cache
def example(code: str) -> tuple[Story, ...]:
    return tuple(stories(block(ENTRIES[code].page, "Example")))


def with_limit(told: Story, code: str, name: str, value: float) -> Story:
    limits = {own: dict(group) for own, group in ours().limits.items()}
    assert name in limits[code]
    limits[code][name] = value
    data = dataclasses.replace(ours(), limits=limits)
    made = Story(told.scenario, told.spans, told.source, told.file, data)
    made.themes = told.themes
    return made


def found(code: str, *told: Story) -> list[str]:
    entry = ENTRIES[code]
    if entry.of_scenario:
        return [finding.message for one in told for finding in entry.of_scenario(one)]
    return [finding.message for finding in entry.of_library(told)]


def choice(do: str, identity: str = "let-it-go", **keys: object) -> Story:
    return choices({identity: {"do": do, **keys}})


def choices(own: dict[str, dict[str, object]], scene: str = "third-time", **keys: object) -> Story:
    changed = [{"id": identity, **changes} for identity, changes in own.items()]
    return story({"scenes": {scene: {"decision": {"choices": changed, **keys}}}})


def words(number: int) -> str:
    return " ".join(["Wait", "with", "them", "until", "Duarte", "ends", *["again"] * number][:number]) + "."


@pytest.mark.parametrize(("code", "limit", "fine", "beyond"), THRESHOLDS)
def test_a_rule_speaks_beyond_its_threshold_and_not_at_it(code, limit, fine, beyond):
    told = example(code)

    assert not found(code, *(with_limit(one, code, limit, fine) for one in told))
    assert found(code, *(with_limit(one, code, limit, beyond) for one in told))


@pytest.mark.parametrize(("number", "is_found"), [(5, True), (6, False), (25, False), (26, True)])
def test_a_choice_has_six_to_twenty_five_words(number, is_found):
    assert bool(found("B05", choice(words(number)))) is is_found


@pytest.mark.parametrize(("number", "severity"), [(35, None), (36, "error")])
def test_a_choice_of_more_than_thirty_five_words_is_an_error(number, severity):
    [finding] = ENTRIES["B05"].of_scenario(choice(words(number)))

    assert finding.severity == severity


@pytest.mark.parametrize(("number", "is_found"), [(10, False), (9, True)])
def test_the_longest_choice_may_have_one_point_eight_times_the_words_of_the_shortest(number, is_found):
    assert bool(found("B02", choice(words(18), "hand-back"), choice(words(number)))) is is_found


@pytest.mark.parametrize(("kind", "is_found"), [("direct", True), ("distract", False)])
def test_two_good_ways_are_of_different_kinds(kind, is_found):
    told = choices({"write-in-chat": {"method": kind}, "ask-amara": {"ratings": {"centre": 0, "craft": 0}}})

    assert bool(found("B03", told)) is is_found


def test_a_way_that_is_closed_in_some_states_does_not_count_there():
    told = choices({"explain-yourself": {"if": "not norm"}, "ask-for-terms": {"if": "norm"}}, "her-call")

    assert found("B03", told) == [
        "On some ways through the story only “offer-a-note” of the open choices can be defended here; "
        "the others are closed then."
    ]


def test_choices_that_never_stand_together_are_not_counted_or_compared():
    base = story({})
    [decision] = [moment.decision for moment in base.moments if moment.scene.id == "open-door"]
    same = choices({"print-it": {"do": decision.choices[0].do}}, "open-door")

    assert not found("B08", same)
    for most, scenes in ((3, 4), (2, 6)):  # her-call and open-door show three at a time
        assert len(found("B06", with_limit(same, "B06", "most", most))) == scenes


def test_one_decision_may_have_two_choices_and_a_second_one_may_not():
    told = choices({"explain-yourself": {"if": "norm"}}, "her-call")

    assert not found("B06", told)
    assert found("B06", with_limit(told, "B06", "few_allowed", 0))


def test_a_stub_beside_whole_sentences_is_told_once():
    told, _ = check_story(choice(words(5)))

    assert [rule.code for rule, _ in told if rule.code in ("B02", "B05", "B09")] == ["B02"]


@pytest.mark.parametrize(("barrier", "is_found"), [("time", False), ("", True)])
def test_a_choice_that_is_rated_nothing_needs_a_reason(barrier, is_found):
    told = choice(words(12), ratings={"notice": 0, "centre": 0, "craft": 0}, barrier=barrier)

    assert bool(found("B09", told)) is is_found


def test_a_reason_granted_in_the_commentary_is_enough():
    assert not found("B11", choice(words(12), barrier=""))  # “lag is a fair explanation”
    assert found("B11", choice(words(12), barrier="", commentary="Nobody marked the third time."))


def test_more_than_half_of_the_decisions_without_a_quiet_choice_is_one_warning():
    told = example("B12")[0]

    assert [finding.severity for finding in ENTRIES["B12"].of_scenario(told)] == [None, None]
    for_many = with_limit(told, "B12", "share", 0.3)
    assert [finding.severity for finding in ENTRIES["B12"].of_scenario(for_many)] == ["warning"]


def test_a_scenario_needs_three_kinds_of_moves():
    told = story({})
    kinds = {choice.method for moment in told.moments for choice in moment.choices} - {"none"}

    assert not found("B13", with_limit(told, "B13", "methods", len(kinds)))
    assert found("B13", with_limit(told, "B13", "methods", len(kinds) + 1))


@pytest.mark.parametrize(("limit", "is_found"), [(1.3, True), (1.34, False)])
def test_every_decision_a_cliff_is_a_warning(limit, is_found):
    told = with_limit(story({}), "B16", "cliff", limit)  # the narrowest decision: 2.67 to 1.33

    assert bool(found("B16", told)) is is_found


@pytest.mark.parametrize(
    ("do", "is_found"),
    [
        ("Kindly read the line again and do not look at Duarte at all.", False),
        ("Bravely read the line again and do not look at Duarte at all.", True),
    ],
)
def test_a_word_that_judges_the_choice_is_found(do, is_found):
    assert bool(found("B18", choice(do))) is is_found


@pytest.mark.parametrize(
    ("do", "is_found"),
    [("Put all of the notes above the table.", False), ("Do all of the above.", True)],
)
def test_only_a_choice_about_the_choices_points_above(do, is_found):
    assert bool(found("B19", choice(do))) is is_found


@pytest.mark.parametrize(
    ("do", "is_found"),
    [
        ("You just hope that she comes back in by herself.", True),
        ("Hope that it was the lag. She can come back in.", True),
        ("Think for a moment, then ask Amara what she wants.", False),
        ("Say: “I think Amara had started on step four.”", False),
        ("Wonder aloud: “Was that the lag?”", False),
    ],
)
def test_a_thought_is_no_choice_unless_an_act_follows(do, is_found):
    assert bool(found("B20", choice(do))) is is_found


@pytest.mark.parametrize(
    ("do", "is_found"),
    [
        ("Say: “I'm sorry. I spoke for you there. It was your finding. You go on from here.”", False),
        ("Say: “I'm so very sorry. I spoke for you there. It was your finding. You go on from here.”", True),
        ("Close the laptop; walk over to Teresa.", False),
        ("Close the laptop; walk over to Teresa; and then wait.", True),
    ],
)
def test_a_choice_is_a_move_and_not_a_speech_or_a_list(do, is_found):
    assert bool(found("B21", choice(do))) is is_found


@pytest.mark.parametrize(("six", "is_found"), [([5, 4, 5, 1, 5, 4], False), ([1, 2, 1, 5, 1, 2], True)])
def test_reviewers_and_author_put_choices_in_the_same_order(six, is_found):
    names = ["hand-back", "write-in-chat", "ask-amara", "let-it-go", "name-her-work", "ask-duarte"]
    panels = [{"id": name, "panel": [mark]} for name, mark in zip(names, six, strict=True)]
    decisions = {"third-time": panels[:4], "the-insight": panels[4:]}
    told = story({"scenes": {name: {"decision": {"choices": own}} for name, own in decisions.items()}})

    assert bool(found("B22", told)) is is_found
    assert not found("B22", with_limit(told, "B22", "choices", 7))


def test_a_quiet_choice_above_the_lowest_is_enough():
    assert not found("B23", story({}))


def test_a_sixth_seat_or_a_fourth_way_of_meeting_is_missed_by_name():
    peer, *others = (story({"seat": seat, "mode": "chat"}) for seat in ("peer", "manager", "junior", "panel"))

    assert "None of 6 scenarios has the seat “client-facing” or “own-mistake”." in found("G04", *others, *[peer] * 3)


@pytest.mark.parametrize(("managers", "is_found"), [(2, False), (1, True)])
def test_a_quarter_of_the_library_is_for_managers(managers, is_found):
    manager, peer = story({"seat": "manager"}), story({"seat": "peer"})
    library = [*[manager] * managers, *[peer] * (8 - managers)]

    assert any("for managers" in message for message in found("G04", *library)) is is_found


@pytest.mark.parametrize(("severe", "is_found"), [(1, False), (2, True)])
def test_a_tenth_of_the_library_may_be_severe(severe, is_found):
    everyday, hard = story({}), story({"intensity": 3})

    assert bool(found("G07", *[hard] * severe, *[everyday] * (10 - severe))) is is_found


@pytest.mark.parametrize(("same", "is_found"), [(2, False), (3, True)])
def test_a_fifth_of_the_library_may_be_in_one_country(same, is_found):
    at_home = story({})
    others = [story({"country": f"Country {number}"}) for number in range(10 - same)]

    assert any("Portugal" in message for message in found("G05", *[at_home] * same, *others)) is is_found


def test_a_shuffled_order_is_only_worth_a_thought():
    told = [with_limit(one, "G09", "decisions", 5) for one in example("G09")]
    shuffled = [Story(_unfixed(one.scenario), one.spans, one.source, one.file, one.data) for one in told]

    assert {finding.severity for finding in ENTRIES["G09"].of_library(shuffled)} <= {"advice"}


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.of_library])
def test_drafts_are_no_part_of_a_library(code):
    assert not found(code, *(_draft(one) for one in example(code)))


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.of_scenario])
def test_what_is_still_to_be_written_is_not_judged(code):
    base = story({})
    to_write = {
        moment.scene.id: {
            "decision": {"choices": [{"id": own.id, "do": "todo", "commentary": "todo"} for own in moment.choices]}
        }
        for moment in base.moments
    }

    assert not found(code, story({"status": "draft", "scenes": to_write}))


def _draft(told: Story) -> Story:
    made = Story(dataclasses.replace(told.scenario, is_draft=True), told.spans, told.source, told.file, told.data)
    made.themes = told.themes
    return made


def _unfixed(scenario):
    scenes = {
        name: dataclasses.replace(scene, exit=dataclasses.replace(scene.exit, is_order_fixed=False))
        if hasattr(scene.exit, "is_order_fixed")
        else scene
        for name, scene in scenario.scenes.items()
    }
    return dataclasses.replace(scenario, scenes=scenes)
