"""The page that phones load is one small request to this computer alone, and all words in it are text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import game.server
from game.server.answers import page_files, remote_files, voters_page
from game.server.protocol import STATES, Why
from game.session.room_views import Shape

PAGE = Path(game.server.__file__).parent / "page"
HTML, CSS, JS = (PAGE / name for name in ("index.html", "page.css", "page.js"))
LANGUAGES = sorted(PAGE.glob("index*.html"))
# The browsers of 2019 are to do: an iPhone 6 got none after Safari 12.  What came later stops a whole script, or drops
# a rule of style, where it is not known.
TOO_NEW_SCRIPT = (
    "?.", "??", "||=", "&&=", "replaceChildren", "replaceAll", "matchAll", "allSettled", "structuredClone", ".at(",
    "Object.fromEntries", ".flat(", ".flatMap(", "catch {", "globalThis", "#private", "ListFormat", "randomUUID",
)  # fmt: skip
TOO_NEW_STYLE = (
    "margin-block:", "margin-inline:", "padding-block:", "padding-inline:", "inset:", "inset-", ":has(", ":is(",
    ":where(", "aspect-ratio", "@layer", "@container", "inline-size:", "&",
)  # fmt: skip
MARKUP = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "setAttribute('on")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(*, dark: bool) -> dict[str, str]:
    first, second = re.findall(r":root \{(.*?)\}", CSS.read_text("utf-8"), re.DOTALL)[:2]
    wanted = first + second if dark else first
    found = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", wanted))
    assert {"ground", "card", "ink", "error"} <= found.keys()
    return found


def words_of(page: Path) -> dict[str, Any]:
    [table] = re.findall(r'id="words">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    made: dict[str, Any] = json.loads(table)
    return made


def language_of(page: Path) -> str:
    return page.name.split(".")[1] if page.name.count(".") == 2 else "en"


@pytest.mark.parametrize("page", LANGUAGES, ids=language_of)
def test_all_that_a_phone_loads_is_one_answer_under_30_kilobytes(page: Path) -> None:
    text = voters_page(language_of(page))

    assert len(text) <= 30 * 1_024
    assert not re.findall(rb'(?:src|href)="', text)


def test_the_remote_loads_under_30_kilobytes() -> None:
    loaded = [*remote_files("en").values(), page_files("en")["/page.css"]]

    assert sum(len(text) for text, _ in loaded) <= 30 * 1_024


@pytest.mark.parametrize("page", LANGUAGES, ids=language_of)
def test_each_language_has_the_same_page_with_all_words_of_its_own(page: Path) -> None:
    def frame(text: str) -> list[str]:
        return [re.sub(r'(lang|dir)="\w+" ?', "", tag) for tag in re.findall(r"<[^>]+>", text.split('id="words"')[0])]

    text, words = page.read_text("utf-8"), words_of(page)

    assert frame(text) == frame(HTML.read_text("utf-8"))
    assert words.keys() == words_of(HTML).keys() and words["lang"] == language_of(page)
    assert f'<html lang="{words["lang"]}"' in text and (words["dir"] == "ltr" or 'dir="rtl"' in text)
    for name, said in words_of(HTML).items():
        if name not in ("lang", "dir"):
            assert set(re.findall(r"\{\w+\}", str(said))) == set(re.findall(r"\{\w+\}", str(words[name]))), name


@pytest.mark.parametrize("page", LANGUAGES, ids=language_of)
def test_what_is_said_while_a_vote_is_open_has_room_for_what_is_said_once_it_is_in(page: Path) -> None:
    words = words_of(page)
    others = [words[name].replace("{letter}", "W") for name in ("voted", "passing", "sending", "unsent")]

    assert len(words["secret"]) >= max(map(len, others))


def test_a_language_without_a_page_gets_the_english_one_and_its_story_keeps_its_own() -> None:
    text = voters_page("tlh-Latn").decode()

    assert '<html data-story="tlh-Latn" lang="en">' in text
    assert "data-story" not in voters_page('"><script>').decode().split("<style>")[0]


@pytest.mark.parametrize("path", sorted(PAGE.glob("*.js")), ids=lambda path: path.name)
def test_a_browser_of_2019_can_run_the_script(path: Path) -> None:
    script = re.sub(r"//.*", "", path.read_text("utf-8"))

    assert not [word for word in TOO_NEW_SCRIPT if word in script]


@pytest.mark.parametrize("path", sorted(PAGE.glob("*.css")), ids=lambda path: path.name)
def test_a_browser_of_2019_can_read_the_style(path: Path) -> None:
    """Where something newer is better, what an older one understands is said before it."""
    style = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    newer = re.findall(r"([\w-]+): [^;{}]*\b(?:clamp|min|max)\(", style)

    assert not [word for word in TOO_NEW_STYLE if word in style]
    assert all(re.search(rf"\b{name}: [^;{{}}()]+; {name}: ", style.replace("\n ", "")) for name in newer)


@pytest.mark.parametrize("shape", Shape)
def test_each_shape_of_the_wall_can_be_drawn(shape: Shape) -> None:
    assert re.search(rf'\b{shape.value}: "M', JS.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(PAGE.iterdir()), ids=lambda path: path.name)
def test_nothing_is_loaded_from_elsewhere(path: Path) -> None:
    addresses = re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", path.read_text("utf-8"))

    assert {address for address in addresses if "www.w3.org" not in address} == set()


def test_words_are_put_in_as_text_and_never_as_markup() -> None:
    script = JS.read_text("utf-8")

    assert not [word for word in MARKUP if word in script]
    assert "style=" not in HTML.read_text("utf-8") and "onclick" not in HTML.read_text("utf-8")


def test_without_scripts_it_says_to_raise_a_hand() -> None:
    [told] = re.findall(r"<noscript>(.*?)</noscript>", HTML.read_text("utf-8"), re.DOTALL)

    assert "Raise your hand" in told


def test_a_token_is_never_part_of_an_address() -> None:
    assert not re.findall(r"[?&](token|room|code)=", JS.read_text("utf-8"))


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_its_screen(state: str) -> None:
    assert f'case "{state}":' in JS.read_text("utf-8")


@pytest.mark.parametrize("why", Why)
def test_each_refusal_is_dealt_with(why: Why) -> None:
    # A wrong code, no seat and what was not understood lead to the door, which is where everything else ends.
    named = {Why.CODE, Why.UNREADABLE}
    assert why in named or f'"{why.value}"' in JS.read_text("utf-8")


def test_each_word_that_the_page_uses_is_in_its_table_and_the_other_way_round() -> None:
    assert set(re.findall(r"\bT\.(\w+)", JS.read_text("utf-8"))) == words_of(HTML).keys()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "ground"), ("ink", "card"), ("ink", "taken"), ("muted", "ground"), ("muted", "card"),
        ("error", "ground"), ("strip-ink", "strip"), ("on", "bar"), ("on", "tag"), ("ground", "ink"),
    ],
)  # fmt: skip
def test_text_can_be_read_on_its_ground(text: str, ground: str, dark: bool) -> None:
    found = colours(dark=dark)

    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("line", "ground"), [("accent", "ground"), ("ink", "ground"), ("ink", "card")])
def test_outlines_and_the_ring_of_what_is_chosen_can_be_seen(line: str, ground: str, dark: bool) -> None:
    found = colours(dark=dark)

    assert contrast(found[line], found[ground]) >= 3.0
