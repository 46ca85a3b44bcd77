"""Places: every drawing covers its panel, people have room in it, and a broken drawing stops nothing."""

from __future__ import annotations

import re
from itertools import combinations, product
from pathlib import Path

import pygame
import pytest

from game.assets import assets_folder, place_ids
from game.ui.places import Area, Places, read_place

FOLDER = assets_folder() / "places"
# What a panel may be: the wide one of a scene, the tall one beside choices, a card, and two that nobody hopes for.
PANELS = [(1390, 686), (530, 686), (320, 180), (900, 240), (300, 700)]
ALL_PLACES = [
    "cafe",
    "canteen",
    "chat",
    "corridor",
    "home-desk",
    "interview-room",
    "kitchen",
    "lift",
    "meeting-room",
    "open-office",
    "shop-floor",
    "small-office",
    "stage",
    "street",
    "video-call",
    "ward",
]
ROWS = [place for place in ALL_PLACES if place not in ("chat", "video-call")]


@pytest.fixture(scope="module")
def places() -> Places:
    return Places(FOLDER)


def test_the_places_are_those_that_scenarios_may_name() -> None:
    assert list(place_ids()) == ALL_PLACES


@pytest.mark.parametrize("place", ALL_PLACES)
@pytest.mark.parametrize("size", [(1390, 686), (530, 686), (320, 180)])
def test_the_back_of_a_place_covers_the_whole_panel(places: Places, place: str, size: tuple[int, int]) -> None:
    back = places.draw(place, *size, "back")
    assert back.get_size() == size
    # Anti-aliasing may leave the outermost pixels a touch clear.
    inside = back.subsurface(pygame.Rect((0, 0), size).inflate(-4, -4))
    assert pygame.mask.from_surface(inside, 254).count() == inside.get_width() * inside.get_height()


def test_each_place_has_a_wall_of_its_own() -> None:
    """The first shape of a place is its wall."""
    walls = [
        re.findall(r'fill="(#[0-9A-F]{6})"', (FOLDER / f"{place}.svg").read_text(encoding="utf-8"))[0]
        for place in ALL_PLACES
    ]
    assert len(set(walls)) == len(walls)


@pytest.mark.parametrize("place", ALL_PLACES)
def test_a_place_uses_only_what_the_reader_of_pictures_knows(place: str) -> None:
    text = (FOLDER / f"{place}.svg").read_text(encoding="utf-8")
    known = {"svg", "g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path"}
    assert set(re.findall(r"<([a-zA-Z]+)", text)) <= known
    assert "url(" not in text and "style=" not in text


@pytest.mark.parametrize("place", [place for place in ROWS if place not in ("lift", "street")])
def test_the_front_leaves_the_faces_free(places: Places, place: str) -> None:
    front = places.draw(place, 1600, 900, "front")
    # Chins are near y = 740 where people sit; what stands on a table stays below that in the middle of the panel.
    faces = front.subsurface((452, 0, 696, 735))
    assert pygame.mask.from_surface(faces).count() == 0


@pytest.mark.parametrize("place", ROWS)
def test_seats_stand_inside_the_panel(places: Places, place: str) -> None:
    for count, size in product(range(1, 7), PANELS):
        seats = places.seats(place, count, *size)
        assert len(seats) == count
        for seat in seats:
            assert seat.y >= 0 and seat.y + seat.height <= size[1] + 1, (count, size)
            assert seat.face.x >= 0 and seat.face.x + seat.face.width <= size[0], (count, size)


@pytest.mark.parametrize("place", ROWS)
def test_no_face_hides_another(places: Places, place: str) -> None:
    for count, size in product(range(2, 7), PANELS):
        for one, other in combinations(places.seats(place, count, *size), 2):
            assert not overlap(one.face, other.face), (count, size)


@pytest.mark.parametrize("place", ROWS)
def test_people_sit_in_the_order_of_the_scene_and_face_each_other(places: Places, place: str) -> None:
    seats = places.seats(place, 4, 1390, 686)
    assert [seat.x for seat in seats] == sorted(seat.x for seat in seats)
    assert [seat.mirrored for seat in seats] == [False, False, True, True]


def test_one_person_sits_in_the_middle() -> None:
    [seat] = Places(FOLDER).seats("meeting-room", 1, 1390, 686)
    # Heads are drawn in three-quarter view, so a face is a little to one side of its head.
    assert abs(seat.face.x + seat.face.width / 2 - 1390 / 2) < 1390 * 0.04


def test_many_people_in_a_narrow_panel_stand_in_two_rows(places: Places) -> None:
    seats = places.seats("meeting-room", 6, 530, 686)
    assert [seat.row for seat in seats] == [0, 1, 0, 1, 0, 1]
    assert max(seat.y for seat in seats if seat.row) < min(seat.y for seat in seats if not seat.row)


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("size", PANELS)
def test_video_tiles_lie_side_by_side_on_the_screen(places: Places, count: int, size: tuple[int, int]) -> None:
    area = places.area("video-call", *size)
    tiles = places.seats("video-call", count, *size)
    assert len(tiles) == count
    for tile in tiles:
        assert tile.x >= area.x - 1 and tile.x + tile.width <= area.x + area.width + 1
        assert tile.y >= area.y - 1 and tile.y + tile.height <= area.y + area.height + 1
    rectangles = [Area(tile.x, tile.y, tile.width, tile.height) for tile in tiles]
    assert not any(overlap(one, other) for one, other in combinations(rectangles, 2))


@pytest.mark.parametrize("size", PANELS)
def test_a_chat_has_a_message_area_and_no_seats(places: Places, size: tuple[int, int]) -> None:
    area = places.area("chat", *size)
    assert places.layout("chat") == "chat"
    assert places.seats("chat", 3, *size) == ()
    assert area.x >= 0 and area.x + area.width <= size[0] and area.y >= 0 and area.y + area.height <= size[1]
    assert area.width > size[0] * 0.5 and area.height > size[1] * 0.5


@pytest.mark.parametrize("count", [0, -1])
def test_nobody_needs_no_seat(places: Places, count: int) -> None:
    assert places.seats("kitchen", count, 800, 600) == ()


@pytest.mark.parametrize("size", [(1, 1), (0, 0), (3, 900)])
def test_a_panel_without_room_is_no_error(places: Places, size: tuple[int, int]) -> None:
    assert places.draw("kitchen", *size).get_width() >= 1
    assert len(places.seats("kitchen", 2, *size)) == 2


BROKEN = {
    "not-xml": "<svg",
    "no-groups": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "no-number": '<svg><g id="back"/><g id="people" data-left="x"/><g id="front"/></svg>',
    "no-room": '<svg><g id="back"/><g id="front"/>'
    '<g id="people" data-left="9" data-right="2" data-baseline="1" data-height="1"/></svg>',
    "odd-layout": '<svg><g id="back"/><g id="people" data-layout="circle"/><g id="front"/></svg>',
}


@pytest.mark.parametrize("place", BROKEN)
def test_a_broken_place_says_so_when_read(place: str) -> None:
    with pytest.raises(ValueError):
        read_place(BROKEN[place])


@pytest.mark.parametrize("place", [*BROKEN, "missing", "../places/kitchen"])
def test_a_place_that_cannot_be_read_is_a_plain_wall_with_a_table(tmp_path: Path, place: str) -> None:
    for name, text in BROKEN.items():
        (tmp_path / f"{name}.svg").write_text(text, encoding="utf-8")
    plain = Places(tmp_path)
    drawn = plain.draw(place, 320, 180)
    assert drawn.get_at((20, 40)) != drawn.get_at((20, 175))
    assert len(plain.seats(place, 3, 320, 180)) == 3


def test_a_place_is_ready_once_it_is_drawn() -> None:
    places = Places(FOLDER)
    assert places.draw_if_ready("cafe", 160, 90) is None
    drawn = places.draw("cafe", 160, 90)
    assert places.draw_if_ready("cafe", 160, 90) is drawn


def test_pictures_of_places_are_kept_within_their_bytes() -> None:
    limit = 400 * 300 * 4 * 2
    places = Places(FOLDER, byte_limit=limit)
    for width in range(390, 400):
        places.draw("lift", width, 300)
    assert places.bytes_kept <= limit


def overlap(one: Area, other: Area) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
