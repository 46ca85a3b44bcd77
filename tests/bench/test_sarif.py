"""SARIF that code hosts take: valid by the standard's own schema, with rules, places and marks that stay."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from game import assets
from game.core.diagnostic import Diagnostic, Severity, Span
from game.library import Library
from tests.reading.story import STORY
from tools.checking.check import Checked, Report, check
from tools.checking.waivers import Waived
from tools.explaining import everything
from tools.new import new_scenario
from tools.sarif import sarif_of

SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)

FOUND = Diagnostic(
    code="UP301",
    name="unknown-scene",
    severity=Severity.ERROR,
    file="my scenarios/story.yaml",
    span=Span(42, 13, 9),
    message="There is no scene called “corridorr”.",
    hint="Did you mean “corridor”?",
    excerpt="      next: corridorr",
)


def told(*findings: Diagnostic, waived: tuple[Waived, ...] = ()) -> dict:
    """The one run of a report, after it was held against the standard."""
    document = json.loads(sarif_of(Report((Checked("story.yaml", findings, waived, 312, True),)), "1.2.3"))
    VALIDATOR.validate(document)
    return document["runs"][0]


def test_the_whole_library_gives_a_valid_file():
    library = Library(assets.scenarios_folder(), assets.assets_folder(), None)

    VALIDATOR.validate(json.loads(sarif_of(check(library), "1.2.3")))


def test_a_draft_and_a_broken_file_give_a_valid_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    new_scenario(title="The Short Name", folder=tmp_path)
    (tmp_path / "story.yaml").write_text(STORY.replace("title: Let", 'title: "Let'), "utf-8")
    document = json.loads(sarif_of(check(Library(tmp_path, assets.assets_folder(), None)), "1.2.3"))

    VALIDATOR.validate(document)
    assert {result["level"] for result in document["runs"][0]["results"]} >= {"error", "note"}


def test_a_finding_has_its_place_in_the_file():
    [result] = told(FOUND)["results"]
    place = result["locations"][0]["physicalLocation"]

    assert place["artifactLocation"] == {"uri": "my%20scenarios/story.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {
        "startLine": 42, "startColumn": 13, "endLine": 42, "endColumn": 22,
        "snippet": {"text": "      next: corridorr"},
    }  # fmt: skip
    assert result["message"]["text"] == "There is no scene called “corridorr”. Did you mean “corridor”?"


def test_columns_are_counted_in_characters():
    assert told(FOUND)["columnKind"] == "unicodeCodePoints"


def test_a_finding_about_a_whole_folder_has_no_lines():
    [result] = told(replace(FOUND, file="my scenarios"))["results"]

    assert "region" not in result["locations"][0]["physicalLocation"]


@pytest.mark.parametrize("severity", Severity)
def test_the_level_is_that_of_the_finding(severity):
    [result] = told(replace(FOUND, severity=severity))["results"]

    assert result["level"] == {"error": "error", "warning": "warning", "advice": "note"}[severity]


def test_each_rule_that_is_named_brings_its_page():
    run = told(FOUND, replace(FOUND, code="B05", severity=Severity.WARNING))
    rules = run["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["B05", "UP301"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    for rule in rules:
        assert "Why it matters" in rule["help"]["text"] and "## Why it matters" in rule["help"]["markdown"]
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]


def test_the_page_of_every_finding_makes_a_valid_rule():
    rules = told(*(replace(FOUND, code=code) for code in everything()))["tool"]["driver"]["rules"]

    assert {rule["id"]: rule["name"] for rule in rules} == {code: page.name for code, page in everything().items()}


def test_the_mark_of_a_finding_stays_while_lines_move_and_words_are_added_elsewhere():
    def mark(*findings: Diagnostic) -> list[str]:
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in told(*findings)["results"]]

    [before] = mark(FOUND)

    assert mark(replace(FOUND, span=Span(99, 15, 9), excerpt="        next:  corridorr")) == [before]
    assert mark(replace(FOUND, excerpt="      next: kitchn")) != [before]
    assert len(set(mark(FOUND, replace(FOUND, span=Span(50, 13, 9))))) == 2


def test_what_was_waived_is_there_as_suppressed_with_its_reason():
    [result] = told(waived=(Waived("B05", "It has 2 words.", "It is read aloud."),))["results"]

    assert result["suppressions"] == [{"kind": "inSource", "justification": "It is read aloud."}]


def test_what_was_visited_is_there_by_file():
    [artifact] = told()["artifacts"]

    assert artifact["properties"] == {"statesVisited": 312, "everyStateVisited": True}
