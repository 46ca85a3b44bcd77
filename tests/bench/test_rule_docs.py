"""The pages of the rules are those of the rules as they are."""

from __future__ import annotations

from tools import rule_docs
from tools.checking.catalogue import catalogue
from tools.explaining import everything, markdown


def test_the_pages_are_up_to_date():
    assert rule_docs.out_of_date() == [], "python -m tools.rule_docs"


def test_every_rule_has_a_page_and_a_row_in_the_index():
    index = rule_docs.pages()["README.md"]

    for entry in catalogue():
        assert f"{entry.rule.code}.md" in rule_docs.pages()
        assert f"| [{entry.rule.code}]({entry.rule.code}.md) | {entry.rule.name} |" in index


def test_every_number_and_list_that_a_library_may_change_is_in_the_index():
    from tools.checking.rule_data import ours

    index = rule_docs.pages()["README.md"]
    codes = {entry.rule.code for entry in catalogue()}

    for data in (ours().limits, ours().words):
        for code, own in data.items():
            assert code in codes, f"nothing looks for {code}"
            assert all(f"`{name}`" in index for name in own), code


def test_nothing_of_a_page_is_lost_as_markdown():
    for one in everything().values():
        shown = markdown(one)
        for line in one.text.split("\n\n", 1)[1].splitlines():
            assert line.strip().removesuffix("::") in shown, (one.code, line)
