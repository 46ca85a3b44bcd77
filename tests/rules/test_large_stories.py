"""Checking a large story takes shortcuts; what it finds is the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.long_story import ID, text
from game.assets import assets_folder, scenarios_folder
from game.core.diagnostic import Severity
from game.core.playthrough import Playthrough, choose, script_of, spoken
from game.known_names import KnownNames
from game.library import Library
from game.scenario_yaml import read
from tests.rules.patching import story
from tools.checking import prose
from tools.checking.check import _without_many_alike, check_story
from tools.checking.rule import Finding, Rule
from tools.checking.rule_data import ours
from tools.checking.story import Story
from tools.checking.vocabulary import Vocabulary
from tools.reading_time import WORDS_A_MINUTE, pauses_since_choice, words_since_choice
from tools.rules._moves import told
from tools.rules._proven import shown_by
from tools.rules.c20_minutes import minutes_of_moves

PHRASES = ("calm down", "what's right", "ally", "heal*", "serves * right", "one-to-one", "tried-and-true", "İzmir", "…")
LIBRARY = Library(scenarios_folder(), assets_folder(), None)


def bundled() -> list[Story]:
    found = []
    for path in LIBRARY.files((scenarios_folder(),)):
        data, reading = LIBRARY.reading(path)
        if reading.scenario is not None:
            found.append(Story(reading.scenario, reading.spans, data.decode(), path.name, ours()))
    return found


BUNDLED = bundled()


def long(scenes: int) -> Story:
    data = text(scenes)
    reading = read(data, f"{ID}.yaml", KnownNames())
    assert reading.scenario is not None
    return Story(reading.scenario, reading.spans, data.decode(), f"{ID}.yaml", ours())


PIECES = (*"aeilsty'’-_ .…İıſ", "calm", "down", "WHAT’S", "right", "Healthy", "serves", "one", "to")


@given(st.lists(st.sampled_from(PIECES)))
@example(["ALLY"])
@example(["calm", "_", "down"])
@example(["heal", "ıng"])
def test_a_text_that_has_a_phrase_is_always_looked_at(parts):
    words = "".join(parts)
    found = prose.pattern(PHRASES).search(words)
    vocabulary = Vocabulary([words], [])

    met = prose.pattern(vocabulary.known(PHRASES)).search(words)

    assert (met and met[0]) == (found and found[0])
    assert not found or words in vocabulary.texts_with(PHRASES)


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_whose_words_are_not_there_is_looked_for_nowhere(phrase):
    vocabulary = Vocabulary(["Nobody says a word."], ["beside it"])

    assert vocabulary.known([phrase]) == ((phrase,) if phrase == "…" else ())


@pytest.mark.parametrize("one", BUNDLED, ids=lambda one: one.scenario.id)
def test_what_a_move_tells_is_what_a_player_reads(one):
    routes = one.proof.routes
    for move, after in enumerate(told(one)):
        state = routes.states[routes.sources[move]]
        play = choose(Playthrough(one.scenario, state, (state,)), routes.choices[move].id)
        assert play.step
        assert after.consequence == spoken(play.step.choice.consequence, play.step.after)
        assert after.words == sum(prose.count(line.words) for _, line in script_of(play))


@pytest.mark.parametrize("one", BUNDLED, ids=lambda one: one.scenario.id)
def test_the_minutes_of_a_move_are_those_of_a_transcript(one):
    routes = one.proof.routes
    for move, minutes in enumerate(minutes_of_moves(one)):
        state = routes.states[routes.sources[move]]
        play = choose(Playthrough(one.scenario, state, (state,)), routes.choices[move].id)
        assert minutes == pytest.approx(words_since_choice(play) / WORDS_A_MINUTE + pauses_since_choice(play) / 60)


def test_a_play_that_is_too_long_to_type_is_told_by_its_length():
    one = long(90)

    assert shown_by(one, 0) == f" The play takes {len(one.proof.play(0))} choices."
    assert shown_by(one, None) == ""


def test_past_five_hundred_findings_of_one_rule_the_rest_are_counted():
    found = [finding for rule, finding in check_story(long(401))[0] if rule.code == "C02"]

    assert len(found) == 501
    assert found[-1].message.endswith(" There are 299 more like it.")
    assert "more like it" not in found[-2].message


def test_what_is_only_counted_still_counts_as_an_error():
    rule = Rule(code="X01", name="long-text", severity=Severity.WARNING)
    findings = [Finding(message=f"Text {number} is long.", hint="Cut it.") for number in range(502)]
    findings[-1] = findings[-1]._replace(severity=Severity.ERROR)

    *_, last = _without_many_alike([(rule, finding) for finding in findings])

    assert last[1].severity is Severity.ERROR


def test_a_story_with_few_findings_says_nothing_of_more():
    assert not any("more like it" in finding.message for _, finding in check_story(story({}))[0])
