"""What a room sees can be read from its back row, whole, and shows nothing too early."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import product

import pytest

from game.core.scenario import Decision
from game.session import room_views as r
from game.session import views as v
from game.session.phases import Phase
from game.session.room_words import says_you
from game.ui import theme
from game.ui.element import Box, Bubble, Element, Polygon, Rect, Symbol, TextLine, find, walk
from game.ui.overflow import overflows
from game.ui.room_keys import KEYS
from game.ui.screens.room.bar_rows import earlier
from game.ui.screens.room.canvas import LEAST_TEXT, WallExtras, Wifi, wall_look
from game.ui.screens.room.looking_back import came_through
from game.ui.screens.room.wall import wall_page, wall_screen
from game.ui.theme import Look
from tests.ui.room_tours import JOIN, WITH_PHONES, room_tour, wall_pages
from tests.ui.tours import BUNDLED, MEASURE, PLACES, look_for, scenario_named

SIZES = ((1024, 640), (1024, 768), (1280, 720), (1920, 1080), (3840, 2160))
TEXT = (100, 150, 200)
LOOKS = tuple(product(SIZES, TEXT))
SAMPLE = tuple((BUNDLED[number % len(BUNDLED)], *look) for number, look in enumerate(LOOKS))
SHARE = 24


@pytest.mark.parametrize(("name", "size", "percent"), SAMPLE)
def test_a_sample_of_the_walls_has_all_of_its_words_and_nothing_is_cut_off(name, size, percent):
    look = look_for(name, size, percent)
    for told in room_tour(name)[LOOKS.index((size, percent)) % SHARE :: SHARE]:
        assert_whole(told.wall, look)


@pytest.mark.slow
@pytest.mark.parametrize("percent", TEXT)
@pytest.mark.parametrize("size", SIZES[1:])
def test_the_longest_of_each_kind_of_wall_is_whole_in_every_scenario(size, percent):
    # The two largest have the shape of 1280 × 720, so all is at the same place but for rounding: each has half of them.
    names = {(1920, 1080): BUNDLED[::2], (3840, 2160): BUNDLED[1::2]}.get(size, BUNDLED)
    for name in names:
        look = look_for(name, size, percent)
        for view in longest(name):
            assert_whole(view, look)


@pytest.mark.parametrize(("size", "percent"), LOOKS)
def test_walls_of_a_language_with_long_words_and_of_very_few_words_are_whole(size, percent):
    number = LOOKS.index((size, percent))
    for rewrite in (in_long_words, in_few_words):
        for view in longest(BUNDLED[number % len(BUNDLED)])[number % 4 :: 4]:
            look = look_for(BUNDLED[number % len(BUNDLED)], size, percent)
            assert_whole(rewritten(view, rewrite), look, bare=letters)


@pytest.mark.parametrize("name", BUNDLED)
def test_no_word_on_a_wall_is_smaller_than_28_points(name):
    look = look_for(name, (1920, 1080))
    for told in room_tour(name)[::7]:
        for page in wall_pages(told.wall, look):
            for line in lines_on(page):
                assert line.font.size >= LEAST_TEXT, line.text


@pytest.mark.parametrize("name", BUNDLED[:3])
def test_a_decision_is_on_one_page_where_a_wall_is_of_the_usual_size(name):
    look = look_for(name, (1920, 1080))
    for told in room_tour(name):
        if told.wall.phase in (Phase.THINK, Phase.VOTE, Phase.VOTED, Phase.REVEAL, Phase.COMPARE):
            page = wall_page(told.wall, look, PLACES, WITH_PHONES).root
            options = getattr(told.wall.screen, "options", ())
            shown = {element.key for element in walk(page)}
            assert {f"option-{option.letter.lower()}" for option in options} <= shown
            if isinstance(told.wall.screen, r.CompareView) and told.wall.screen.second.voters:
                bars = told.wall.screen.second.bars  # who moved may stand on a page after it
                assert {f"bar-{bar.option.letter.lower()}" for bar in bars} <= shown


@pytest.mark.parametrize(("size", "percent"), [((1280, 720), 100), ((1024, 768), 100), ((1280, 720), 150)])
@pytest.mark.parametrize("name", BUNDLED)
def test_a_vote_of_a_bundled_scenario_is_on_one_page_up_to_half_as_large_again(name, size, percent):
    look = look_for(name, size, percent)
    for view in {view.screen.ask: view for view in votes_of(name)}.values():
        page = wall_page(view, look, PLACES, WITH_PHONES)
        shown = {element.key for element in walk(page.root)}
        assert page.count == 1
        assert {f"option-{option.letter.lower()}" for option in view.screen.options} <= shown


@pytest.mark.parametrize("name", BUNDLED)
def test_two_rounds_and_who_moved_are_on_one_page_where_a_wall_is_of_the_usual_size(name):
    look = look_for(name, (1280, 720))
    for view in longest(name, r.CompareView):
        page = wall_page(view, look, PLACES, WITH_PHONES)
        assert page.count == 1 or len(view.screen.moves) > 5


def test_a_wall_of_several_pages_says_which_this_is():
    look = look_for(BUNDLED[0], (1280, 720), 200)
    for view in longest(BUNDLED[0])[::2]:
        pages = list(wall_pages(view, look)) if not isinstance(view.screen, v.ScriptView) else []
        for number, page in enumerate(pages, start=1):
            told = find(page, "page")
            assert (told.name if told else None) == (f"Page {number} of {len(pages)}" if len(pages) > 1 else None)


def test_the_state_of_a_vote_is_on_each_of_its_pages_at_any_size_of_text():
    view = first(r.VoteView)
    for percent in TEXT:
        for page in wall_pages(view, look_for(BUNDLED[0], (1280, 720), percent)):
            assert any(element.name == "Vote now" for element in walk(page))


def test_marks_stay_on_the_wall_at_any_size_of_text():
    view = replace(next(told.wall for told in room_tour(BUNDLED[0]) if told.wall.phase is Phase.CONSEQUENCE),
                   is_rehearsal=True)
    extras = WallExtras(is_other_road=True, is_paused=True, seconds_left=45)
    for size, percent in LOOKS:
        page = wall_screen(view, look_for(BUNDLED[0], size, percent), PLACES, extras)
        shown = {element.key for element in walk(page)}
        assert {"mark-rehearsal", "mark-paused"} <= shown
        assert shown & {"mark-another road, not taken", "mark-not taken"}


def test_every_option_has_its_letter_and_its_shape_however_large_the_text():
    view, look = first(r.VoteView), look_for(BUNDLED[0], (1280, 720), 200)
    long = tuple(replace(option, do=f"{option.do} " * 9) for option in view.screen.options)
    for page in wall_pages(replace(view, screen=replace(view.screen, options=long)), look):
        for element in walk(page):
            if element.key.startswith("option-") and any(line.text in "ABCDEFGH" for line in own_lines(element)):
                assert any(isinstance(shape, Symbol | Polygon) for shape in element.shapes), element.key


def test_long_options_take_pages_and_do_not_shrink():
    look = look_for(BUNDLED[0], (1280, 720))
    view = first(r.VoteView)
    longer = tuple(
        replace(option, do="Rechtsschutzversicherungsgesellschaften und Datenschutzfolgenabschätzungen, " * 6)
        for option in view.screen.options
    )
    view = replace(view, screen=replace(view.screen, options=longer))
    pages = list(wall_pages(view, look))
    assert len(pages) > 1
    assert all(overflows(page, MEASURE) == () for page in pages)
    letters = [element.key for page in pages for element in walk(page) if element.key.startswith("option-")]
    assert letters == [f"option-{option.letter.lower()}" for option in longer]


@pytest.mark.parametrize("name", BUNDLED[:2])
def test_no_count_is_on_the_wall_before_the_reveal(name):
    look = look_for(name, (1920, 1080))
    for told in room_tour(name):
        if told.wall.phase in (Phase.THINK, Phase.VOTE, Phase.VOTED):
            for page in wall_pages(told.wall, look):
                assert not any(element.key.startswith(("bar-", "legend")) for element in walk(page))


def test_with_few_votes_the_wall_names_what_leads_and_counts_nothing():
    look = look_for(BUNDLED[0], (1920, 1080))
    few = [told.wall for name in BUNDLED for told in room_tour(name)
           if isinstance(told.wall.screen, r.RevealView) and told.wall.screen.shown.voters is None]
    assert few
    for view in few:
        page = wall_screen(view, look, PLACES, WITH_PHONES)
        assert not any(element.key.startswith(("bar-", "legend")) for element in walk(page))
        shown = {element.key for element in walk(page) if element.key.startswith("option-")}
        assert shown == {f"option-{letter.lower()}" for letter in view.screen.leading}


def test_two_votes_stand_side_by_side():
    view = next(told.wall for told in room_tour(BUNDLED[0]) if isinstance(told.wall.screen, r.CompareView)
                and told.wall.screen.first.voters and told.wall.screen.second.voters)
    page = wall_screen(view, look_for(BUNDLED[0], (1920, 1080)), PLACES, WITH_PHONES)
    for bar in view.screen.second.bars:
        before = next(each for each in view.screen.first.bars if each.option.id == bar.option.id)
        name = find(page, f"bar-{bar.option.letter.lower()}").name
        assert name.endswith(f"{before.count}, then {bar.count}.")


def test_the_wall_names_no_key():
    look = look_for(BUNDLED[0], (1920, 1080))
    caps = {key.cap for key in KEYS if len(key.cap) > 1}
    for told in room_tour(BUNDLED[0])[::3]:
        for page in wall_pages(told.wall, look):
            assert find(page, "keys") is None
            assert not caps & {line.text for line in lines_on(page)}


def test_our_own_words_never_say_you_of_what_a_path_did():
    look = look_for(BUNDLED[0], (1920, 1080))
    for told in room_tour(BUNDLED[0]):
        if isinstance(told.wall.screen, v.ScriptView) and told.wall.screen.is_consequence:
            page = wall_screen(told.wall, look, PLACES)
            taken = find(page, "taken")
            assert taken.name.startswith("On this path: ")
            assert not any(element.name.startswith("You: ") for element in walk(page)
                           if element.name == f"You: {told.wall.screen.after_choice}")


@pytest.mark.parametrize("name", BUNDLED)
def test_what_a_path_did_is_never_told_as_what_you_did(name):
    exits = [scene.exit for scene in scenario_named(name).scenes.values() if isinstance(scene.exit, Decision)]
    options = {f"On this path: {choice.do}" for each in exits for choice in each.choices}  # as they were voted on
    debriefs = [told.wall.screen for told in room_tour(name) if isinstance(told.wall.screen, r.GroupDebriefView)]
    sentences = {entry.says for debrief in debriefs for entry in debrief.ledger} - options
    assert not [words for words in sentences if says_you(words, "en")]


def test_the_commentary_says_who_you_is():
    view, look = first(r.WhyView), look_for(BUNDLED[0], (1920, 1080))
    said = replace(view, screen=replace(view.screen, commentary="You asked him first."))
    other = replace(view, screen=replace(view.screen, commentary="It was asked first."))
    assert "nobody in this room" in words_on(wall_screen(said, look, PLACES))
    assert "nobody in this room" not in words_on(wall_screen(other, look, PLACES))


@pytest.mark.parametrize("colours", [theme.PAPER, theme.DARK, theme.HIGH_CONTRAST], ids=lambda one: one.name)
def test_every_word_on_a_wall_stands_out_from_what_it_lies_on(colours):
    look = look_for(BUNDLED[0], (1920, 1080)).with_theme(colours)
    for view in longest(BUNDLED[0]):
        for page in wall_pages(view, look):
            for line, ground in on_grounds(page):
                assert theme.contrast(line.colour, ground) >= 4.5, (line.text, line.colour, ground)


@pytest.mark.parametrize("colours", [theme.PAPER, theme.DARK, theme.HIGH_CONTRAST], ids=lambda one: one.name)
def test_the_bars_of_both_rounds_stand_out_from_what_is_not_filled(colours):
    look = wall_look(look_for(BUNDLED[0], (1920, 1080)).with_theme(colours))
    assert theme.contrast(earlier(look), colours.card) >= 3
    assert theme.contrast(colours.ink, colours.card) >= 3  # the line around a bar


def test_text_that_is_set_smaller_for_a_window_is_not_smaller_on_a_wall():
    for line in lines_on(wall_screen(first(r.VoteView), look_for(BUNDLED[0], (1920, 1080), 80), PLACES)):
        assert line.font.size >= LEAST_TEXT


def test_two_codes_are_as_large_as_each_other_and_can_be_read_from_the_back():
    view = next(told.wall for told in room_tour(BUNDLED[0]) if told.wall.phase is Phase.LOBBY)
    extras = WallExtras(join=JOIN, shows_join=True, wifi=Wifi("Canteen guests, second floor", "correct-horse-9"))
    for size, percent in LOOKS:
        page = wall_page(view, look_for(BUNDLED[0], size, percent), PLACES, extras)
        roots = [wall_page(view, look_for(BUNDLED[0], size, percent), PLACES, replace(extras, page=number)).root
                 for number in range(page.count)]
        codes = [element.rect for root in roots for element in walk(root) if element.key == "qr"]
        assert len(codes) == 2
        assert abs(codes[0].height - codes[1].height) <= size[1] // 40
        assert min(code.height for code in codes) >= size[1] // 4
        assert all(overflows(root, MEASURE) == () for root in roots)


def test_a_blank_wall_shows_nothing_at_all():
    for told in room_tour(BUNDLED[0])[::5]:
        page = wall_screen(told.wall, look_for(BUNDLED[0]), PLACES, WallExtras(is_blank=True, join=JOIN))
        assert not list(lines_on(page))
        assert [shape.fill for shape in page.shapes] == [(0, 0, 0)]
        assert page.children == ()


def test_a_clock_is_there_only_when_it_was_asked_for():
    view, look = first(r.VoteView), look_for(BUNDLED[0], (1920, 1080))
    assert "1:15" not in words_on(wall_screen(view, look, PLACES))
    assert "1:15" in words_on(wall_screen(view, look, PLACES, WallExtras(seconds_left=75)))


def test_a_rehearsal_is_marked_on_every_wall():
    look = look_for(BUNDLED[0], (1920, 1080))
    for told in room_tour(BUNDLED[0])[::4]:
        assert find(wall_screen(replace(told.wall, is_rehearsal=True), look, PLACES), "mark-rehearsal")


def test_the_way_to_join_has_its_address_and_its_code_beneath_the_picture_code():
    view = next(told.wall for told in room_tour(BUNDLED[0]) if told.wall.phase is Phase.LOBBY)
    page = wall_screen(view, look_for(BUNDLED[0], (1920, 1080)), PLACES, WITH_PHONES)
    code = find(page, "qr").rect
    below = [line.text for line in lines_on(page) if line.y >= code.bottom]
    assert JOIN.address in below
    assert "K7Q M4T" in below
    assert "same Wi-Fi as this screen" in words_on(page)


def test_a_locked_door_shows_no_code():
    view = next(told.wall for told in room_tour(BUNDLED[0]) if told.wall.phase is Phase.LOBBY)
    page = wall_screen(view, look_for(BUNDLED[0], (1920, 1080)), PLACES, WallExtras(join=JOIN, is_locked=True))
    assert find(page, "qr") is None


def test_the_code_for_the_wifi_stands_before_the_code_to_join():
    view = next(told.wall for told in room_tour(BUNDLED[0]) if told.wall.phase is Phase.LOBBY)
    extras = WallExtras(join=JOIN, shows_join=True, wifi=Wifi("Canteen; guests", 'a"b'))
    page = wall_screen(view, look_for(BUNDLED[0], (1920, 1080)), PLACES, extras)
    codes = [element for element in walk(page) if element.key == "qr"]
    assert [code.name for code in codes] == [
        "Picture code for the Wi-Fi Canteen; guests", f"Picture code for {JOIN.address}"
    ]
    assert codes[0].rect.x < codes[1].rect.x


def test_no_promise_is_left_out():
    view = next(told.wall for told in room_tour(BUNDLED[0]) if told.wall.phase is Phase.LOBBY)
    shown = " ".join(words_on(page) for page in wall_pages(view, look_for(BUNDLED[0], (1920, 1080))))
    assert all(promise in shown for promise in view.screen.promises)


@pytest.mark.parametrize("colours", [theme.PAPER, theme.DARK, theme.HIGH_CONTRAST], ids=lambda one: one.name)
def test_options_stand_on_one_ground_in_every_theme(colours):
    page = wall_screen(first(r.VoteView), look_for(BUNDLED[0], (1920, 1080)).with_theme(colours), PLACES)
    cards = [element for element in walk(page) if element.key.startswith("option-")]
    assert len({card.shapes[0].fill for card in cards}) == 1
    assert len({type(card.shapes[3]).__name__ + str(getattr(card.shapes[3], "kind", "")) for card in cards}) == len(
        cards
    )


# --- what has to be there ------------------------------------------------------------------------------------------


def first(kind: type) -> r.WallView:
    return next(told.wall for told in room_tour(BUNDLED[0]) if isinstance(told.wall.screen, kind))


def votes_of(name: str) -> list[r.WallView]:
    return [told.wall for told in room_tour(name) if isinstance(told.wall.screen, r.VoteView)]


@cache
def longest(name: str, kind: type = object) -> tuple[r.WallView, ...]:
    """Of each kind of wall, of each part of looking back, the one with the most to say; of scripts, three."""
    kinds: dict[object, list[r.WallView]] = {}
    for told in room_tour(name):
        screen = told.wall.screen
        part = screen.part if isinstance(screen, r.GroupDebriefView) else bool(getattr(screen, "moves", ()))
        if isinstance(screen, kind):
            kinds.setdefault((told.wall.phase, part), []).append(told.wall)

    def weight(view: r.WallView) -> int:
        return sum(len(text) for text in (*expected(view), view.title)) + 40 * len(getattr(view.screen, "moves", ()))

    return tuple(
        view
        for views in kinds.values()
        for view in sorted(views, key=weight)[-3 if isinstance(views[0].screen, v.ScriptView) else -1 :]
    )


LONG_WORDS = (
    "Datenschutzfolgenabschätzung", "Betriebsratsvorsitzendenstellvertreterin", "Geschäftsführungsbesprechung",
)
KEPT = ("id", "letter", "parts", "from_letter", "to_letter", "place", "scene", "ending_scene")


def in_long_words(text: str) -> str:
    """About a third longer, as a translation may be."""
    words = text.split()
    for at in range(4, len(words), 9):
        words[at] = LONG_WORDS[at % len(LONG_WORDS)]
    return " ".join(words)


def in_few_words(text: str) -> str:
    return " ".join(text.split()[:2])


def rewritten(value: object, rewrite: object, name: str = "") -> object:
    """A view in other words; pictures and ids stay."""
    if isinstance(value, str) and not isinstance(value, StrEnum) and name not in KEPT:
        return rewrite(value)
    if isinstance(value, tuple):
        return tuple(rewritten(each, rewrite, name) for each in value)
    if is_dataclass(value) and not isinstance(value, v.PanelView | v.PersonView):
        return replace(value, **{
            field.name: rewritten(getattr(value, field.name), rewrite, field.name) for field in fields(value)
        })
    return value


def own_lines(element: Element) -> list[TextLine]:
    return [shape for shape in element.shapes if isinstance(shape, TextLine)]


def on_grounds(page: Element) -> Iterator[tuple[TextLine, tuple[int, int, int]]]:
    """Each line with the colour of what was painted last beneath it."""
    under: list[tuple[Rect, tuple[int, int, int]]] = []
    for element in walk(page):
        for shape in element.shapes:
            if isinstance(shape, Box | Bubble) and shape.fill is not None:
                under.append((shape.rect, shape.fill))
            elif isinstance(shape, TextLine) and shape.text.strip():
                middle = (shape.x + shape.width // 2, shape.y + MEASURE.line_height(shape.font) // 2)
                yield shape, next(fill for rect, fill in reversed(under) if rect.contains(middle))


def lines_on(page: Element) -> Iterator[TextLine]:
    for element in walk(page):
        yield from (shape for shape in element.shapes if isinstance(shape, TextLine))


def words_on(page: Element) -> str:
    return " ".join(element.name for element in walk(page)) + " ".join(line.text for line in lines_on(page))


def bare(texts: Iterator[str]) -> Counter[str]:
    return Counter(word for text in texts for each in text.split() if (word := each.strip(".,:;…“”")))


def letters(texts: Iterator[str]) -> Counter[str]:
    """For words that are longer than a line, and broken."""
    return Counter("".join(re.sub(r"\W", "", text) for text in texts))


def assert_whole(view: r.WallView, look: Look, bare: Callable[[Iterator[str]], Counter[str]] = bare) -> None:
    pages = list(wall_pages(view, look))
    for page in pages:
        assert overflows(page, MEASURE) == (), (view.phase, look.width, look.text_scale)
    seen = bare(line.text for page in pages for line in lines_on(page))
    missing = bare(expected(view)) - seen
    assert not missing, (view.phase, missing)


def expected(view: r.WallView) -> Iterator[str]:
    match view.screen:
        case r.LobbyView() as lobby:
            if view.phase is not Phase.LOBBY:
                yield view.title  # at the doors it goes first, where the way to join needs the room
            else:
                yield from (*lobby.promises, lobby.briefing.content_note, lobby.briefing.role)
        case v.ScriptView() as script:
            yield from (line.words for line in script.lines)
        case v.LookCloserView() as closer:
            yield closer.glances[closer.at].shows
        case r.ThinkView() | r.VoteView() | r.VotedView() as asked:
            yield asked.ask
            yield from (option.do for option in asked.options)
        case r.TalkView() as talk:
            yield from (talk.prompt, talk.ask, *(option.do for option in talk.options))
        case r.RevealView() as reveal if reveal.shown.voters:
            yield from (bar.option.do for bar in reveal.shown.bars)
        case r.CompareView() as compare if compare.second.voters:
            yield from (bar.option.do for bar in compare.second.bars)
        case r.WhyView() as why:
            yield why.commentary
            yield from (other.do for other in why.others)
        case v.EndingView() as ending:
            yield from (ending.title, ending.closing_says, ending.reflect)
        case r.GroupDebriefView() as debrief if view.phase is not Phase.CLOSED:
            yield from debrief.questions
            yield from {
                "reactions": (debrief.ending.title, debrief.ending.closing_says),
                "what": debrief.run,
                "so-what": (came_through(debrief.shares),),
                "the-situation": tuple(entry.says for entry in debrief.ledger),
                "now-what": (debrief.condition, debrief.review_on, *debrief.if_then_lines),
                "other-roads": tuple(road.ask for road in debrief.roads),
            }[debrief.parts[debrief.part]]
