"""What the rules about feedback (C) and about people (D) let pass, and from where on they speak."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from game.core.diagnostic import Severity
from game.core.scenario import Affected, CastMember, Choice, Decision, Ending, Line, Method, Scene, Seat
from tests.rules.patching import story
from tools.checking.catalogue import catalogue
from tools.checking.rule import Finding
from tools.checking.story import Story
from tools.lengths import lengths
from tools.rules.c20_minutes import minutes

RULES = {entry.rule.code: entry for entry in catalogue()}
BASE = story({})


def found(code: str, one: Story) -> list[Finding]:
    check = RULES[code].of_scenario
    assert check
    return list(check(one))


def found_in_library(code: str, stories: Sequence[Story]) -> list[Finding]:
    check = RULES[code].of_library
    assert check
    return list(check(stories))


def told(**keys: Any) -> Story:
    """The base with other keys."""
    return Story(replace(BASE.scenario, **keys), BASE.spans, BASE.source, BASE.file, BASE.data)


def with_choices(change: Callable[[Choice], Choice], base: Story = BASE) -> Story:
    def changed(scene: Scene) -> Scene:
        if not isinstance(scene.exit, Decision):
            return scene
        return replace(scene, exit=replace(scene.exit, choices=tuple(map(change, scene.exit.choices))))

    scenes = {name: changed(scene) for name, scene in base.scenario.scenes.items()}
    return Story(replace(base.scenario, scenes=scenes), base.spans, base.source, base.file, base.data)


def with_choice(choice: str, **keys: Any) -> Story:
    return with_choices(lambda one: replace(one, **keys) if one.id == choice else one)


def with_scene(scene: str, **keys: Any) -> Story:
    return told(scenes={**BASE.scenario.scenes, scene: replace(BASE.scenario.scenes[scene], **keys)})


def with_person(person: str, **keys: Any) -> Story:
    return told(cast={**BASE.scenario.cast, person: replace(BASE.scenario.cast[person], **keys)})


def with_lines(change: Callable[[Iterable[Line]], Iterable[Line]]) -> Story:
    """The base with other scripts and consequences."""
    scenes = {name: replace(scene, script=tuple(change(scene.script))) for name, scene in BASE.scenario.scenes.items()}
    return with_choices(lambda one: replace(one, consequence=tuple(change(one.consequence))), told(scenes=scenes))


def words(number: int) -> str:
    return " ".join(["word"] * number) + "."


def commentaries(texts: Sequence[str]) -> Story:
    """The base with as many choices as there are commentaries, at most 23."""
    left = list(texts)
    scenes: dict[str, Scene] = {}
    for name, scene in BASE.scenario.scenes.items():
        if isinstance(scene.exit, Decision):
            taken = [replace(choice, commentary=left.pop(0)) for choice in scene.exit.choices[: len(left)]]
            scenes[name] = replace(scene, exit=replace(scene.exit, choices=tuple(taken)))
    return told(scenes=scenes)


# --- C: feedback


@pytest.mark.parametrize(("times", "is_found"), [(12, False), (13, True)])
def test_one_connective_may_carry_six_commentaries_in_ten(times, is_found):
    texts = ["It held, because you waited."] * times + ["It held, since you waited."] * (20 - times)

    assert bool(found("C01", commentaries(texts))) is is_found


@pytest.mark.parametrize(("times", "is_found"), [(12, False), (13, True)])
def test_six_commentaries_in_ten_may_end_with_what_is_open(times, is_found):
    texts = [f"It let her speak. {'Her part is still open.' if n < times else 'She took it.'}" for n in range(20)]

    assert bool(found("C01", commentaries(texts))) is is_found


@pytest.mark.parametrize(("number", "is_found"), [(5, False), (6, True)])
def test_a_share_is_taken_of_six_commentaries_or_more(number, is_found):
    assert bool(found("C01", commentaries(["It held, because you waited."] * number))) is is_found


@pytest.mark.parametrize(("number", "is_found"), [(29, True), (30, False), (80, False), (81, True)])
def test_a_commentary_has_30_to_80_words(number, is_found):
    assert bool(found("C02", with_choice("hand-back", commentary=words(number)))) is is_found


@pytest.mark.parametrize(("number", "is_found"), [(24, True), (25, False), (95, False), (96, True)])
def test_a_consequence_has_25_to_95_words(number, is_found):
    assert bool(found("C03", with_choice("hand-back", consequence=(Line(words(number)),)))) is is_found


def test_a_line_counts_only_where_it_is_shown():
    choice = BASE.scenario.find_choice("describe-the-pattern")
    assert choice
    condition = next(line.when for line in choice[1].consequence if line.when.names())
    told_twice = (Line(words(60)), Line(words(40), when=condition))

    [one] = found("C03", with_choice("describe-the-pattern", consequence=told_twice))

    assert one.message.startswith("On some ways through") and "100 words" in one.message


def test_what_somebody_says_in_the_story_labels_nobody():
    said = (Line("You are so brave. Correct.", speaker="teresa"), Line("She says: “You were brave.”"))

    assert not found("C04", with_choice("hand-back", consequence=said))
    assert found("C04", with_choice("hand-back", consequence=(Line("You are so brave."),)))


def test_a_commentary_that_is_one_mark_is_found():
    assert found("C04", with_choice("hand-back", commentary="Correct. It held, because you waited."))
    assert not found("C04", with_choice("hand-back", commentary="Duarte could correct himself, because you waited."))


@pytest.mark.parametrize(("narrated", "is_found"), [("She looks up.", False), ("Teresa looks up. She waits.", True)])
def test_she_is_the_affected_person_where_nobody_else_is_named(narrated, is_found):
    assert bool(found("C06", with_choice("hand-back", consequence=(Line(narrated),)))) is is_found


@pytest.mark.parametrize(("times", "severity"), [(1, None), (2, Severity.WARNING), (4, Severity.WARNING)])
def test_one_should_in_a_scenario_is_let_go(times, severity):
    findings = found("C07", commentaries(["You should wait."] * times + ["It let her speak."] * (10 - times)))

    assert [one.severity or RULES["C07"].rule.severity for one in findings] == ([severity] if severity else [])


def test_five_times_should_is_an_error():
    [one] = found("C07", commentaries(["You should wait."] * 5))

    assert one.severity is Severity.ERROR


@pytest.mark.parametrize(("number", "is_found"), [(20, False), (21, True)])
def test_a_line_to_say_has_20_words_at_most(number, is_found):
    assert bool(found("C08", with_choice("hand-back", line=words(number)))) is is_found


@pytest.mark.parametrize(("number", "is_found"), [(20, False), (21, True)])
def test_a_price_has_20_words_at_most(number, is_found):
    assert bool(found("C09", with_choice("hand-back", tradeoff=f"Quick; {words(number - 1)}"))) is is_found


def test_words_of_contrast_are_looked_for_in_english_only():
    german = with_choice("hand-back", tradeoff="Schnell, aber öffentlich.")
    other = Story(replace(german.scenario, language="de"), german.spans, german.source, german.file, german.data)

    assert found("C09", other)
    assert not found("C09", with_choice("hand-back", tradeoff="Quick, but in public."))


@pytest.mark.parametrize(("second", "is_found"), [("bravo charlie delta", False), ("alpha bravo charlie delta", True)])
def test_half_of_the_words_of_two_commentaries_may_be_the_same(second, is_found):
    texts = ["alpha bravo charlie", second, "echo", "foxtrot"]

    assert bool(found("C10", commentaries(texts))) is is_found


def test_a_commentary_that_stands_twice_is_found_across_decisions():
    texts = ["alpha", "bravo", "charlie", "delta", "alpha"]

    assert [one.where for one in found("C10", commentaries(texts))] == ["choice/name-her-work/commentary"]


@pytest.mark.parametrize("asked", ["Who stopped?", "Who said “stop?”", "谁停下了？", "من توقف؟"])
def test_a_question_mark_of_any_script_ends_a_question(asked):
    decision = BASE.moments[0].decision

    assert not found("C11", with_scene("third-time", exit=replace(decision, reflect=asked)))


@pytest.mark.parametrize(("number", "is_found"), [(40, False), (41, True)])
def test_last_words_are_40_at_most(number, is_found):
    ending = BASE.scenario.scenes["item-one"].exit
    assert isinstance(ending, Ending)
    findings = found("C12", with_scene("item-one", exit=replace(ending, closing_says=words(number))))

    assert [one.severity for one in findings] == ([Severity.WARNING] if is_found else [])


def test_a_closed_question_may_follow_an_open_one():
    decision = BASE.moments[0].decision

    for asked, is_found in (("What did she need? Was it the same?", False), ("Was it the same? Is it now?", True)):
        assert bool(found("C13", with_scene("third-time", exit=replace(decision, reflect=asked)))) is is_found


@pytest.mark.parametrize(("choices", "is_found"), [(["hand-back"], False), (["hand-back", "write-in-chat"], True)])
def test_one_sudden_thanks_in_a_scenario_is_let_go(choices, is_found):
    thanks = (Line("Thank you for telling me.", speaker="duarte"),)
    changed = with_choices(lambda one: replace(one, consequence=thanks) if one.id in choices else one)

    assert bool(found("C14", changed)) is is_found


def test_the_affected_person_may_say_thanks_and_so_may_anybody_after_a_quiet_move():
    for speaker, method in (("amara", Method.DIRECT), ("duarte", Method.DELAY)):
        thanks = (Line("Thank you for telling me.", speaker=speaker),)
        assert not found("C14", with_choices(lambda one, m=method, t=thanks: replace(one, method=m, consequence=t)))


def test_a_verdict_is_looked_for_in_the_first_sentence_only():
    for first, is_found in (("Luckily she looks up.", True), ("She looks up. Luckily.", False)):
        assert bool(found("C15", with_choice("hand-back", consequence=(Line(first),)))) is is_found


@pytest.mark.parametrize(("number", "severities"), [(0, [Severity.ADVICE]), (1, []), (2, []), (3, [None])])
def test_how_sure_somebody_was_is_asked_once_or_twice(number, severities):
    scenes = dict(BASE.scenario.scenes)
    for place, moment in enumerate(BASE.moments):
        scenes[moment.scene.id] = replace(moment.scene, exit=replace(moment.decision, probe=place < number))

    assert [one.severity for one in found("C17", told(scenes=scenes))] == severities


def test_a_note_may_say_what_has_to_be_done_in_the_story():
    decision = BASE.moments[1].decision
    for note, is_found in (("Somebody has to start the line.", False), ("You have to ask her.", True)):
        reasons = (replace(decision.reasons[0], note=note),)
        assert bool(found("C18", with_scene("the-insight", exit=replace(decision, reasons=reasons)))) is is_found


@pytest.mark.parametrize(("lines", "is_found"), [(("I will ask.",), True), (("I will ask.", "I will wait."), False)])
def test_a_plan_has_two_lines(lines, is_found):
    assert bool(found("C19", told(if_then_lines=lines))) is is_found


def test_a_plan_begins_with_if_in_english():
    assert found("C19", told(if_then_cue="When an idea comes back"))
    assert not found("C19", told(if_then_cue="Wenn eine Idee wiederkommt", language="de"))


@pytest.mark.parametrize(("stated", "is_found"), [(11, True), (12, False), (19, False), (20, True)])
def test_minutes_may_be_a_quarter_off(stated, is_found):
    assert 14.25 <= minutes(BASE) < 15  # so that 12 and 19 are just within a quarter of it

    assert bool(found("C20", told(minutes=stated))) is is_found


def test_180_words_that_all_read_take_one_minute():
    opening = BASE.scenario.scenes["third-time"].script

    longer = with_scene("third-time", script=(*opening, Line(words(180))))

    assert minutes(longer) - minutes(BASE) == pytest.approx(1)


def test_a_usual_play_lies_between_the_shortest_and_the_longest():
    bounds = lengths(BASE.scenario)
    assert bounds and bounds.minutes.most

    assert bounds.minutes.least < minutes(BASE) < bounds.minutes.most


# --- D: people


def heard(turns: int) -> Story:
    """The base in which Amara speaks only in the first scene."""
    quiet = with_lines(lambda lines: [line for line in lines if line.speaker != "amara"])
    first = quiet.scenario.scenes["third-time"]
    script = (*first.script, *[Line("Step four.", speaker="amara")] * turns)
    scenes = {**quiet.scenario.scenes, "third-time": replace(first, script=script)}
    return Story(replace(quiet.scenario, scenes=scenes), BASE.spans, BASE.source, BASE.file, BASE.data)


@pytest.mark.parametrize(("turns", "severities"), [(0, [Severity.ERROR]), (1, [None]), (2, [])])
def test_the_affected_person_speaks_twice_on_every_way(turns, severities):
    assert [one.severity for one in found("D01", heard(turns))] == severities


@pytest.mark.parametrize(("between", "is_found"), [(70, False), (71, True)])
def test_quoted_words_belong_to_a_name_within_70_characters(between, is_found):
    quiet = heard(1)
    first = quiet.scenario.scenes["third-time"]
    caption = Line(f"Amara{'.' * between}“Step four.”")
    scenes = {**quiet.scenario.scenes, "third-time": replace(first, script=(*first.script, caption))}

    assert bool(found("D01", told(scenes=scenes))) is is_found


def test_quoted_words_belong_to_the_nearest_name():
    quiet = heard(1)
    first = quiet.scenario.scenes["third-time"]
    caption = Line("Amara waits. Teresa says: “Step four.”")
    scenes = {**quiet.scenario.scenes, "third-time": replace(first, script=(*first.script, caption))}

    assert found("D01", told(scenes=scenes))


@pytest.mark.parametrize(("wish", "is_found"), [("more respect", True), ("her name said", False)])
def test_a_wish_has_three_words(wish, is_found):
    assert bool(found("D02", with_person("amara", wants=wish))) is is_found


def test_somebody_touched_by_it_may_have_the_last_word():
    ending = BASE.scenario.scenes["item-one"].exit
    assert isinstance(ending, Ending)

    for by, is_found in (("minh", False), ("teresa", True)):
        assert bool(found("D03", with_scene("item-one", exit=replace(ending, closing_by=by)))) is is_found


def test_one_choice_that_asks_is_enough():
    assert not found("D04", with_choices(lambda one: replace(one, asks_affected=one.id == "ask-amara")))
    assert found("D04", with_choices(lambda one: replace(one, asks_affected=False)))


def test_a_request_is_found_only_where_somebody_affected_is_meant():
    asked = "Say: “Could you explain that to me?”"

    assert found("D06", with_choice("hand-back", do=asked))
    assert not found("D06", with_choice("bring-a-draft", do=asked, line="Could you explain that to me?"))


def library(people: Sequence[dict[str, Any]], person: str = "amara", **keys: Any) -> list[Story]:
    """Scenarios that differ in one person."""
    made = []
    for place, own in enumerate(people):
        cast = {**BASE.scenario.cast, person: replace(BASE.scenario.cast[person], **own)}
        made.append(told(id=f"copy-{place}", cast=cast, **keys))
    return made


@pytest.mark.parametrize(("below", "of", "is_found"), [(6, 10, False), (7, 10, True), (7, 7, False), (8, 8, True)])
def test_six_affected_people_in_ten_may_have_less_standing(below, of, is_found):
    people = [{"seniority": "junior" if place < below else "peer"} for place in range(of)]

    assert bool(found_in_library("D07", library(people, seat=Seat.PEER))) is is_found


@pytest.mark.parametrize(("alike", "of", "is_found"), [(5, 10, False), (6, 10, True), (9, 9, False)])
def test_half_of_those_who_slip_may_be_alike(alike, of, is_found):
    people = [{"seniority": "manager" if place < alike else f"other {place}", "pronouns": ""} for place in range(of)]

    assert bool(found_in_library("D08", library(people, "duarte"))) is is_found


@pytest.mark.parametrize(("stated", "is_found"), [(9, False), (10, True)])
def test_those_who_slip_are_compared_where_ten_state_it(stated, is_found):
    people = [{"seniority": "manager" if place < stated else "", "pronouns": ""} for place in range(12)]

    assert bool(found_in_library("D08", library(people, "duarte"))) is is_found


@pytest.mark.parametrize(
    ("role", "scenes", "is_found"),
    [("one two three four five", 1, True), ("one two three four five six", 1, False), ("one two three", 2, False)],
)
def test_somebody_who_slips_has_a_role_of_six_words_or_a_second_scene(role, scenes, is_found):
    quiet = with_lines(lambda lines: [line for line in lines if line.speaker != "ingrid"])
    told_scenes = dict(quiet.scenario.scenes)
    for name in ("third-time", "the-insight")[:scenes]:
        told_scenes[name] = replace(told_scenes[name], script=(Line("Hello.", speaker="ingrid"),))
    cast = {**BASE.scenario.cast, "ingrid": replace(BASE.scenario.cast["ingrid"], role=role, slips=True)}

    assert bool(found("D09", told(scenes=told_scenes, cast=cast))) is is_found


@pytest.mark.parametrize(("two", "of", "is_found"), [(2, 5, False), (1, 5, True), (0, 4, False)])
def test_four_affected_people_in_ten_are_more_than_one_thing(two, of, is_found):
    people = [{"axes": ("age", "gender") if place < two else ("age",)} for place in range(of)]

    assert bool(found_in_library("D10", library(people))) is is_found


@pytest.mark.parametrize(("two", "of", "is_found"), [(1, 12, False), (0, 12, True), (1, 13, True), (0, 11, False)])
def test_two_scenarios_in_twenty_four_have_two_people_of_one_group(two, of, is_found):
    people = [{"axes": ("distance",) if place < two else ("age",)} for place in range(of)]

    assert bool(found_in_library("D11", library(people))) is is_found


@pytest.mark.parametrize(("craft", "is_found"), [("recordkeeping", False), ("recollection", True)])
def test_work_comes_up_when_the_first_five_letters_do(craft, is_found):
    assert bool(found("D12", with_person("amara", expertise=craft))) is is_found


def test_what_people_in_the_story_say_is_not_a_description():
    for line, is_found in ((Line("She is articulate."), True), (Line("She is articulate.", speaker="duarte"), False)):
        assert bool(found("D13", with_choice("hand-back", consequence=(line,)))) is is_found


@pytest.mark.parametrize(
    ("said", "is_found"),
    [("I'm goin' home.", True), ("Let 'em wait.", True), ("Let’s begin, said he.", False), ("It is Robin's.", False)],
)
def test_dropped_letters_are_found_in_what_is_said(said, is_found):
    assert bool(found("D14", with_choice("hand-back", consequence=(Line(said, speaker="teresa"),)))) is is_found


def test_the_player_has_a_job_and_no_faith():
    for role, is_found in (("You are the only Muslim here.", True), ("You are the only designer here.", False)):
        assert bool(found("D15", told(role=role))) is is_found


@pytest.mark.parametrize(("times", "is_found"), [(1, False), (2, True)])
def test_distress_is_shown_once_at_most(times, is_found):
    script = BASE.scenario.scenes["third-time"].script

    assert bool(found("D16", with_scene("third-time", script=(*script, *[Line("Amara sobs.")] * times)))) is is_found


def test_a_caption_on_the_way_may_say_thanks_to_you_but_no_ending():
    for scene, is_found in (("the-insight", False), ("item-one", True)):
        script = (Line("The date holds, thanks to you."),)
        assert bool(found("D17", with_scene(scene, script=script))) is is_found


def named(first: str, second: str) -> Story:
    people = {name: CastMember(id=name, name=name) for name in (first, second)}
    return told(cast=people, id=f"{first}-{second}".lower())


@pytest.mark.parametrize(
    ("first", "second", "is_found"),
    [("Ana Lima", "Álvaro Gil", True), ("Mr Osei", "Mr Lima", False), ("Ana Lima", "Rui Gil", False)],
)
def test_names_in_one_scenario_begin_with_different_letters(first, second, is_found):
    assert bool(found_in_library("D18", [named(first, second)])) is is_found


def test_a_name_from_the_news_is_found():
    assert found_in_library("D18", [named("greta thunberg", "Rui Gil")])


def test_somebody_whom_scenarios_share_may_be_in_two_of_them():
    elsewhere = {f"cast/{person}/name" for person in BASE.scenario.cast}
    spans = {name: span for name, span in BASE.spans.items() if name not in elsewhere}
    scenarios = [replace(BASE.scenario, id=name) for name in ("one", "two")]
    both = [Story(scenario, spans, BASE.source, BASE.file, BASE.data) for scenario in scenarios]

    assert not found_in_library("D18", both)
    assert len(found_in_library("D18", [BASE, told(id="two")])) == len(BASE.scenario.cast)


@pytest.mark.parametrize(
    ("faces", "is_found"),
    [
        (["worried"] * 3 + ["calm", "smile"], False),
        (["worried"] * 4 + ["calm"], True),
        (["worried"] * 4, False),
        (["worried", "", "", "", "calm"], True),  # the face stays until another is written
        (["", "", "", "", "smile"], True),  # calm until one is written
    ],
)
def test_a_face_may_stay_for_six_lines_in_ten(faces, is_found):
    quiet = with_lines(lambda lines: [line for line in lines if line.speaker != "minh"])
    scene = quiet.scenario.scenes["item-one"]
    script = tuple(Line("Hello.", speaker="minh", expression=face) for face in faces)
    changed = told(scenes={**quiet.scenario.scenes, "item-one": replace(scene, script=script)})

    assert ("cast/minh" in [one.where for one in found("D19", changed)]) is is_found


def test_nobody_affected_is_not_said_again_by_rules_about_the_affected():
    alone = told(cast={name: replace(person, affected=Affected.NO) for name, person in BASE.scenario.cast.items()})

    for code in ("C06", "D01", "D03", "D04"):
        assert not found(code, alone)
