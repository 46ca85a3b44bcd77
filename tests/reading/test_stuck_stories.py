"""A story in which a play could get stuck is not offered, and the finding says how one would get there."""

from __future__ import annotations

from game.core.diagnostic import Diagnostic
from tests.reading.story import STORY, reading

HEAD = STORY[: STORY.index("start: standup")]
IF_THEN = STORY[STORY.index("\nif_then:") :]
ENDING = """\
  over:
    ending:
      title: Over
      closing: {by: priya, says: So it is.}
      reflect: What now?
"""


def decision(scene: str, *choices: str) -> str:
    """A scene with a decision; each choice is ``id -> scene`` with further keys after a comma."""
    lines = [f"  {scene}:", "    decision:", "      ask: What do you do?", "      reflect: Why?", "      choices:"]
    for choice in choices:
        way, *more = choice.split(", ")
        name, _, go = way.partition(" -> ")
        lines += [
            f"        - id: {name}",
            "          do: Do it.",
            "          summary: You did it.",
            "          method: direct",
            "          ratings: {notice: 2, craft: 2}",
            "          line: Yes.",
            "          tradeoff: Slow.",
            "          consequence: |",
            "            It is done.",
            "          commentary: So it is.",
            f"          next: {go}",
            *(f"          {key}" for key in more),
        ]
    return "\n".join(lines) + "\n"


def found(*scenes: str) -> tuple[Diagnostic, ...]:
    start = scenes[0].split(":")[0].strip()
    answer = reading(f"{HEAD}start: {start}\n\nscenes:\n{''.join(scenes)}{IF_THEN}")
    assert (answer.scenario is None) == bool(answer.diagnostics)
    return answer.diagnostics


def test_two_open_choices_everywhere_and_an_ending_ahead_is_a_sound_story() -> None:
    assert found(decision("one", "a -> over", "b -> over"), ENDING) == ()


def test_coming_back_is_allowed_while_there_is_a_way_out() -> None:
    assert found(decision("one", "again -> one", "on -> over"), ENDING) == ()


def test_a_decision_with_one_choice_is_no_decision() -> None:
    [finding] = found(decision("one", "a -> over"), ENDING)

    assert finding.code == "UP401"


def test_choices_that_are_used_up_may_strand_a_player() -> None:
    [finding] = found(decision("one", "again -> one, once: yes", "on -> over"), ENDING)

    assert finding.code == "UP402"
    assert "after again" in finding.message


def test_once_is_no_danger_where_nobody_comes_back() -> None:
    assert found(decision("one", "a -> over, once: yes", "b -> over, once: yes"), ENDING) == ()


def test_conditions_that_leave_two_open_in_every_state_are_proved_sound() -> None:
    one = decision("one", "a -> two, set: {asked: yes}", "b -> two")
    two = decision("two", "c -> over, if: asked", "d -> over, if: not asked", "e -> over")

    assert found(one, two, ENDING) == ()


def test_conditions_that_do_not_are_found_with_the_way_there() -> None:
    one = decision("one", "a -> two, set: {asked: yes}", "b -> two")
    two = decision("two", "c -> over, if: asked", "d -> over, if: asked", "e -> over")
    [finding] = found(one, two, ENDING)

    assert finding.code == "UP402"
    assert "“two”, after b" in finding.message


def test_a_part_of_the_story_without_an_ending_is_one_finding() -> None:
    [finding] = found(
        decision("one", "a -> over", "b -> two"),
        decision("two", "c -> three", "d -> three"),
        decision("three", "e -> two", "f -> two"),
        ENDING,
    )

    assert finding.code == "UP403"
    assert "“two”" in finding.message


def test_an_ending_that_no_play_can_reach_is_no_ending() -> None:
    one = "  one:\n    next: two\n"
    gate = "  gate:\n    next:\n      - if: asked\n        go: over\n      - go: two\n"
    [finding] = found(one, decision("two", "a -> gate", "b -> gate"), gate, ENDING)

    assert finding.code == "UP403"
    assert "right at the start" in finding.message


def test_a_story_with_no_ending_at_all_is_said_once() -> None:
    [finding] = found(decision("one", "a -> two", "b -> two"), decision("two", "c -> one", "d -> one"))

    assert finding.code == "UP403"


def test_forks_that_lead_back_to_themselves_are_found_with_their_way() -> None:
    left = "  left:\n    next:\n      - if: asked\n        go: over\n      - go: right\n"
    right = "  right:\n    next: left\n"
    [finding] = found(decision("one", "a -> left", "b -> over"), left, right, ENDING)

    assert finding.code == "UP404"
    assert "left → right → left" in finding.message


def test_more_states_than_can_be_visited_is_said_with_what_to_do() -> None:
    facts = "".join(f"  n{number}: {{from: 0, to: 9, start: 0}}\n" for number in range(6))
    moves = [f"up{number} -> one, change: {{n{number}: +1}}" for number in range(6)]
    enough = " and ".join(f"n{number} is 9" for number in range(6))
    text = f"{HEAD}start: one\n\nscenes:\n{decision('one', *moves, f'out -> over, if: {enough}')}{ENDING}{IF_THEN}"
    [finding] = reading(text.replace("  asked: false\n", "  asked: false\n" + facts)).diagnostics

    assert finding.code == "UP405"
    assert "50,000" in finding.message


def test_what_an_unknown_scene_brings_about_is_not_said_as_well() -> None:
    [finding] = found(decision("one", "a -> ovr", "b -> ovr"), ENDING)

    assert finding.code == "UP301"


def test_a_draft_may_hold_what_is_still_to_be_written() -> None:
    text = STORY.replace("format: 1\n", "format: 1\nstatus: draft\n")
    for old in ("title: Let Her Finish", "minutes: 8", "seat: peer", "          method: delay", "place: meeting-room"):
        key = old.partition(":")[0]
        text = text.replace(old, f"{key}: todo")
    answer = reading(text)

    assert answer.diagnostics == ()
    assert answer.scenario is not None and answer.scenario.is_draft


def test_every_thing_of_the_story_has_its_place() -> None:
    spans = reading().spans
    lines = STORY.split("\n")

    for name, begins in (
        ("scene/standup", "  standup:"),
        ("scene/standup/script", "    script:"),
        ("choice/ask-first", "        - id: ask-first"),
        ("choice/ask-first/consequence", "          consequence:"),
        ("fact/trust", "  trust:"),
        ("cast/dana", "  dana:"),
        ("title", "title:"),
    ):
        assert lines[spans[name].line - 1].startswith(begins)
    assert "scene/nowhere" not in spans
