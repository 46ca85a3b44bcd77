"""Two windows, one for the room and one for its facilitator, that paint only what has changed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pygame
import pytest

from game.group_application import REHEARSAL
from game.hosting import Hosting
from game.records.group_journal import END_NOT_KEPT, NOT_KEPT, VOTE_AGAIN
from game.room_opening import KEPT, KEPT_OPEN, NOWHERE, taken_away
from game.server.link import Serving
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from game.session.session import Session
from game.settings import Settings
from game.ui.display import SMALLEST
from game.ui.element import walk
from game.ui.room_displays import (
    BARS,
    ONE_SIZE,
    OWN_SIZE,
    WALL_SIZE,
    Displays,
    advice,
    fitting,
    own_position,
    wall_position,
)
from game.ui.room_play import BarePlay
from game.ui.room_window import TALLY_SECONDS, RoomWindow
from tests.records.conftest import Home
from tests.records.rooms import PATH, to_the_vote, votes
from tests.room import does, play_path, read_to, vote
from tests.sample import SAMPLE
from tests.ui.room_desk import Phones, Time


class Room:
    """Both windows, painted nowhere, with a clock that somebody turns."""

    def __init__(self, play=None, finish=None, note="", **settled: object) -> None:
        self.now, self.phones = Time(), Phones()
        hosting = Hosting(**settled)
        self.play = play or BarePlay(Session(SAMPLE, seed=5, room=RoomRules()))
        self.session = self.play.session
        self.window = RoomWindow(
            self.play, hosting, Settings(reduce_motion=True), link=self.phones, now=self.now, finish=finish, note=note
        )
        self.goes_on()

    @property
    def own_words(self) -> str:
        """All that the facilitator's window says."""
        return " ".join(element.name for element in walk(self.window._own_root))

    def goes_on(self, seconds: float = 1.0) -> None:
        self.now.seconds += seconds
        for event in pygame.event.get():
            self.window.handle(event)
        self.window.tick()
        self.window.refresh()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.goes_on()
            self.window.handle(
                pygame.event.Event(pygame.KEYDOWN, key=pygame.key.key_code(key), mod=0, unicode="", scancode=0)
            )
            self.goes_on()

    def comes_to(self, phase: Phase) -> None:
        for _ in range(60):
            if self.window.controller.phase is phase:
                return
            self.press("space")
        raise AssertionError(f"the main key does not lead to {phase}")

    @property
    def frames(self) -> tuple[int, int]:
        return self.window.wall_frames, self.window.own_frames


@pytest.fixture
def room(monkeypatch, tmp_path):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path))
    one = Room()
    yield one
    one.window.close()


@pytest.fixture
def shared(monkeypatch, tmp_path):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path))
    one = Room(has_one_window=True)
    yield one
    one.window.close()


def test_nothing_is_painted_while_nothing_changes(room):
    room.goes_on()
    before = room.frames
    for _ in range(50):
        room.goes_on(0.1)
    assert room.frames == before


def test_votes_paint_nothing_on_the_wall(room):
    room.comes_to(Phase.VOTE)
    room.goes_on()
    before = room.window.wall_frames
    room.phones.vote(a=900)
    room.goes_on()
    assert room.window.wall_frames == before
    assert room.window.controller.facilitator_view().voted == 900


@pytest.mark.parametrize("count", [1, 40])
def test_however_many_votes_come_the_count_is_painted_five_times_a_second(room, count):
    room.comes_to(Phase.VOTE)
    room.goes_on()
    before = room.window.own_frames
    for step in range(50):  # two seconds of votes, 25 times a second
        room.phones.vote(a=1 + step * count)
        room.goes_on(0.04)
    assert room.window.own_frames - before <= 2 / TALLY_SECONDS + 1


def test_a_key_is_answered_at_once_though_votes_come(room):
    room.comes_to(Phase.VOTE)
    room.phones.vote(a=9)
    room.goes_on(0.01)
    before = room.frames
    room.window.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_PERIOD, mod=0, unicode=".", scancode=0))
    room.goes_on(0.01)
    assert room.frames == (before[0] + 1, before[1] + 1)


def test_the_wall_is_blanked_by_a_full_stop_on_any_keyboard(room):
    room.window.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_SLASH, mod=0, unicode=".", scancode=0))
    assert room.window.controller.extras().is_blank


def test_a_blank_wall_is_black_to_its_last_pixel(room):
    room.comes_to(Phase.THINK)
    room.press(".")
    wall = room.window.wall_window.get_surface()
    assert pygame.transform.average_color(wall)[:3] == (0, 0, 0)
    own = room.window.own_window.get_surface()
    assert pygame.transform.average_color(own)[:3] != (0, 0, 0)


def test_escape_makes_the_wall_black_and_a_second_one_closes(room):
    room.comes_to(Phase.VOTE)
    room.press("escape")
    wall = room.window.wall_window.get_surface()
    assert pygame.transform.average_color(wall)[:3] == (0, 0, 0)
    room.press("escape")
    assert room.window.controller.wants_to_quit


def test_closing_either_window_ends_the_session_for_now(room):
    room.window.handle(pygame.event.Event(pygame.WINDOWCLOSE, window=room.window.wall_window))
    assert room.window.controller.wants_to_quit


def test_the_key_that_asks_is_not_the_first_letter_that_is_typed(room):
    room.phones.events.append(Serving(8765, ("192.168.1.24",)))
    room.press("i")
    assert room.window.controller.desk.text == ""
    room.window.handle(pygame.event.Event(pygame.TEXTINPUT, text="C"))
    assert room.window.controller.desk.text == "C"


def test_one_window_has_the_wall_and_the_notes_side_by_side(shared):
    assert shared.window.has_one_window
    whole = shared.window.wall_window.get_surface().get_width()
    assert shared.window.wall_look.width + shared.window.own_look.width == whole


def test_the_notes_of_one_window_can_be_hidden(shared):
    shared.press("tab")
    assert shared.window.wall_look.width == shared.window.wall_window.get_surface().get_width()
    shared.press("tab")
    assert shared.window.wall_look.width < shared.window.wall_window.get_surface().get_width()


def test_the_wall_goes_to_the_second_display():
    two = Displays(((1280, 800), (1920, 1080)))
    assert two.has_second
    assert wall_position(two)[0] & 0xFFFF == 1
    assert own_position(two, (1280, 720))[0] & 0xFFFF == 0


def test_on_one_display_neither_window_hides_the_other_whole():
    one = Displays(((1920, 1080),))
    wall, own = wall_position(one), own_position(one, (1280, 720))
    assert own[0] > wall[0]
    assert own[1] > wall[1]


@pytest.mark.parametrize("size", [ONE_SIZE, OWN_SIZE, WALL_SIZE])
@pytest.mark.parametrize("display", [(1280, 720), (1366, 768), (1920, 1080)])
def test_no_window_is_larger_than_its_display_has_room_for(size, display):
    wide, high = fitting(size, display)
    assert (wide, high) >= SMALLEST
    assert wide <= display[0] - BARS[0] and high <= max(SMALLEST[1], display[1] - BARS[1])
    left, top = own_position(Displays((display,)), (wide, high))
    assert left + wide <= display[0] and top + high <= display[1]


def test_a_window_that_has_room_keeps_its_size():
    assert fitting(ONE_SIZE, (1920, 1080)) == ONE_SIZE
    assert fitting(OWN_SIZE, (1920, 1080)) == OWN_SIZE


def test_checking_the_screens_says_what_to_do_when_they_are_mirrored_or_shared_in_a_call():
    for found in (Displays(((1920, 1080),)), Displays(((1280, 800), (1920, 1080)))):
        told = " ".join(advice(found, has_one_window=False))
        assert "mirrored" in told
        assert "In a call" in told
    assert "second one, 1920 × 1080" in " ".join(advice(Displays(((1280, 800), (1920, 1080))), has_one_window=False))


# --- what is kept, and what is taken away ----------------------------------------------------------------------------


@pytest.fixture
def led(monkeypatch, tmp_path):
    """Opens the windows of a session that is kept in `tmp_path`, with its path to the debrief played already."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path))
    opened = []

    def open_it(*, path=PATH, before=lambda: None, **rules):
        application = Home(tmp_path).starts()
        play = application.group_play("sample", RoomRules(**rules))
        before()
        if path:
            play_path(play.session, path, handle=play.handle)
            play.news()
        opened.append(Room(play, finish=lambda: taken_away(play), note=play.note))
        return opened[-1]

    yield open_it
    for one in opened:
        one.window.close()


def journal(folder):
    [path] = (folder / "records" / "sessions").glob("*.session")
    return path


def test_finishing_writes_the_files_and_says_on_the_facilitators_window_where(led, tmp_path):
    room = led()
    room.press("x")
    assert not (tmp_path / "exports").exists()
    room.press("return")

    written = sorted(path.name for path in (tmp_path / "exports").iterdir())
    assert written == [f"upstander-session-2026-03-02.{form}" for form in ("csv", "html", "json", "pdf")]
    assert f"Saved in {tmp_path / 'exports'}:" in room.own_words
    assert all(name in room.own_words for name in written)
    assert all(name not in " ".join(e.name for e in walk(room.window.controller.wall().root)) for name in written)
    assert journal(tmp_path).read_bytes().count(b"\n") == 2


def test_finishing_in_the_middle_writes_the_sheet_up_to_the_last_decision_and_nothing_of_the_vote_that_was_open(
    led, tmp_path
):
    room = led(path=())
    to_the_vote(room.play)
    votes(room.play, interrupt=12)
    does(room.play.session, m.CloseVote(), m.Reveal(), m.Adopt("interrupt"), handle=room.play.handle)
    read_to(room.play.session, Phase.THINK, handle=room.play.handle)
    vote(room.play.session, room.play.handle, note=11)
    room.press("x", "return")

    assert f"Saved in {tmp_path / 'exports'}:" in room.own_words
    [told] = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "exports").glob("*.json")]
    assert [stage["choice"] for stage in told["path"]] == ["interrupt"]
    assert "note" not in json.dumps(told["path"])
    assert journal(tmp_path).read_bytes().count(b"\n") == 2


def test_finishing_a_rehearsal_says_that_nothing_is_kept_and_writes_nothing(led, tmp_path):
    room = led(is_rehearsal=True)
    room.press("x", "return")

    assert REHEARSAL in room.own_words
    assert not (tmp_path / "exports").exists() and not (tmp_path / "records").exists()


def test_where_the_files_cannot_be_written_it_says_so_and_how_to_get_them_later(led, tmp_path):
    (tmp_path / "exports").write_text("a file, and no folder")
    room = led()
    room.press("x", "return")

    assert f"No file can be written to {tmp_path / 'exports'}" in room.own_words
    assert KEPT in room.own_words
    assert b"Whose Finding" in journal(tmp_path).read_bytes()


def full_disk(path):
    """Whatever is put in the place of this file meets a full disk."""
    path.with_name(f"{path.name}.{os.getpid()}.new").symlink_to("/dev/full")


no_full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is full")


@no_full_disk
def test_on_a_full_disk_the_end_is_told_not_to_be_kept_and_what_was_kept_stays(led, tmp_path):
    room = led()
    full_disk(journal(tmp_path))
    room.press("x", "return")

    assert END_NOT_KEPT in room.own_words
    assert f"Saved in {tmp_path / 'exports'}:" in room.own_words
    assert journal(tmp_path).read_bytes().endswith(b'["close"]\n')


def test_a_session_that_cannot_be_kept_says_so_while_it_goes_on_and_once(led, tmp_path):
    room = led(path=(), before=lambda: (tmp_path / "records").write_text("a file, and no folder"))
    room.press("space")
    assert NOT_KEPT in room.own_words
    room.press("space")
    assert NOT_KEPT not in room.own_words


def test_with_no_room_for_record_or_files_it_says_to_copy_what_was_agreed(led, tmp_path):
    (tmp_path / "records").write_text("a file, and no folder")
    (tmp_path / "exports").write_text("a file, and no folder")
    room = led()
    room.press("x", "return")

    assert NOWHERE in room.own_words


def test_an_end_that_did_not_reach_the_disk_is_finished_by_opening_the_session_again(led, tmp_path):
    room = led()
    (tmp_path / "exports").write_text("a file, and no folder")
    kept = journal(tmp_path)
    room.press("x", "return")
    kept.write_bytes(b'{"upstander":1,"scenario":"sample","title":"","hash":"","mode":"","seed":0,"pacing":"",'
                     b'"first":false,"version":"","started":"2026-03-02"}\n')  # fmt: skip

    assert taken_away(room.play)[-1] == KEPT_OPEN


def test_coming_back_to_an_open_vote_says_that_hands_are_to_be_typed_again(led):
    first = led(path=())
    to_the_vote(first.play)
    first.press("a", "9", "return")
    assert first.window.controller.facilitator_view().voted == 9
    first.play.close()

    again = led(path=())

    assert again.window.controller.phase is Phase.VOTE
    assert again.window.controller.facilitator_view().voted == 0
    assert VOTE_AGAIN in again.own_words and "type them all again" in VOTE_AGAIN
