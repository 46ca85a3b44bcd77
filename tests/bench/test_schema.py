"""The schema and the reader are of one mind: on keys, on what is needed, on words and on ranges."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from game import assets
from game.cli import run
from game.core.diagnostic import Severity
from game.known_names import names_in
from game.library import Library
from game.scenario_yaml import keys as k
from game.scenario_yaml import read
from tests.docs.pages import told
from tools.key_descriptions import ENTRIES, FILE, from_page
from tools.new import SCHEMA_FILE, skeleton
from tools.schema import line_for, schema
from tools.shape import Form, Many, shape, shapes

FOLDER = assets.scenarios_folder()
LIBRARY = Library(FOLDER, assets.assets_folder(), None)
NAMES = names_in(assets.assets_folder())
SCHEMA = schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
BUNDLED = [path for path in sorted(FOLDER.glob("*.yaml")) if path.name not in ("themes.yaml", "people.yaml")]

# A scenario in which every key of every entry stands once.
WHOLE: dict[str, Any] = {
    "format": 1, "id": "whole", "title": "Whole", "summary": "A small one.", "minutes": 4, "intensity": 1,
    "content_note": "None.", "themes": ["credit"], "seat": "peer", "mode": "in-person", "setting": "Leeds",
    "country": "England", "language": "en", "role": "You are there.", "power": "None.", "start": "one",
    "status": "draft",
    "cast": {
        "ada": {
            "name": "Ada", "role": "engineer", "say_it": "AY-duh", "pronouns": "she/her", "affected": "yes",
            "slips": "no", "wants": "quiet", "expertise": "turbines", "seniority": "peer", "axes": ["age"],
            "voice": "dry", "look": {
                "head": "bun", "skin": 3, "hair": "black", "clothes": "teal", "glasses": "round", "beard": "full"
            },
        },
    },
    "facts": {"said": "no", "mood": {"values": ["calm", "tense"], "start": "calm"},
              "trust": {"from": 0, "to": 3, "start": 1}},
    "pointers": {"notice": "Look."},
    "glossary": {"sprint": "two weeks"},
    "scenes": {
        "one": {
            "summary": "It happens.", "place": "meeting-room", "present": ["ada"], "script": "Ten to three.",
            "look_closer": [{"at": "The wall", "shows": "A clock."}],
            "happened": ["exposes"], "harm_says": "It was told.",
            "decision": {
                "ask": "What do you do?", "reflect": "What did you see?", "discuss": "And now?", "next": "two",
                "probe": "yes", "reasons": [{"says": "Time.", "note": "Look."}], "order": "fixed", "seconds": 30,
                "on_timeout": "wait", "contested": ["wait"], "skippable": "wait",
                "choices": [
                    {
                        "id": "wait", "do": "Wait.", "summary": "You waited.", "method": "delay",
                        "ratings": {"notice": 2, "own": 2}, "consequence": "It goes on.", "commentary": "So it went.",
                        "line": "Go on.", "tradeoff": "Calm; slow.", "barrier": "time", "consent": "asked",
                        "asks_affected": "yes", "panel": [3, 4],
                    },
                    {
                        "id": "speak", "do": "Speak.", "summary": "You spoke.", "method": "direct",
                        "ratings": {"notice": 1, "own": 0}, "consequence": "It stops.", "commentary": "So it went.",
                        "next": [{"if": "said", "go": "two"}, {"go": "two"}], "if": "not said", "locked": "Not now.",
                        "once": "yes", "set": {"said": "yes"}, "change": {"trust": 1}, "harm": ["exposes"],
                        "harm_says": "You told it.", "repairs": ["exposes"],
                    },
                    {
                        "id": "leave", "do": "Leave.", "summary": "You left.", "method": "none",
                        "ratings": {"notice": 1, "own": 1}, "consequence": "It goes on.", "commentary": "So it went.",
                    },
                ],
            },
        },
        "between": {"next": "two"},
        "two": {
            "ending": {"title": "Done", "closing": {"by": "ada", "says": "Thanks."}, "reflect": "What now?",
                       "valence": "good"},
        },
    },
    "if_then": {"cue": "If", "lines": ["I will."]},
    "facilitator": {"hard_remarks": [{"says": "So?", "reply": "Well?"}], "notes": "Go.", "skip_if_short": "one"},
    "review": {"lived_experience": "nobody yet", "changed": "nothing", "kept": "all", "reviewers": ["A reader"]},
    "waive": [{"rule": "B05", "because": "read aloud", "where": "wait"}],
}  # fmt: skip


def is_fine_for_schema(document: Any) -> bool:
    return bool(VALIDATOR.is_valid(document))


def problems(document: Any) -> list[str]:
    """What the reader calls an error, or a word that it does not know."""
    text = yaml.dump(document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    found = read(text.encode(), "whole.yaml", NAMES).diagnostics
    return [one.code for one in found if one.severity is Severity.ERROR or one.code in ("UP308", "UP310")]


def shape_at(kind: str, key: str):
    """What may stand at a key."""
    return shape(next(entry for entry in ENTRIES if entry.kind == kind), key)


def entries(node: Any, entry: k.Keys = k.SCENARIO):
    """Every entry of a document with the keys it may have."""
    yield node, entry
    for key, value in node.items():
        own = shape(entry, key)
        if own.form is Form.FORK and isinstance(value, list):
            yield from ((way, k.BRANCH) for way in value)
        if own.entry is None:
            continue
        parts = value.values() if own.many is Many.BY_NAME else value if own.many is Many.LIST else [value]
        for part in parts:
            if isinstance(part, dict):
                yield from entries(part, own.entry)


def places() -> list[tuple[str, str]]:
    """Every key of the whole scenario, by its entry."""
    found = {(entry.kind, key): None for node, entry in entries(WHOLE) for key in node}
    return list(found)


def changed(kind: str, key: str, value: object, *, without: bool = False) -> dict[str, Any]:
    """The whole scenario with one key of the first entry of a kind that has it changed, or taken out."""
    document = copy.deepcopy(WHOLE)
    node = next(node for node, entry in entries(document) if entry.kind == kind and key in node)
    if without:
        del node[key]
    else:
        node[key] = value
    return document


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_the_scenarios_that_come_with_the_program_are_taken(path):
    VALIDATOR.validate(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader))


def test_a_new_scenario_is_taken():
    VALIDATOR.validate(yaml.safe_load(skeleton(title="New", id="new", seat="peer", mode="chat", affected=3)))


def test_a_scenario_with_every_key_is_taken_by_both():
    VALIDATOR.validate(WHOLE)
    assert problems(WHOLE) == []
    assert {key for kind, key in places() if kind == "scenario"} == k.SCENARIO.exact


def test_every_key_of_every_entry_is_tried():
    tried = set(places())
    known = {(entry.kind, key) for entry in ENTRIES for key in entry.names if entry is not k.THEME}

    assert known == tried


@pytest.mark.parametrize("kind", [entry.kind for entry in ENTRIES if entry is not k.THEME])
def test_a_key_that_does_not_exist_is_refused_by_both(kind):
    document = copy.deepcopy(WHOLE)
    next(node for node, entry in entries(document) if entry.kind == kind)["sumary"] = "x"

    assert not is_fine_for_schema(document)
    assert "UP201" in problems(document)


@pytest.mark.parametrize(
    ("kind", "key"), [(entry.kind, key) for entry in ENTRIES if entry is not k.THEME for key in sorted(entry.required)]
)
def test_a_key_that_is_needed_is_missed_by_both(kind, key):
    document = changed(kind, key, None, without=True)

    assert not is_fine_for_schema(document)
    assert problems(document)


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind, key in places() if "_" in key])
def test_a_key_of_several_words_may_be_written_in_three_ways(kind, key):
    for mark in ("-", " "):
        document = copy.deepcopy(WHOLE)
        node = next(node for node, entry in entries(document) if entry.kind == kind and key in node)
        node[key.replace("_", mark)] = node.pop(key)

        assert is_fine_for_schema(document)
        assert problems(document) == []


@pytest.mark.parametrize(("kind", "key"), [place for place in places() if shape_at(*place).form is Form.WORD])
def test_a_word_that_no_key_knows_is_refused_by_both_or_by_neither(kind, key):
    document = changed(kind, key, "no-such-word")

    assert is_fine_for_schema(document) == (problems(document) == [])


@pytest.mark.parametrize(
    ("kind", "key"),
    [place for place in places() if shapes().get(place[0], {}).get(place[1], shape(k.WAIVER, "where")).words],
)
def test_every_word_of_a_key_is_taken_by_both(kind, key):
    own = shapes()[kind][key]
    for word in own.words:
        document = changed(kind, key, [word] if own.many is Many.LIST else word)
        assert is_fine_for_schema(document) and problems(document) == [], word


@pytest.mark.parametrize(
    ("kind", "key"),
    [place for place in places() if shapes().get(place[0], {}).get(place[1], shape(k.WAIVER, "where")).highest],
)
def test_the_ends_of_a_range_are_the_same_for_both(kind, key):
    own = shapes()[kind][key]
    if kind in ("fact", "choice") and key in ("from", "to", "change"):
        return  # where these end is a matter of each fact

    def with_number(number: int) -> dict[str, Any]:
        if own.many is Many.BY_NAME:
            return changed(kind, key, {"notice": number, "own": 1})
        return changed(kind, key, [number] if own.many is Many.LIST else number)

    for number in (own.lowest - 1, own.lowest, own.highest, own.highest + 1):
        document = with_number(number)
        fits = own.lowest <= number <= own.highest
        assert is_fine_for_schema(document) == fits
        assert ("UP211" not in problems(document)) == fits


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        place for place in places()
        if shape_at(*place).form in (Form.TEXT, Form.SCRIPT) and shape_at(*place).many is Many.ONE
    ],
)
def test_a_list_where_one_text_is_meant_is_refused_by_both(kind, key):
    document = changed(kind, key, ["one", "two"])

    assert not is_fine_for_schema(document)
    assert problems(document)


@pytest.mark.parametrize(("kind", "key"), places())
def test_the_schema_and_the_reader_take_the_same_kinds_of_value(kind, key):
    for value in ("some words", 7, ["a", "b"], {"a": "b"}):
        document = changed(kind, key, value)
        found = problems(document)
        if not is_fine_for_schema(document):
            assert found, f"the schema is stricter than the reader with {value}"
        elif (kind, key) != ("fact", "start"):  # what it may be depends on the fact beside it
            refused = set(found) & {f"UP{number}" for number in range(205, 212)}
            assert not refused, f"the reader is stricter than the schema with {value}"


@pytest.mark.parametrize("value", ["todo", "todo …"])
def test_a_draft_may_leave_a_number_a_word_or_a_text(value):
    for kind, key in (("scenario", "minutes"), ("choice", "method"), ("choice", "do"), ("look", "head")):
        document = changed(kind, key, value)
        assert is_fine_for_schema(document) and problems(document) == []


def test_texts_that_an_editor_takes_for_something_else_are_taken():
    for value in (True, 9.4, 1e3, "no"):
        assert is_fine_for_schema({**WHOLE, "title": value})


def test_a_scene_with_two_ways_on_is_refused_by_both():
    document = copy.deepcopy(WHOLE)
    document["scenes"]["one"]["next"] = "two"

    assert not is_fine_for_schema(document)
    assert "UP217" in problems(document)


def test_themes_are_offered_and_others_are_taken():
    validator = jsonschema.Draft7Validator(schema(["credit"]))

    assert '"credit"' in json.dumps(schema(["credit"]))
    assert validator.is_valid({**WHOLE, "themes": ["another"]})


def test_what_a_key_is_for_is_said_as_on_the_page():
    assert FILE.read_text("utf-8") == from_page(told("docs/format.md")), "python -m tools.key_descriptions"


def test_an_editor_is_told_what_a_key_is_for():
    commentary = SCHEMA["definitions"]["choice"]["properties"]["commentary"]

    assert commentary["description"].startswith("why it went that way")


def test_nothing_in_it_names_a_place_on_this_machine():
    assert str(Path.cwd()) not in json.dumps(SCHEMA) and "/home" not in json.dumps(SCHEMA)


def test_the_command_prints_it_or_writes_it_and_says_how_to_use_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path))
    assert run(["schema"]) == 0
    printed = capsys.readouterr().out
    assert run(["schema", "--out", str(tmp_path / SCHEMA_FILE)]) == 0

    assert (tmp_path / SCHEMA_FILE).read_text("utf-8") == printed
    assert line_for(SCHEMA_FILE) in capsys.readouterr().out
    assert line_for(SCHEMA_FILE) == f"# yaml-language-server: $schema=./{SCHEMA_FILE}"


def test_a_file_that_cannot_be_written_is_said_plainly(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path))

    assert run(["schema", "--out", str(tmp_path / "none" / "x.json")]) == 1
    assert "cannot be written" in capsys.readouterr().err
