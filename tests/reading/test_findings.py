"""One story, spoilt in one place at a time: the finding stands at that place, names what is meant, and stands alone."""

from __future__ import annotations

import pytest

from game.core.diagnostic import Severity
from tests.reading.story import STORY, place, reading, spoilt

ERROR, WARNING = Severity.ERROR, Severity.WARNING

# code, severity, what is replaced, by what (‹the place›), and a part of the hint
SPOILT = [
    # keys
    ("UP201", ERROR, "summary: A colleague", "‹sumary›: A colleague", "“summary”"),
    ("UP201", ERROR, "    summary: Dana speaks", "    ‹sumary›: Dana speaks", "“summary”"),
    ("UP201", ERROR, "          tradeoff: Hers", "          ‹trade off s›: Hers", "“tradeoff”"),
    ("UP201", ERROR, "start: lost}", "‹stat›: lost}", "“start”"),
    ("UP202", ERROR, "minutes: 8\n", "minutes: 8\n‹minutes›: 9\n", "one of them"),
    ("UP202", ERROR, "facts:\n", "facts:\n  asked: true\n", ""),
    ("UP202", ERROR, "  on-the-record:\n    script", "  ‹standup›:\n    script: |\n      x\n  on-the-record:\n    script", ""),  # noqa: E501
    ("UP203", ERROR, "minutes: 8\n", "", "minutes"),
    ("UP203", ERROR, "        - id: ask-first\n          do: Write to Priya and ask.\n", "        - ‹id›: ask-first\n", "“do: …”"),  # noqa: E501
    ("UP203", ERROR, "          harm_says: Nobody said anything.\n", "", "harm_says"),
    ("UP203", ERROR, "intensity: 1", "intensity: ‹2›", "content_note|Add one"),
    ("UP203", ERROR, "    role: product lead\n", "", "“role: …”"),
    ("UP204", ERROR, "title: Let Her Finish", "title:‹\n›", ""),
    ("UP204", ERROR, "      ask: Dana has the floor. What do you do?", "      ask: ‹\"\"›", "Write"),
    ("UP205", ERROR, "title: Let Her Finish", "title: ‹[Let Her Finish]›", "quotes"),
    ("UP205", ERROR, "title: Let Her Finish", "title:\n  ‹- Let Her Finish›", ""),
    ("UP206", ERROR, "minutes: 8", "minutes: ‹eight›", "minutes: 10"),
    ("UP206", ERROR, "skin: 4", "skin: ‹4.5›", "3"),
    ("UP207", ERROR, "      next: how-it-ends\n", "      next: how-it-ends\n      probe: ‹maybe›\n", "probe: yes"),
    ("UP208", ERROR, "    look_closer:\n      - at: The chat\n        shows: |\n          Nobody has opened it.\n", "    look_closer: ‹the chat›\n", "- "),  # noqa: E501
    ("UP209", ERROR, "  dana:\n    name: Dana Whitfield\n    role: product lead\n", "  dana: ‹product lead›\n", "name"),
    ("UP210", ERROR, "seat: peer", "seat: ‹pier›", "“peer”"),
    ("UP210", ERROR, "method: delay", "method: ‹delayed›", "“delay”"),
    ("UP210", ERROR, "harm: abandons", "harm: ‹abandon›", "“abandons”"),
    ("UP210", ERROR, "{notice: 3, centre: 2}", "{notice: 3, ‹center›: 2}", "“centre”"),
    ("UP211", ERROR, "intensity: 1", "intensity: ‹4›", "range"),
    ("UP211", ERROR, "{notice: 3, centre: 2}", "{notice: ‹4›, centre: 2}", "range"),
    ("UP211", ERROR, "to: 3, start: 1", "to: 3, start: ‹5›", "range"),
    ("UP212", ERROR, "title: Let Her Finish", "title: ‹todo›", "status: draft"),
    ("UP213", ERROR, "format: 1", "format: ‹2›", "format: 1"),
    ("UP214", ERROR, "id: story", "id: ‹other›", "story"),
    ("UP215", ERROR, "  still-open:\n", "  ‹Still open›:\n", "still-open"),
    ("UP215", ERROR, "  dana:\n", "  ‹you›: {name: You, role: analyst}\n  dana:\n", "another id"),
    ("UP216", ERROR, "    ending:\n      title: Still open\n      closing: {by: priya, says: I stopped in March.}\n      reflect: What would have helped?\n", "", "ending"),  # noqa: E501
    ("UP216", ERROR, "      next: how-it-ends\n", "", "next"),
    ("UP217", ERROR, "    decision:\n", "    next: ‹still-open›\n    decision:\n", "one of them"),
    ("UP218", ERROR, "ratings: {notice: 1, centre: 1}", "ratings: ‹{notice: 1, craft: 1}›", "same"),
    ("UP221", WARNING, "        - id: ask-first\n          do: Write to Priya and ask.\n          summary: You asked Priya.\n          method: delay\n          ratings: {notice: 2, centre: 3}\n          line: Shall I say so?\n", "        - id: ‹ask-first›\n          do: Write to Priya and ask.\n          summary: You asked Priya.\n          method: delay\n          ratings: {notice: 2, centre: 3}\n", "line"),  # noqa: E501
    ("UP221", WARNING, "    wants: her finding acted on\n", "", "wants"),
    ("UP220", ERROR, "      next: how-it-ends\n", "      next: how-it-ends\n      seconds: ‹30›\n", "on_timeout"),
    ("UP222", WARNING, "          do: Write to Priya and ask.\n", "          do: Write to Priya and ask.\n          locked: ‹Not now.›\n", "if"),  # noqa: E501
    # names
    ("UP301", ERROR, "start: standup", "start: ‹standap›", "“standup”"),
    ("UP301", ERROR, "      next: how-it-ends\n", "      next: ‹how-it-end›\n", "“how-it-ends”"),
    ("UP301", ERROR, "go: still-open", "go: ‹stil-open›", "“still-open”"),
    ("UP301", ERROR, "credit is restored and not open_harm", "seen(‹standapp›)", "“standup”"),
    ("UP302", ERROR, "credit is restored and not open_harm", "chose(‹hand-bak›)", "“hand-back”"),
    ("UP302", ERROR, "      next: how-it-ends\n", "      next: how-it-ends\n      skippable: ‹let-it-ran›\n", "“let-it-run”"),  # noqa: E501
    ("UP303", ERROR, "credit is restored and not open_harm", "‹kredit› is restored", "“credit”"),
    ("UP303", ERROR, "set: {credit: restored}", "set: {‹credits›: restored}", "“credit”"),
    ("UP303", ERROR, "change: {trust: +1}", "change: {‹credit›: +1}", "set"),
    ("UP303", ERROR, "[if trust >= 2]", "[if ‹thrust› >= 2]", "“trust”"),
    ("UP304", ERROR, "credit is restored and", "credit is ‹restord› and", "“restored”"),
    ("UP304", ERROR, "set: {credit: restored}", "set: {credit: ‹restord›}", "“restored”"),
    ("UP304", ERROR, "start: lost}", "start: ‹lots›}", "“lost”"),
    ("UP304", ERROR, "set: {asked: yes}", "set: {asked: ‹perhaps›}", "yes or no"),
    ("UP305", ERROR, "present: [dana, priya]", "present: [‹danna›, priya]", "“dana”"),
    ("UP305", ERROR, "{by: priya, says: I stopped", "{by: ‹pria›, says: I stopped", "“priya”"),
    ("UP306", ERROR, "      priya (concerned): The", "      ‹pria› (concerned): The", "“priya”"),
    ("UP307", WARNING, "      priya (concerned): The", "      ‹Priya›: The", "“priya”"),
    ("UP307", WARNING, "            priya (calm): It times out.", "            ‹Priya Raman›: It times out.", "“priya”"),  # noqa: E501
    ("UP307", WARNING, "            priya (calm): It times out.", "            ‹priya [calm]›: It times out.", "“priya (calm):”"),  # noqa: E501
    ("UP307", WARNING, "[if trust >= 2] priya: Never", "‹if trust >= 2:› priya: Never", "“[if trust >= 2]”"),
    ("UP307", WARNING, "[if trust >= 2] priya: Never mind.", "‹if trust >= 2:› Never mind.", "“[if trust >= 2]”"),
    ("UP307", WARNING, "[if trust >= 2] priya: Never", "[if trust >= 2]‹:› priya: Never", "colon out"),
    ("UP308", WARNING, "place: meeting-room", "place: ‹meting-room›", "“meeting-room”"),
    ("UP309", WARNING, "priya (concerned)", "priya (‹konzerned›)", "“concerned”"),
    ("UP309", WARNING, "            priya (calm): It times out.", "            priya: ‹(calm)› It times out.", "“priya (calm):”"),  # noqa: E501
    ("UP309", WARNING, "priya (calm, chat)", "priya (‹calmly›, chat)", "“calm”"),
    ("UP310", WARNING, "head: bun", "head: ‹bund›", "“bun”"),
    ("UP311", WARNING, "themes: [credit]", "themes: [credit, ‹listning›]", "“listening”"),
    ("UP312", ERROR, "id: ask-first", "id: ‹hand-back›", "of its own"),
    ("UP313", ERROR, "credit is restored and not open_harm", "‹credit› restored", "credit is restored"),
    ("UP313", ERROR, "credit is restored and", "credit is ‹“›restored” and", "without it"),
    ("UP313", ERROR, "[if trust >= 2] priya: Never mind.", "‹[if trust >= 2 priya›", ""),
    ("UP313", ERROR, "[if trust >= 2] priya", "‹[else›] priya", "if"),
    ("UP314", ERROR, "to: 3, start: 1", "to: ‹3000›, start: 1", "smaller"),
    ("UP315", ERROR, "  asked: false", "  ‹not›: false\n  asked: false", "letters"),
    ("UP315", ERROR, "values: [lost, restored]", "values: ‹[lost]›", "what else"),
    ("UP316", ERROR, "[if trust >= 2] priya: Never mind.", "‹priya:›", "after the colon"),
    ("UP316", ERROR, "[if trust >= 2] priya: Never mind.", "‹[if trust >= 2]›", "same line"),
    ("UP317", WARNING, "values: [lost, restored]", "values: [lost, ‹“restored”›]", "without them: restored"),
    # the story
    ("UP406", ERROR, "      - go: still-open\n", "      - if: ‹asked›\n        go: still-open\n", "without"),
    ("UP407", WARNING, "      - if: credit is restored and not open_harm\n        go", "      - ‹go: on-the-record›\n      - if: asked\n        go", "if"),  # noqa: E501
    # what the file's characters do
    ("UP112", ERROR, "    wants: her", "‹\t›wants: her", "spaces"),
    ("UP111", ERROR, "minutes: 8", "‹minutes:›8", "minutes: 8"),
    ("UP111", ERROR, "ratings: {notice: 1, centre: 1}", "ratings: {‹notice:1›, centre:1}", "notice: 1"),
    ("UP111", ERROR, "to: 3, start: 1", "‹to:3›, start:1", "to: 3"),
    ("UP111", ERROR, "    script: |\n      On Thursday the fix ships.", "    ‹script›:\n      On Thursday the fix ships.\n      priya (calm): It works.\n      Nobody says: well done.", "script: |"),  # noqa: E501
    ("UP111", ERROR, "    script: |\n      On Thursday the fix ships.", "    ‹script›: On Thursday the fix ships.\n      priya (calm): It works.", "script: |\n      On Thursday"),  # noqa: E501
    ("UP113", ERROR, "title: Let Her Finish", "title: ‹\"›Let Her Finish", '"Let Her Finish"'),
    ("UP113", ERROR, "title: Let Her Finish", "title: ‹\"›Let Her Finish”", '"Let Her Finish"'),
    ("UP113", ERROR, "title: Let Her Finish", "title: ‹\"›Let\n  Her Finish", "|"),
    ("UP114", ERROR, "present: [dana, priya]", "present: ‹[›dana, priya", "Close"),
    ("UP115", ERROR, "ask: Dana has the floor. What", "ask: Dana has the floor‹:› what", "|"),
    ("UP115", ERROR, "    - I will hand the floor back.", "    - ‹I will say: hold on.›", '"I will say: hold on."'),
    ("UP116", ERROR, "title: Let Her Finish", 'title: "Let" ‹Her Finish›', "|"),
    ("UP116", ERROR, "title: Let Her Finish", "title: 'It'‹s Her Turn'›", "\n  It's Her Turn"),
    ("UP117", ERROR, "minutes: 8", "  ‹minutes: 8›", "column"),
    ("UP117", ERROR, "    wants: her", "‹\u00a0\u00a0\u00a0\u00a0›wants: her", "Delete them"),
    ("UP119", ERROR, "title: Let Her Finish", "title: ‹!Let› Her Finish", '"!Let Her Finish"'),
    ("UP120", ERROR, "title: Let Her Finish", "title: ‹*Let* Her Finish›", '"*Let* Her Finish"'),
    ("UP121", WARNING, "title: Let Her Finish", "title: ‹&Let› Her Finish", '"&Let Her Finish"'),
    ("UP122", WARNING, "title: Let Her Finish", "title: Let Her Finish ‹#1 in our list›", '"Let Her Finish #1 in our list"'),  # noqa: E501
    ("UP125", WARNING, "  lines:\n    - I will hand the floor back.", "  lines: [I will wait, ‹then hand it back›]", "quotes"),  # noqa: E501
    ("UP125", ERROR, "closing: {by: priya, says: I stopped in March.}", "closing: {by: priya, says: I stopped, ‹in March›}", "quotes"),  # noqa: E501
    ("UP126", WARNING, "    script: |\n      On Thursday the fix ships.", "    script: ‹>›\n      On Thursday\n      the fix ships.", "|"),  # noqa: E501
    ("UP129", ERROR, "title: Let Her Finish", "title: ‹@Let Her Finish›", '"@Let Her Finish"'),
    ("UP130", WARNING, "      On Thursday the fix ships.", "      ‹# later›\n      On Thursday the fix ships.", "Take it out"),  # noqa: E501
]  # fmt: skip


def test_the_story_itself_has_no_findings() -> None:
    assert reading().diagnostics == ()
    assert reading().scenario is not None


@pytest.mark.parametrize(
    ("code", "severity", "old", "new", "hint"), SPOILT, ids=[f"{row[0]}-{n}" for n, row in enumerate(SPOILT)]
)
def test_what_is_wrong_is_found_at_its_place_and_alone(
    code: str, severity: Severity, old: str, new: str, hint: str
) -> None:
    text, expected = spoilt(old, new)

    found = reading(text)

    assert [finding.code for finding in found.diagnostics] == [code], found.diagnostics
    [finding] = found.diagnostics
    assert finding.severity is severity
    if expected is not None:
        line, column, length = expected
        if "\n" not in new[new.index("‹") : new.index("›")]:
            assert place(finding) == (line, column, length)
        else:
            assert finding.span.line == line
    assert any(part in finding.message + finding.hint for part in hint.split("|")), finding.hint
    assert (found.scenario is None) == (severity is ERROR)


@pytest.mark.parametrize(
    ("code", "severity", "old", "new", "hint"), SPOILT, ids=[f"{row[0]}-{n}" for n, row in enumerate(SPOILT)]
)
def test_a_message_shows_the_authors_line_and_speaks_plainly(
    code: str, severity: Severity, old: str, new: str, hint: str
) -> None:
    text, _ = spoilt(old, new)
    [finding] = reading(text).diagnostics

    assert finding.excerpt == text.split("\n")[finding.span.line - 1].rstrip()
    for word in ("invalid", "illegal", "please", "yaml", "scalar", "mapping", "token", "parse", "null", "boolean"):
        assert word not in (finding.message + finding.hint).lower().replace("themes.yaml", "").replace(".yaml", "")
    assert finding.message.endswith((".", "?")) and finding.hint


def test_two_things_wrong_are_both_found_in_the_order_of_their_places() -> None:
    text, _ = spoilt("start: standup", "start: standap")
    text, _ = spoilt("skin: 4", "skin: 9", text)

    assert [finding.code for finding in reading(text).diagnostics] == ["UP211", "UP301"]


def test_every_kind_of_finding_has_a_code_of_its_own() -> None:
    from game.scenario_yaml.codes import CODES

    assert len({code.name for code in CODES.values()}) == len(CODES)
    assert {row[0] for row in SPOILT} <= CODES.keys()


GOOD = [
    ("title: Let Her Finish", "title: 9:40"),
    ("title: Let Her Finish", "title: no"),
    ("title: Let Her Finish", "title: 1e3"),
    ("title: Let Her Finish", "title: ~"),
    ("title: Let Her Finish", "title: Let Her Finish   # the third time"),
    ("title: Let Her Finish", 'title: "Let: Her # Finish"'),
    ("harm_says:", "harm-says:"),
    ("harm_says:", "harm says:"),
    ("if_then:", "if then:"),
    ("method: delay", "method: change the conditions"),
    ("themes: [credit]", "themes: credit"),
    ("    present: [dana, priya]", "    present:\n    - dana\n    - priya"),
    ("values: [lost, restored], start: lost", "values: [no, null], start: no"),
    ("      Monday, 9:40. Weekly review.", "      Note: it is Monday."),
    ("      Monday, 9:40. Weekly review.", "      you (smile): It is Monday."),
    ("      Monday, 9:40. Weekly review.", "      [laughs] It is Monday."),
    ("      Monday, 9:40. Weekly review.", "      She said (twice): it is Monday."),
    ("format: 1", "# A remark before it all.\nformat: 1"),
    ("intensity: 1", "intensity: 2\ncontent_note: Somebody is cut off."),
]


@pytest.mark.parametrize(("old", "new"), GOOD)
def test_what_only_looks_wrong_is_left_alone(old: str, new: str) -> None:
    text = STORY.replace(old, new, 1)
    if "null" in new:
        text = text.replace("credit: restored", "credit: null").replace("credit is restored", "credit is null")

    assert reading(text).diagnostics == ()
