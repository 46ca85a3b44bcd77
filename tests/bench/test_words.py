"""The list of words is the program's own: nothing is missing, nothing is too many, and each says what it means."""

from __future__ import annotations

import json

import pytest

from game import assets
from game.cli import run
from game.core.scenario import Dimension, HarmFlag, Method, Mode, Seat, Valence
from game.library import Library
from game.scenario_yaml import read
from tests.reading.story import STORY
from tools import words
from tools.key_descriptions import ENTRIES

LIBRARY = Library(assets.scenarios_folder(), assets.assets_folder(), None)
THEMES = LIBRARY.themes()
ALL = {kind.kind: kind for kind in words.all_words(THEMES)}


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("expressions", sorted(assets.looks().expressions)),
        ("heads", sorted(assets.looks().heads)),
        ("hair", sorted(assets.looks().hairs)),
        ("clothes", sorted(assets.looks().clothes)),
        ("glasses", sorted(assets.looks().glasses)),
        ("beards", sorted(assets.looks().beards)),
        ("skin", list(assets.looks().skins)),
        ("places", list(assets.place_ids())),
        ("themes", [theme.id for theme in THEMES]),
        ("dimensions", [one.value for one in Dimension]),
        ("harm", [one.value for one in HarmFlag]),
        ("seats", [one.value for one in Seat]),
        ("modes", [one.value for one in Mode]),
        ("valences", [one.value for one in Valence]),
    ],
)
def test_the_words_of_a_kind_are_all_there(kind, known):
    assert [word.word for word in ALL[kind].words] == known


def test_every_method_is_there_with_what_it_means():
    assert {word.word for word in ALL["methods"].words} == {method.value for method in Method}
    assert all(word.says for word in ALL["methods"].words)


def test_every_key_of_every_entry_is_there():
    there = [(word.entry, word.word, word.is_needed) for word in ALL["keys"].words]

    assert there == [(entry.kind, key, key in entry.required) for entry in ENTRIES for key in entry.names]


@pytest.mark.parametrize("kind", words.glosses())
def test_what_is_said_of_a_word_is_said_of_one_that_exists(kind):
    assert set(words.glosses()[kind]) == {word.word for word in ALL[kind].words}


def test_two_names_of_one_drawing_say_so():
    said = {word.word: word.says for word in ALL["expressions"].words}

    assert said["explaining"] == "drawn like awe" and said["awe"] == ""


@pytest.mark.parametrize("kind", words.KINDS)
def test_each_kind_can_be_asked_for_as_text_and_as_json(kind, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path))

    assert run(["words", kind]) == 0
    text = capsys.readouterr().out
    assert run(["words", kind, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)

    listed = [word["word"] for word in told[kind]["words"]]
    assert listed == [word.word for word in ALL[kind].words]
    assert all(word in text for word in listed)


@pytest.mark.parametrize(("asked", "kind"), [("expression", "expressions"), ("beard", "beards"), ("Repairs", "harm")])
def test_a_kind_is_found_by_its_key_too(asked, kind):
    assert words.words_of(asked, THEMES).kind == kind


def test_a_kind_that_is_not_there_is_answered_with_a_near_one():
    with pytest.raises(words.NoSuchKindError, match="Did you mean methods"):
        words.words_of("methd", THEMES)


def test_every_word_that_is_listed_is_taken_by_the_reader():
    from game.known_names import names_in

    names = names_in(assets.assets_folder(), (theme.id for theme in THEMES))
    for kind, old, new in (
        ("places", "place: meeting-room", "place: {}"),
        ("heads", "head: bun", "head: {}"),
        ("expressions", "priya (concerned)", "priya ({})"),
        ("harm", "harm: abandons", "harm: {}"),
        ("methods", "method: delay", "method: {}"),
        ("seats", "seat: peer", "seat: {}"),
        ("modes", "mode: in-person", "mode: {}"),
        ("skin", "skin: 4", "skin: {}"),
        ("themes", "themes: [credit]", "themes: [{}]"),
        ("barriers", "          method: none", "          barrier: {}\n          method: none"),
    ):
        for word in ALL[kind].words:
            text = STORY.replace(old, new.format(word.word), 1)
            assert read(text.encode(), "story.yaml", names).diagnostics == (), (kind, word.word)


def test_the_pictures_have_a_cell_for_every_word(tmp_path, monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    import pygame

    from tools.word_pictures import WIDTH, draw

    made = draw(tmp_path / "pictures")

    assert [path.name for path in made] == ["expressions.png", "heads.png", "places.png"]
    for path in made:
        picture = pygame.image.load(path)
        assert picture.get_width() == WIDTH
        assert 20_000 < path.stat().st_size < 400_000


def test_the_pictures_of_the_page_are_as_the_command_draws_them(tmp_path, monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    import pygame

    from tests.docs.pages import ROOT
    from tools.word_pictures import draw

    for made in draw(tmp_path):
        kept = pygame.image.load(ROOT / "docs" / "pictures" / made.name)
        assert kept.get_size() == pygame.image.load(made).get_size(), "upstander words --pictures docs/pictures"
