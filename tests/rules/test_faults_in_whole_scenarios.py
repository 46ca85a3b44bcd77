"""The bundled scenarios with the faults of careless and clumsy authors: each is found on its line, by its code."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from game.check_text import block
from game.core.diagnostic import Diagnostic, Severity
from game.library import Library
from tests.rules.faults import FAULTS, Fault
from tests.rules.seeding import (
    ALL,
    FOUR,
    HALF,
    LIBRARY,
    RANKED,
    ROOM,
    TUESDAY,
    WARM,
    Edit,
    Sheet,
    add,
    after,
    below,
    bundled,
    chain,
    checked,
    counts,
    drop,
    everywhere,
    found_by,
    pattern,
    put,
    rated,
    reading,
    says,
    story,
    swap,
    weak_ones_hedge,
    with_data,
)
from tools.checking.catalogue import catalogue
from tools.checking.check import check
from tools.checking.rule_data import RuleData, ours
from tools.checking.story import Story

FIRST = {fault.kind: fault for fault in reversed(FAULTS)}  # of each kind one; the others take longer
OTHERS = [fault for fault in FAULTS if FIRST[fault.kind] is not fault]


def line(sheet: Sheet, finding: Diagnostic) -> str:
    return sheet.text.split("\n")[finding.span.line - 1].strip()


def new_findings(
    fault: Fault, sheet: Sheet, now: Iterable[Diagnostic], before: Iterable[Diagnostic]
) -> list[Diagnostic]:
    """What is said of the edited file and not of the sound one; line numbers move, so they are not compared."""
    sound = bundled(fault.scenario)
    said = Counter((one.code, one.message, line(sound, one)) for one in before)
    new = []
    for one in now:
        key = (one.code, one.message, line(sheet, one))
        if said[key]:
            said[key] -= 1
        else:
            new.append(one)
    return new


def is_it(fault: Fault, sheet: Sheet, finding: Diagnostic) -> bool:
    return finding.code == fault.code and fault.line in line(sheet, finding)


def name(fault: Fault) -> str:
    return f"{fault.kind}: {fault.scenario}"


# --- one fault at a time -------------------------------------------------------------------------------------------


def by_its_rule(fault: Fault) -> bool:
    sheet = fault.edit(bundled(fault.scenario))
    new = new_findings(fault, sheet, found_by(fault.code, sheet), found_by(fault.code, bundled(fault.scenario)))
    return any(is_it(fault, sheet, one) for one in new)


@pytest.mark.parametrize("fault", FIRST.values(), ids=name)
def test_a_fault_is_found_on_its_line(fault):
    assert by_its_rule(fault)


@pytest.mark.slow
@pytest.mark.parametrize("fault", OTHERS, ids=name)
def test_it_is_found_in_other_words_and_other_scenarios_too(fault):
    assert by_its_rule(fault)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=name)
def test_nothing_else_in_the_check_hides_it(fault):
    sheet = fault.edit(bundled(fault.scenario))
    new = new_findings(fault, sheet, checked(sheet), checked(bundled(fault.scenario)))

    assert any(is_it(fault, sheet, one) for one in new)


def test_each_kind_of_fault_is_in_two_scenarios_or_more():
    for kind in FIRST:
        assert len({fault.scenario for fault in FAULTS if fault.kind == kind}) > 1, kind


# What is sound and looks like a fault.
SOUND = [
    ("E08", add("scene/after/script", "The research lead shows her slide.")),
    ("E08", add("scene/after/script", "He finds you in the study and says good morning.")),
    ("E07", add("scene/after/script", "He is on the phone with his mother-in-law.")),
    ("E09", add("scene/after/script", "Most people here have been to the workshop on bias.")),
    (
        "E04",
        says("choice/hand-back/do", "Offer Amara a mock interview, and tell her your impression of her first slide."),
    ),
    ("E01", add("scene/after/script", "The battery died half an hour ago.")),
    (
        "B19",
        says("choice/hand-back/do", "Ask Amara for all of these figures, and for none of the others, on one page."),
    ),
    ("B20", says("choice/let-it-go/do", "Trust the agenda, and move a note about step four to the end of it.")),
    (
        "B21",
        says("choice/hand-back/do", "Wait for Duarte's full stop, and then say: “Amara had started on step four.”"),
    ),
    ("C04", add("choice/hand-back/commentary", "You are right to wait, and a good line is a short one.")),
    ("C13", says("scene/third-time/decision/reflect", "What did you hear? Did anybody else?")),
    ("D13", add("scene/after/script", "duarte (calm): She is so articulate.")),
    ("D15", add("scene/after/script", "You are a designer, and his wife is waiting downstairs.")),
    ("F05", add("scene/after/script", "He says “I know” to nobody.")),
    ("F09", add("scene/after/script", "There is an HR form in his hand. STOP is printed on it, and he does stop.")),
    ("F11", add("scene/after/script", "He holds a green card and waits for the chime of the lift.")),
    (
        "D06",
        says("choice/write-in-chat/do", "Type in the call chat: “Could you tell me when step four comes up again?”"),
    ),
]


@pytest.mark.parametrize(("code", "edit"), SOUND)
def test_what_only_looks_like_a_fault_is_left_alone(code, edit):
    assert [one for one in found_by(code, edit(bundled(HALF))) if one.code == code] == []


# --- several at once -----------------------------------------------------------------------------------------------

SEXTETS: dict[str, list[tuple[str, str, Edit]]] = {
    WARM: [
        ("UP310", "head: ponytail", swap("head: quiff", "head: ponytail")),
        (
            "B18",
            "Bravely",
            says(
                "choice/hand-it-back/do", "Bravely say: “I'd like the end of that one. Callum, whom did you win over?”"
            ),
        ),
        ("C11", "reflect:", says("scene/kettle/decision/reflect", "Think about the person on whom it landed.")),
        ("D03", "closing:", put("scene/two-points/ending/closing", "{by: harriet, says: I hold my breath less now.}")),
        ("E08", "Studies show", add("choice/noon/commentary", "Studies show that it works.")),
        ("F13", "decision:", drop("scene/the-advert/decision/discuss")),
    ],
    FOUR: [
        ("UP309", "(sad)", swap("yusuf (tired): I asked for one thing.", "yusuf (sad): I asked for one thing.")),
        ("B22", "panel:", after("choice/hr-form/method", "panel: [1, 1, 5, 4, 1]")),
        ("C20", "minutes: 50", put("minutes", "50")),
        ("D15", "your wife", add("choice/half-right/consequence", "At home your wife asks about it.")),
        ("E11", "seconds:", after("scene/sundays/decision/ask", "seconds: 20\non_timeout: different-thing")),
        ("F08", "touch base", swap("summary: Yusuf has moved to nights.", "summary: Nobody finds time to touch base.")),
    ],
    TUESDAY: [
        ("UP311", "hireing", swap("themes: [phrases,", "themes: [hireing, phrases,")),
        (
            "B21",
            "do:",
            says(
                "choice/plain-word/do",
                "Say: “Full books; by week.” Then ask Jonas, then Haruka, and after that the owner.",
            ),
        ),
        ("C19", "cue:", swap("cue: If someone asks to talk about a word I used", "cue: Words and what they do")),
        ("D02", "wants: respect", put("cast/haruka/wants", "respect")),
        (
            "E13",
            "Lorem ipsum",
            put("scene/kitchen/summary", "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do."),
        ),
        ("F12", "👍", add("choice/say-when/consequence", "haruka (smile, chat): Three o'clock 👍")),
    ],
}


@pytest.mark.parametrize("scenario", SEXTETS)
def test_six_faults_of_six_kinds_are_six_findings(scenario):
    sheet = chain(*(edit for _, _, edit in SEXTETS[scenario]))(bundled(scenario))
    fault = Fault("six at once", "", scenario, "", lambda sheet: sheet)
    new = [one for one in new_findings(fault, sheet, checked(sheet), checked(bundled(scenario))) if counts(one)]

    assert sorted(one.code for one in new) == sorted(code for code, _, _ in SEXTETS[scenario])
    for code, words, _ in SEXTETS[scenario]:
        assert [words in line(sheet, one) for one in new if one.code == code] == [True]


def test_eight_broken_lines_are_eight_findings_in_one_run():
    sheet = chain(
        swap("seat: peer", "seat peer"),
        swap("    name: Minh Trần", "\tname: Minh Trần"),
        swap("summary: Teresa asks you what to change", "summary: Teresa asks: what to change"),
        swap("finding is Amara's.\"", "finding is Amara's."),
        swap(
            "ratings: {own: 3, centre: 3, craft: 2}\n          line: Amara ran",
            "ratings: {own: 3, centre: 3, craft: 2\n          line: Amara ran",
        ),
        swap("title: Put right", "title: @put right"),
        swap("        - id: explain-yourself\n", "         - id: explain-yourself\n"),
        swap(
            "    - I will ask whether they looked at it together", "    I will ask whether they looked at it together"
        ),
    )(bundled(HALF))
    found = reading(sheet).diagnostics

    assert [line(sheet, one)[:30] for one in found if one.severity is Severity.ERROR] == [
        "seat peer",
        "name: Minh Trần",
        'line: "Before you write this u',
        "ratings: {own: 3, centre: 3, c",
        "- id: explain-yourself",
        "summary: Teresa asks: what to ",
        "title: @put right",
        "I will ask whether they looked",
    ]
    assert not [one for one in found if "yaml" in block(one).replace(".yaml", "").lower()]


# Edits with what a rule would say by itself, and what has said it already.
FOLLOWING = [
    ("B05", "B02", HALF, says("choice/let-it-go/do", "Let it go.")),
    (
        "B09",
        "E04",
        HALF,
        says("choice/let-it-go/do", "Roll your eyes at the lag, and let the review go on to item three."),
    ),
    ("D12", "D02", FOUR, put("cast/yusuf/expertise", "his life as a Muslim in Canada")),
    ("C13", "E05", TUESDAY, says("scene/kitchen/decision/reflect", "Have you ever been comforted like this at work?")),
    ("C16", "B03", HALF, put("choice/ask-for-terms/ratings", "{repair: 1, centre: 2, shift: 1}")),
    ("C06", "UP318", TUESDAY, drop("cast/haruka/affected")),
]


@pytest.mark.parametrize(("code", "cause", "scenario", "edit"), FOLLOWING)
def test_what_follows_from_another_finding_is_not_reported(code, cause, scenario, edit):
    sheet = edit(bundled(scenario))
    codes = {one.code for one in checked(sheet)}

    assert cause in codes and code not in codes


# --- waivers -------------------------------------------------------------------------------------------------------

_TWO = chain(drop("scene/kettle/decision/discuss"), drop("scene/the-advert/decision/discuss"))
_WAIVE = "\nwaive:\n  - rule: F13\n    where: kettle\n    because: Groups leave this decision out.\n"


def end(words: str) -> Edit:
    return lambda sheet: Sheet(sheet.name, sheet.text.rstrip() + "\n" + words)


def found_at(sheet: Sheet, code: str) -> list[int]:
    return [one.span.line for one in checked(sheet) if one.code == code]


def test_a_waiver_with_a_reason_silences_that_finding_and_no_other():
    loud = _TWO(bundled(WARM))
    waived = end(_WAIVE)(loud)

    assert len(found_at(loud, "F13")) == 2
    assert found_at(waived, "F13") == found_at(loud, "F13")[1:]
    rest = [[(one.code, one.message) for one in checked(sheet) if one.code != "F13"] for sheet in (loud, waived)]
    assert rest[0] == rest[1]


@pytest.mark.parametrize("because", ["", "    because:\n", '    because: ""\n'])
def test_a_waiver_without_a_reason_is_an_error(because):
    sheet = end(_WAIVE.replace("    because: Groups leave this decision out.\n", because))(_TWO(bundled(WARM)))

    assert [one.severity for one in reading(sheet).diagnostics if "because" in one.message] == [Severity.ERROR]


def test_a_waiver_that_nothing_needs_and_one_of_no_rule_are_reported():
    sheet = end(_WAIVE + "  - rule: F31\n    because: It was F13 that was meant.\n")(bundled(WARM))

    assert [(one.code, line(sheet, one)) for one in checked(sheet) if one.code in ("W01", "W02")] == [
        ("W01", "- rule: F31"), ("W02", "- rule: F13")
    ]  # fmt: skip


# --- with lists and texts of the library's own ---------------------------------------------------------------------


@pytest.mark.parametrize("scenario", [HALF, TUESDAY])
def test_a_slur_is_found_by_its_hash(scenario):
    # “grumpkin” stands for one, so that none is spelled out here.
    hashed = hashlib.sha256(b"grumpkin").hexdigest()
    data = replace(ours(), words={**ours().words, "E03": {**ours().words["E03"], "slurs": (hashed,)}})
    person = {HALF: "duarte", TUESDAY: "meral"}[scenario]
    scene = {HALF: "after", TUESDAY: "kitchen"}[scenario]
    sheet = add(f"scene/{scene}/script", f"{person} (calm): Two Grumpkins, as they say.")(bundled(scenario))

    [found] = [one for one in with_data(sheet, data) if one.code == "E03"]
    assert found.severity is Severity.ERROR and "Grumpkins" in line(sheet, found)


@pytest.fixture
def folder(tmp_path):
    for file in ("themes.yaml", "check.toml"):
        (tmp_path / file).write_text((LIBRARY.folder / file).read_text("utf-8"), "utf-8")
    return tmp_path


@pytest.mark.parametrize("scenario", [HALF, WARM])
def test_a_copied_passage_is_found_in_a_folder(folder, scenario):
    (folder / "forbidden_sources").mkdir()
    (folder / "forbidden_sources" / "course.txt").write_text(
        "When a colleague is cut off, hand the turn back at once.", "utf-8"
    )
    scene = {HALF: "after", WARM: "kettle"}[scenario]
    sheet = add(f"scene/{scene}/script", "When a colleague is cut off, hand the turn back.")(bundled(scenario))
    file = folder / f"{scenario}.yaml"
    file.write_text(sheet.text, "utf-8")

    [found] = [one for one in check(Library(folder, LIBRARY.assets, None), [file]).findings if one.code == "E13"]
    assert "course.txt" in found.message and "When a colleague" in line(sheet, found)


# --- the library as a whole ----------------------------------------------------------------------------------------

BIG_ENOUGH = {  # as if six were a large library
    "G01": {"scenarios": 6}, "G05": {"scenarios": 6}, "G07": {"scenarios": 6}, "D07": {"fewest_scenarios": 6},
    "D08": {"fewest_scenarios": 6, "fewest_people": 6}, "D11": {"fewest_scenarios": 6},
}  # fmt: skip
_DATA = RuleData({code: {**group, **BIG_ENOUGH.get(code, {})} for code, group in ours().limits.items()}, ours().words)


def library(edits: dict[str, Edit]) -> list[Story]:
    found = []
    for scenario in ALL:
        edit = edits.get(scenario)
        made = story(edit(bundled(scenario)) if edit else bundled(scenario), _DATA)
        assert made
        found.append(made)
    return found


def said(code: str, stories: list[Story]) -> list[str]:
    [entry] = [entry for entry in catalogue() if entry.rule.code == code]
    assert entry.of_library
    return [finding.message for finding in entry.of_library(stories)]


def all_six(edit: Edit) -> dict[str, Edit]:
    return dict.fromkeys(ALL, edit)


def longest_is_good(moment):
    return [
        (f"choice/{one.id}/do", one.do + " And then wait to see what the others make of it.")
        for one in moment.defensible[:1]
    ]


def _seniority(person: str) -> Edit:
    return lambda sheet: (
        drop(f"cast/{person}/seniority") if f"cast/{person}/seniority" in reading(sheet).spans else chain()
    )(sheet)


def below_each(keys: dict[str, tuple[str, ...]], written: str) -> dict[str, Edit]:
    return {
        scenario: chain(*(edit for person in people for edit in (_seniority(person), below(f"cast/{person}", written))))
        for scenario, people in keys.items()
    }


AFFECTED = {
    FOUR: ("yusuf",),
    HALF: ("amara",),
    RANKED: ("farida",),
    TUESDAY: ("haruka",),
    ROOM: ("nelson",),
    WARM: ("callum",),
}
SLIPPING = {FOUR: ("craig",), HALF: ("duarte",), TUESDAY: ("jonas",), ROOM: ("camila",), WARM: ("harriet", "dev")}
SECONDARY = {FOUR: "danuta", HALF: "minh", RANKED: "tomas", ROOM: "alvaro", WARM: "nadia"}

OF_LIBRARIES: dict[str, tuple[str, str, dict[str, Edit]]] = {
    "a theme has no scenario any more": (
        "G01",
        "“judging-style”",
        {WARM: swap("themes: [judging-style, ", "themes: [")},
    ),
    "another theme has none": ("G01", "“resistance”", {FOUR: swap("resistance, ", "")}),
    "a method is never a good way": (
        "G02",
        "“delegate” is a way that can be defended in 0",
        all_six(pattern("method: (delegate|distract)", "method: direct")),
    ),
    "another method is never a good way": (
        "G02",
        "“document” is a way that can be defended in 0",
        {
            ROOM: put("choice/name-and-number/method", "direct"),
            RANKED: put("choice/write-what-changed/method", "direct"),
            WARM: pattern("method: document", "method: direct"),
        },
    ),
    "a dimension is hardly rated": ("G03", "on “repair”", all_six(pattern(r"repair: \d, |, repair: \d", ""))),
    "another dimension is hardly rated": ("G03", "on “shift”", all_six(pattern(r"shift: \d, |, shift: \d", ""))),
    "a seat is empty": ("G04", "“panel”", {WARM: put("seat", "peer")}),
    "a way of meeting is missing": (
        "G04",
        "“hybrid”",
        {name: put("mode", "in-person") for name in (HALF, TUESDAY, ROOM)},
    ),
    "half of it plays in one country": ("G05", "3 of 6 scenarios play in Portugal", {FOUR: put("country", "Portugal")}),
    "nobody can repair without harm": (
        "G06",
        "0 of 6 scenarios let players show repair",
        all_six(pattern(r"repair: \d, |, repair: \d", "")),
    ),
    "most of it is charged": (
        "G07",
        "2 of 6",
        {name: chain(put("intensity", "2")) for name in (FOUR, HALF, RANKED, TUESDAY)},
    ),
    "the longest choice is a good one": (
        "G08",
        "decisions the longest choice can be defended",
        all_six(everywhere(longest_is_good)),
    ),
    "the best choice stands first in a fixed order": (
        "G09",
        "a fixed order",
        all_six(pattern("^      choices:$", "      order: fixed\n      choices:")),
    ),
    "weak choices hedge": ("G10", "careful words", all_six(everywhere(weak_ones_hedge))),
    "no silence is good": (
        "G11",
        "choices that say nothing",
        all_six(
            chain(
                pattern("method: delay", "method: none"),
                rated(lambda moment: {one.id: 0 for one in moment.choices if one.method == "none"}),
            )
        ),
    ),
    "waiting never pays": (
        "B14",
        "choices by “delay”",
        all_six(rated(lambda moment: {one.id: 0 for one in moment.choices if one.method == "delay"})),
    ),
    "it lands on juniors only": ("D07", "less standing", below_each(AFFECTED, "seniority: junior")),
    "only managers slip": ("D08", "“manager” beside “seniority”", below_each(SLIPPING, "seniority: manager")),
    "everybody is one thing": (
        "D10",
        "more than one entry in “axes”",
        {scenario: put(f"cast/{people[0]}/axes", "[age]") for scenario, people in AFFECTED.items()},
    ),
    "everybody is alone": (
        "D11",
        "In 0 of 6",
        {scenario: drop(f"cast/{person}/axes") for scenario, person in SECONDARY.items()},
    ),
    "one name is in two scenarios": (
        "D18",
        "Nadia Siddiqui is in “Four Minutes Past Noon” as well",
        {FOUR: swap("name: Danuta Nowak", "name: Nadia Siddiqui")},
    ),
    "two names begin alike": (
        "D18",
        "Henry Malhotra and Harriet Lowe begin",
        {WARM: swap("name: Dev Malhotra", "name: Henry Malhotra")},
    ),
    "a name is from the news": ("D18", "public eye", {HALF: swap("name: Duarte Figueira", "name: Daniel Craig")}),
}


@pytest.mark.parametrize("fault", OF_LIBRARIES)
def test_a_fault_of_a_library_is_found(fault):
    code, words, edits = OF_LIBRARIES[fault]

    assert not any(words in message for message in said(code, library({})))
    assert any(words in message for message in said(code, library(edits)))


@pytest.mark.slow
def test_a_folder_says_it_at_the_person_with_the_same_name(folder):
    for scenario in ALL:
        sheet = (
            swap("name: Danuta Nowak", "name: Nadia Siddiqui")(bundled(FOUR)) if scenario == FOUR else bundled(scenario)
        )
        (folder / f"{scenario}.yaml").write_text(sheet.text, "utf-8")

    [found] = [one for one in check(Library(folder, LIBRARY.assets, None)).findings if one.code == "D18"]
    assert found.file.endswith(f"{WARM}.yaml") and line(bundled(WARM), found) == "nadia:"
