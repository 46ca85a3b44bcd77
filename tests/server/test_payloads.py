"""Words that are meant to do harm are words and nothing else: to phones, on the wall, in a spreadsheet and on paper."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import time
from dataclasses import replace
from html.parser import HTMLParser

import pygame
import pytest

from game.organisation import Organisation
from game.records import group_exports
from game.records.group_runs import run_of
from game.records.group_sheet import as_page
from game.scenario_yaml.values import MAX_TEXT
from game.session import messages as m
from game.session.phases import Phase
from game.session.room_views import OptionView, Shape, VoteView
from game.session.room_words import PARTS
from game.ui.element import Element, TextLine, walk
from game.ui.paint import Painter
from game.ui.screens.room.wall import wall_screen
from tests.server.rooms import Room, a_phone, client, voting
from tests.ui.room_desk import LOOK, Facilitator
from tests.ui.tours import MEASURE, PLACES

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "javascript:alert(1)",
    "{{7*7}}", "${7*7}", "</title><script>", "<!--", "]]>", "&lt;script&gt;", "\u202egnp.exe", "a\u200bb\u200cc\u200dd",
    "e" + "\u0301" * 10_000, "\ufeff", "\u2028\u2029", "\\u003cscript\\u003e", "' OR 1=1 --", "=1+1", "+1", "-1",
    "@SUM(A1)", "\tx", "%3Cscript%3E", "data:text/html,<script>", "<iframe srcdoc='x'>", "<a href='//evil.example'>",
    "`${alert(1)}`", "\u0600\u0601", "🏳️‍🌈" * 50, "<style>*{display:none}</style>",
]  # fmt: skip
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FORMULA = tuple("=+-@\t\r\n")
DRAWN_WITHIN = 10.0  # seconds of the processor, for the worst of them; a page is drawn in a few hundredths


def ascii_name(payload: str) -> str:
    return ascii(payload[:12])


def line_within(line: TextLine) -> bool:
    """Whether all of it is on the wall."""
    width, height = MEASURE.width(line.text, line.font), MEASURE.line_height(line.font)
    return line.x >= 0 and line.x + width <= LOOK.width and line.y >= 0 and line.y + height <= LOOK.height


def test_whatever_a_story_says_comes_to_phones_as_the_same_text_in_json(room: Room) -> None:
    async def go() -> None:
        async with client() as session, a_phone(room, session) as phone:
            for step, payload in enumerate(PAYLOADS, 1_000):
                option = OptionView("ask", "A", Shape.CIRCLE, payload)
                room.link.show(voting(99, step, ask=payload, options=(option,)))
                while (told := await phone.hear("view"))["ask"] != payload:
                    pass
                assert told["options"][0]["do"] == payload
                assert "\n" not in phone.heard[-1]  # a line of a stream ends where it ends

    asyncio.run(go())


# --- on the screens and in the files of the game --------------------------------------------------------------------


@pytest.fixture(scope="module")
def facilitator() -> Facilitator:
    """In the debrief, where a group may say what it agrees."""
    one = Facilitator()
    one.comes_to(Phase.DEBRIEF)
    return one


def tags_of(page: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """What a browser takes for markup."""
    found: list[tuple[str, list[tuple[str, str | None]]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, attrs))

    Reader().feed(page)
    return found


@pytest.fixture(scope="module")
def in_a_vote() -> Facilitator:
    one = Facilitator()
    one.comes_to(Phase.VOTE)
    return one


def paint(root: Element) -> pygame.Surface:
    surface = pygame.Surface((LOOK.width, LOOK.height))
    Painter(MEASURE, lambda *_: None).paint(surface, root, theme=LOOK.theme)
    return surface


def lines_of(root: Element) -> list[TextLine]:
    return [shape for element in walk(root) for shape in element.shapes if isinstance(shape, TextLine)]


@pytest.mark.parametrize(
    "payload",
    [pytest.param(each, marks=pytest.mark.slow if len(each) > 1_000 else (), id=ascii_name(each)) for each in PAYLOADS],
)
def test_the_wall_shows_whatever_an_option_says_within_its_bounds_and_in_no_time(
    payload: str, in_a_vote: Facilitator
) -> None:
    view = in_a_vote.room.wall_view()
    assert isinstance(view.screen, VoteView)
    first, *others = view.screen.options
    words = payload[:MAX_TEXT]  # a story with a longer text is refused
    odd = replace(view, screen=replace(view.screen, ask=words[:300], options=(replace(first, do=words), *others)))
    began = time.process_time()
    root = wall_screen(odd, LOOK, PLACES, in_a_vote.room.extras())
    paint(root)

    assert time.process_time() - began < DRAWN_WITHIN
    assert not [line for line in lines_of(root) if not line_within(line)]


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii_name)
def test_what_a_group_agrees_is_refused_or_shown_and_kept_as_harmless_words(
    payload: str, facilitator: Facilitator
) -> None:
    session = facilitator.session
    [told] = session.handle(m.Agree(payload, payload[:80]))
    if isinstance(told, m.Refused):
        assert len(payload) > 300
        return
    lines = []
    for part in range(len(PARTS)):
        session.handle(m.ShowPart(part))
        root = wall_screen(facilitator.room.wall_view(), LOOK, PLACES, facilitator.room.extras())
        paint(root)
        lines += lines_of(root)
    run = run_of(session, "2026-03-02")

    assert not [line for line in lines if TURNING & set(line.text) or not line_within(line)]
    assert "".join(run.condition.split()) in "".join("".join(line.text for line in lines).split())
    assert not TURNING & set(run.condition + run.review_on)
    assert json.loads(group_exports.as_json(run))
    harmless = replace(run, condition=run.condition and "x", review_on=run.review_on and "x")
    assert tags_of(as_page(run, Organisation())) == tags_of(as_page(harmless, Organisation()))


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii_name)
def test_no_cell_of_the_table_is_a_formula_or_ends_its_row(payload: str, facilitator: Facilitator) -> None:
    run = run_of(facilitator.session, "2026-03-02")
    odd = replace(run, title=payload, path=tuple(replace(stage, ask=payload, do=payload) for stage in run.path))
    rows = list(csv.reader(io.StringIO(group_exports.as_csv(odd).removeprefix("\ufeff"), newline="")))

    assert len({len(row) for row in rows}) == 1 and len(rows) > len(run.path)
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    assert not [cell for row in rows for cell in row if set("\t\r\n") & set(cell)]
