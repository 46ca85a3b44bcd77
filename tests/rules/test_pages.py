"""Each rule's page is its test: what it shows as an example is found, what it shows to use instead is not."""

from __future__ import annotations

import re

import pytest

from tests.rules.patching import block, findings, stories
from tools.checking.catalogue import catalogue
from tools.checking.places import place

ENTRIES = {entry.rule.code: entry for entry in catalogue()}
# All tests of one rule one after the other: its page's example is made and proven once.
each_rule = pytest.mark.parametrize("code", ENTRIES, scope="module")
each_rule_of_scenarios = pytest.mark.parametrize(
    "code", [code for code, entry in ENTRIES.items() if entry.of_scenario], scope="module"
)


def test_each_rule_has_a_code_and_a_name_of_its_own():
    assert len(ENTRIES) == len(catalogue()) == len({entry.rule.name for entry in catalogue()})


@each_rule
def test_a_page_begins_with_code_and_name_and_says_why_it_matters(code):
    entry = ENTRIES[code]

    assert entry.page.startswith(f"{code} {entry.rule.name}: ")
    assert "\nWhy it matters\n" in entry.page and "\nHow it is found\n" in entry.page
    assert bool(entry.of_scenario) != bool(entry.of_library)


@each_rule
def test_what_a_page_shows_as_an_example_is_found(code):
    part = block(ENTRIES[code].page, "Example")

    assert part, "the page has no example"
    assert findings(ENTRIES[code], part)


@each_rule
def test_what_a_page_shows_to_use_instead_is_not_found(code):
    part = block(ENTRIES[code].page, "Use instead")

    assert part, "the page does not say what to use instead"
    assert findings(ENTRIES[code], part) == []


@each_rule_of_scenarios
def test_a_finding_stands_at_a_place_that_the_file_has(code):
    [story] = stories(block(ENTRIES[code].page, "Example"))
    for finding in ENTRIES[code].of_scenario(story):
        assert not finding.where or finding.where in story.spans, finding.where
        if finding.quote:
            assert place(story, finding) != story.spans[finding.where], f"“{finding.quote}” is not found there"


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.rule.is_about_prose])
def test_a_rule_about_prose_says_how_often_it_was_wrong(code):
    assert re.search(r"^False alarms\n    \S", ENTRIES[code].page, re.MULTILINE)
