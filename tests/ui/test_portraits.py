"""Portraits: every name draws a person, nothing stops a drawing, and what is kept on disk can be lost."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.assets import Looks, looks, read_looks
from game.ui.portraits import CROP_SHAPE, Portrait, Portraits, flattened

TABLE: Looks = looks()


@pytest.fixture(scope="module")
def portraits() -> Portraits:
    """One for all tests here: what is composed once need not be composed again."""
    drawn = Portraits(None)
    drawn.prepare(
        [Portrait(head=head) for head in TABLE.heads]
        + [Portrait(expression=expression) for expression in TABLE.expressions]
        + [Portrait(glasses=glasses) for glasses in TABLE.glasses]
        + [Portrait(beard=beard) for beard in TABLE.beards]
    )
    return drawn


def pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGBA")


def inked(surface: pygame.Surface) -> int:
    return pygame.mask.from_surface(surface).count()


PLAIN = Portrait(head="short-neat", expression="calm")


@pytest.mark.parametrize("head", TABLE.heads)
def test_every_head_draws_a_person(portraits: Portraits, head: str) -> None:
    assert inked(portraits.surface(Portrait(head=head), 120, 120)) > 120 * 120 * 0.2


@pytest.mark.parametrize("head", sorted(TABLE.heads))
@pytest.mark.parametrize("crop", ["bust", "wide", "tall"])
def test_no_head_is_cut_off_at_the_top(portraits: Portraits, head: str, crop: str) -> None:
    portrait = Portrait(head=head, crop=crop)  # type: ignore[arg-type]
    surface = portraits.surface(portrait, 200, portrait.height_for(200))
    top_row = surface.subsurface((0, 0, 200, 1))
    assert inked(top_row) == 0


def test_every_expression_is_its_own_drawing_or_named_as_another(portraits: Portraits) -> None:
    by_drawing = {name: pixels(portraits.surface(Portrait(expression=name), 160, 160)) for name in TABLE.expressions}
    assert len(set(by_drawing.values())) == len(set(TABLE.expressions.values()))


@pytest.mark.parametrize(
    "change",
    [
        *({"glasses": name} for name in TABLE.glasses),
        *({"beard": name} for name in TABLE.beards),
        *({"skin": int(name)} for name in TABLE.skins if name != "3"),
        *({"clothes": name} for name in TABLE.clothes if name != "sand"),
    ],
    ids=str,
)
def test_each_part_of_a_look_can_be_seen(portraits: Portraits, change: dict[str, object]) -> None:
    plain = Portrait()
    changed = replace(plain, **change)  # type: ignore[arg-type]
    assert pixels(portraits.surface(changed, 160, 160)) != pixels(portraits.surface(plain, 160, 160))


def test_hair_colours_differ_on_a_head_that_takes_colour(portraits: Portraits) -> None:
    drawn = {pixels(portraits.surface(Portrait(head="bangs", hair=hair), 120, 120)) for hair in TABLE.hairs}
    assert len(drawn) == len(TABLE.hairs)


@pytest.mark.parametrize("size", [(1, 1), (40, 40), (90, 200), (300, 120), (1400, 1400)])
def test_a_portrait_has_exactly_the_size_asked_for(portraits: Portraits, size: tuple[int, int]) -> None:
    assert portraits.surface(Portrait(), *size).get_size() == size


@pytest.mark.parametrize("size", [(0, 0), (-5, 20)])
def test_a_box_without_room_is_no_error(portraits: Portraits, size: tuple[int, int]) -> None:
    assert portraits.surface(Portrait(), *size).get_width() == 1


def test_a_bust_stands_on_the_bottom_edge_and_its_ground_is_clear(portraits: Portraits) -> None:
    surface = portraits.surface(Portrait(), 100, 300)
    assert surface.get_bounding_rect().bottom == 300
    assert surface.get_at((2, 2)).a == 0


def test_a_mirrored_portrait_looks_the_other_way(portraits: Portraits) -> None:
    facing_right = portraits.surface(Portrait(), 150, 150)
    facing_left = portraits.surface(Portrait(), 150, 150, mirrored=True)
    assert pixels(pygame.transform.flip(facing_left, True, False)) == pixels(facing_right)


def test_unknown_names_give_a_calm_person_without_extras(portraits: Portraits) -> None:
    odd = Portrait(
        head="antlers",
        skin=99,
        hair="green",
        clothes="chainmail",
        glasses="x-ray",
        beard="moss",
        expression="smug",
    )
    assert pixels(portraits.surface(odd, 120, 120)) == pixels(portraits.surface(PLAIN, 120, 120))


def test_a_look_from_a_scenario_becomes_a_portrait() -> None:
    look = {"head": "bun", "skin": 4, "hair": "black", "clothes": "teal", "glasses": "round"}
    assert Portrait.of(look, "concerned", "head") == Portrait(
        head="bun", skin=4, hair="black", clothes="teal", glasses="round", expression="concerned", crop="head"
    )


def test_a_look_with_odd_values_still_becomes_a_portrait(portraits: Portraits) -> None:
    assert inked(portraits.surface(Portrait.of({"head": 7, "skin": "pale", "beard": None}), 80, 80)) > 0


def test_a_portrait_is_ready_once_it_is_prepared() -> None:
    portraits = Portraits(None)
    portrait = Portrait(head="bob")
    assert portraits.surface_if_ready(portrait, 60, 60) is None
    assert portraits.prepare([portrait, portrait]) == 1
    assert portraits.prepare([portrait]) == 0
    assert portraits.surface_if_ready(portrait, 60, 60) is not None


def test_two_threads_may_prepare_and_draw_at_once(tmp_path: Path) -> None:
    cast = [Portrait(head=head) for head in ("bob", "turban", "twists", "gray-bun")]
    alone = [pixels(Portraits(None).surface(portrait, 70, 70)) for portrait in cast]
    shared = Portraits(tmp_path)
    with ThreadPoolExecutor(2) as threads:
        prepared = [threads.submit(shared.prepare, cast) for _ in range(2)]
        drawn = [pixels(shared.surface(portrait, 70, 70)) for portrait in cast]
    assert sum(result.result() for result in prepared) <= len(cast)
    assert drawn == alone


def test_a_laugh_has_no_tears(portraits: Portraits) -> None:
    """A tear would run down beside the mouth; there only skin is left."""
    surface = portraits.surface(Portrait(head="bald", expression="laughing", skin=1), 844, 844)
    x, y, _, _ = CROP_SHAPE["bust"]
    tear = [(across - x, down - y) for across in range(376, 388) for down in range(405, 425)]
    assert {tuple(surface.get_at(point))[:3] for point in tear} == {(0xFF, 0xDD, 0xBF)}


def test_a_crop_needs_no_composing_of_its_own() -> None:
    portraits = Portraits(None)
    portraits.prepare([Portrait(crop="bust")])
    assert all(portraits.is_ready(Portrait(crop=crop)) for crop in CROP_SHAPE)


def test_a_composed_portrait_is_kept_on_disk_and_read_back(tmp_path: Path) -> None:
    first = pixels(Portraits(tmp_path).surface(Portrait(), 90, 90))
    [kept] = tmp_path.iterdir()
    written = kept.stat().st_mtime_ns
    assert pixels(Portraits(tmp_path).surface(Portrait(), 90, 90)) == first
    assert kept.stat().st_mtime_ns == written


@pytest.mark.parametrize("damage", ["", "nonsense", "\xff\xfe", None], ids=["empty", "text", "bytes", "half"])
def test_a_broken_file_on_disk_is_made_anew(tmp_path: Path, damage: str | None) -> None:
    intact = pixels(Portraits(tmp_path).surface(Portrait(), 90, 90))
    [kept] = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2] if damage is None else damage.encode("latin-1"))
    assert pixels(Portraits(tmp_path).surface(Portrait(), 90, 90)) == intact
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_gone_without(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    assert inked(Portraits(in_the_way).surface(Portrait(), 90, 90)) > 0
    assert in_the_way.read_text() == "not a folder"


def test_pictures_are_kept_within_their_bytes() -> None:
    limit = 200 * 200 * 4 * 3
    portraits = Portraits(None, byte_limit=limit)
    for side in range(180, 200):
        portraits.surface(Portrait(), side, side)
    assert portraits.bytes_kept <= limit


def test_flattening_leaves_groups_and_paths_only() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><metadata><b/></metadata><defs>'
        '<g id="a"><path d="M0 0" fill="black"/></g></defs>'
        '<g clip-path="url(#c)"><use transform="scale(2)" href="#a"/></g></svg>'
    )
    flat = flattened(svg)
    assert flat == '<g><g transform="scale(2)"><g><path d="M0 0" fill="#16130F"/></g></g></g>'


def test_the_looks_have_names_that_can_be_typed_and_colours_that_are_colours() -> None:
    for part in (TABLE.heads, TABLE.expressions, TABLE.glasses, TABLE.beards):
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in part)
    for part in (TABLE.skins, TABLE.hairs, TABLE.clothes):
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in part.values())


@pytest.mark.parametrize("text", ["{}", "[]", "# nothing\n{", '{"heads": {"bob": 1}}'])
def test_a_broken_table_of_looks_is_named_as_such(text: str) -> None:
    with pytest.raises(ValueError):
        read_looks(text)
