"""A story written as text by a machine reads without findings, and can be played to anywhere."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from game.core.playthrough import NotOffered, begin, choice_ids, choose, offers, replay, script_of
from game.core.scenario import Decision
from tests.reading.story import STORY, reading

HEAD = STORY[: STORY.index("start: standup")].replace("id: story", "id: story")
IF_THEN = STORY[STORY.index("\nif_then:") :]

prose = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"), exclude_characters="\ufeff"
    )
    | st.just(" "),
    min_size=1,
    max_size=60,
).filter(lambda words: words.strip() and not words.strip().lower().startswith("todo"))


def indented(text: str, by: int) -> str:
    return "|\n" + " " * by + "A " + text.strip()


@st.composite
def written(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A scenario as text: a row of decisions with prose of any letters; and that prose."""
    count = draw(st.integers(1, 4))
    said: list[str] = []

    def say(by: int) -> str:
        words = draw(prose)
        said.append("A " + words.strip())
        return indented(words, by)

    scenes = []
    for number in range(count):
        following = f"s{number + 1}" if number + 1 < count else "over"
        choices = []
        for place in range(draw(st.integers(2, 3))):
            effect = draw(
                st.sampled_from(
                    ("set: {credit: restored}", "change: {trust: -1}", "set: {asked: no}", "repairs: exposes")
                )
            )
            choices.append(
                f"        - id: c{number}-{place}\n          do: {say(12)}\n          summary: {say(12)}\n"
                f"          method: {draw(st.sampled_from(('direct', 'delay', 'none')))}\n"
                f"          ratings: {{notice: {draw(st.integers(0, 3))}, craft: {draw(st.integers(0, 3))}}}\n"
                f"          line: Yes.\n          tradeoff: Slow.\n          {effect}\n"
                f"          consequence: |\n            priya (calm): So it is.\n          commentary: {say(12)}\n"
            )
        condition = draw(
            st.sampled_from(("asked", "credit is lost", "trust >= 2", f"chose(c{number}-0)", "open_harm", "seen(s0)"))
        )
        scenes.append(
            f"  s{number}:\n    script: |\n      [if {condition}] dana: Indeed.\n      priya (smile): Well.\n"
            f"    decision:\n      ask: {say(8)}\n      reflect: {say(8)}\n      next:\n"
            f"        - if: {condition}\n          go: over\n        - go: {following}\n      choices:\n{''.join(choices)}"  # noqa: E501
        )
    ending = f"  over:\n    ending:\n      title: {say(8)}\n      closing: {{by: priya, says: So.}}\n      reflect: {say(8)}\n"  # noqa: E501
    return HEAD + "start: s0\n\nscenes:\n" + "".join(scenes) + ending + IF_THEN, said


@given(written(), st.lists(st.integers(0, 8), max_size=6))
def test_a_story_written_by_the_rules_reads_and_plays(made: tuple[str, list[str]], picks: list[int]) -> None:
    text, said = made
    found = reading(text)

    assert found.diagnostics == ()
    assert found.scenario is not None
    kept = [
        words
        for scene in found.scenario.scenes.values()
        if isinstance(scene.exit, Decision)
        for choice in scene.exit.choices
        for words in (choice.do, choice.summary, choice.commentary)
    ]
    assert set(kept) <= set(said)
    play = begin(found.scenario)
    for pick in picks:
        script_of(play)
        if shown := offers(play):
            try:
                play = choose(play, shown[pick % len(shown)].choice.id)
            except NotOffered:
                raise AssertionError("what is offered can be chosen") from None
    assert replay(found.scenario, choice_ids(play)).state == play.state


@given(st.text(max_size=400))
def test_any_text_in_place_of_a_script_is_read_or_reported(words: str) -> None:
    body = "".join(f"      {line}\n" for line in words.split("\n"))
    found = reading(STORY.replace("      On Thursday the fix ships.\n", "      Then.\n" + body))

    assert found.scenario is not None or found.diagnostics


@example(b"[")  # what is missing is missed after the last line
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    from game.scenario_yaml import read
    from tests.reading.story import NAMES

    found = read(data, "story.yaml", NAMES)

    assert found.scenario is None and found.diagnostics
    assert all(finding.message and finding.hint for finding in found.diagnostics)
