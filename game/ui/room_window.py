"""
Two windows for a group: the wall, which the room sees, and the facilitator's own; or one with a pane of notes.

It paints only what has changed.  Votes change the facilitator's count, five times a second at most, and nothing on the
wall; so what a frame costs does not hang on how many people vote.
"""

from __future__ import annotations

import time
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.assets import assets_folder
from game.session.phases import Phase
from game.ui import theme as themes
from game.ui.display import NEWS, on_latin_keyboard, open_display, wake
from game.ui.element import Element, hit
from game.ui.fonts import PygameMeasure
from game.ui.paint import Painter
from game.ui.pictures import Pictures
from game.ui.places import Places
from game.ui.portraits import Portraits
from game.ui.reading_faces import words_of
from game.ui.room_controller import RoomController
from game.ui.room_desk import PressKey, WallMiniature
from game.ui.room_displays import WALL_SIZE, advice, displays, open_windows
from game.ui.screens.room.facilitator import facilitator_screen
from game.ui.theme import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from game.hosting import Hosting
    from game.settings import Settings
    from game.ui.room_link import Link
    from game.ui.room_play import RoomPlay
    from game.ui.room_resuming import Unfinished

THEMES = {"paper": themes.PAPER, "dark": themes.DARK, "high-contrast": themes.HIGH_CONTRAST}
OWN_THEMES = {**THEMES, "paper": themes.DARK}  # beside a bright wall, notes in the dark disturb nobody
PANE_SHARE = 0.34  # of one window's width
TALLY_SECONDS = 0.2  # at most five counts a second
QUICK, SLOW, SECOND, IDLE = 50, 200, 250, 20_000  # milliseconds to wait for an event
TEXT_STEPS = {"=": 10, "+": 10, "[+]": 10, "-": -10, "[-]": -10}
KEY_NAMES = {"[enter]": "return"}


class NoDisplayError(RuntimeError):
    """No window can be opened here."""


def run(
    play: RoomPlay,
    hosting: Hosting,
    settings: Settings,
    *,
    cache: Path | None = None,
    link: Link | None = None,
    key_of_room: tuple[str, str] = ("", ""),
    finish: Callable[[], Sequence[str]] | None = None,
    served: Callable[[int], None] | None = None,
    step: int = 0,
    note: str = "",
    unfinished: Unfinished | None = None,
    ballots_before: int = 0,
) -> bool:
    """Open the windows and stay until they are closed; arguments as for `RoomWindow`.

    Returns:
        Whether the whole program is to end, and not this session alone.

    Raises:
        NoDisplayError: If no window can be opened.
    """
    try:
        window = RoomWindow(
            play, hosting, settings, cache=cache, link=link, key_of_room=key_of_room, finish=finish, served=served,
            step=step, note=note, unfinished=unfinished, ballots_before=ballots_before,
        )
    except pygame.error as error:
        if link is not None:
            link.stop()
        raise NoDisplayError(str(error)) from error
    try:
        window.loop()
        return window.ends_program
    finally:
        window.close()


class _Source:
    """Pictures, and the wall itself as a small one."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self.wall: pygame.Surface | None = None

    def __call__(self, picture: Hashable, width: int, height: int) -> pygame.Surface | None:
        if isinstance(picture, WallMiniature):
            return None if self.wall is None else pygame.transform.smoothscale(self.wall, (width, height))
        return self._pictures(picture, width, height)


class RoomWindow:
    """The windows of one session.

    Args:
        play: The session.
        hosting: What was settled.
        settings: Theme and size of text.
        cache: Where portraits are kept, or None.
        link: To the phones; None where hands are raised.
        key_of_room: What the picture code carries after the address, and the code to type.
        finish: Writes what may be kept when the session is over.
        served: Told the port at which phones reach the room.
        step: Of what phones showed last, where this session was begun earlier.
        note: What the facilitator should hear first, or empty.
        unfinished: This session was left; ask first whether it goes on.
        ballots_before: How many votes its phones took part in before it.
        now: Seconds of a clock that only goes on.
    """

    def __init__(
        self,
        play: RoomPlay,
        hosting: Hosting,
        settings: Settings,
        *,
        cache: Path | None = None,
        link: Link | None = None,
        key_of_room: tuple[str, str] = ("", ""),
        finish: Callable[[], Sequence[str]] | None = None,
        served: Callable[[int], None] | None = None,
        step: int = 0,
        note: str = "",
        unfinished: Unfinished | None = None,
        ballots_before: int = 0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        open_display()
        self._settings, self._now, self._hosting = settings, now, hosting
        self._displays = displays()
        self.wall_window, self.own_window = open_windows(self._displays, has_one_window=hosting.has_one_window)
        self._measure = PygameMeasure()
        places = Places(assets_folder() / "places")
        self._source = _Source(
            Pictures(places, Portraits(cache / "portraits" if cache else None), on_news=wake)
        )
        self._painter = Painter(self._measure, self._source)
        plain = Look(*WALL_SIZE, settings.text_percent / 100, themes.PAPER, self._measure)
        faces = plain.for_texts(words_of(play.scenario))
        self._face, self._titles = faces.face, faces.titles
        self._percent = settings.text_percent
        self.controller = RoomController(
            play, places, hosting, self.wall_look, now=now, link=link, key_of_room=key_of_room, finish=finish,
            served=served, step=step, ballots_before=ballots_before,
        )
        self.controller.say(note)
        if unfinished is not None:
            self.controller.ask_whether_to_go_on(unfinished)
        self.ends_program = False
        self.controller.screens = advice(self._displays, has_one_window=hosting.has_one_window)
        self.wall_frames = self.own_frames = 0
        self._shown_wall: object = None
        self._shown_own: object = None
        self._own_root: Element | None = None
        self._own_at = float("-inf")
        self._is_dirty = True
        self._is_urgent = True  # a key was pressed: not to wait for the next count
        self._second: int | None = None
        self._is_typing = False
        self._is_full = self._displays.has_second and not hosting.has_one_window

    # --- looks -------------------------------------------------------------------------------------------------------

    @property
    def has_one_window(self) -> bool:
        """Whether the wall and the notes share a window."""
        return self.own_window is self.wall_window

    def _look(self, size: tuple[int, int], theme: themes.Theme, percent: int) -> Look:
        width, height = max(1, size[0]), max(1, size[1])
        return Look(
            width, height, percent / 100, theme, self._measure, self._settings.reduce_motion, self._face, self._titles
        )

    @property
    def wall_look(self) -> Look:
        """Of the wall."""
        width, height = self.wall_window.get_surface().get_size()
        has_pane = self.has_one_window and getattr(self, "controller", None) is not None and (
            self.controller.desk.has_pane
        )
        if has_pane:
            width -= int(width * PANE_SHARE)
        return self._look((width, height), THEMES.get(self._settings.theme, themes.PAPER), self._percent)

    @property
    def own_look(self) -> Look:
        """Of the facilitator's window, or of the pane."""
        width, height = self.own_window.get_surface().get_size()
        if self.has_one_window:
            width = int(width * PANE_SHARE)
        return self._look((width, height), OWN_THEMES.get(self._settings.theme, themes.DARK), self._percent)

    # --- painting ----------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Paint what has changed."""
        if not self._is_dirty:
            return
        if not self._is_urgent and self._now() - self._own_at < TALLY_SECONDS:
            return
        self._is_dirty = self._is_urgent = False
        controller = self.controller
        controller.look = self.wall_look
        wall = (controller.wall_view(), controller.extras(), controller.look)
        if wall != self._shown_wall:
            self._shown_wall = wall
            self._paint_wall()
            if self.has_one_window:
                self._shown_own = None  # the pane may have been painted over
        if not self.has_one_window or controller.desk.has_pane:
            self._paint_own()

    def _paint_wall(self) -> None:
        look = self.controller.look
        whole = self.wall_window.get_surface()
        surface = whole.subsurface((0, 0, look.width, look.height)) if self.has_one_window else whole
        self._painter.paint(surface, self.controller.wall().root, theme=look.theme, unit=look.unit)
        self._source.wall = surface
        self.wall_frames += 1
        self.wall_window.flip()

    def _paint_own(self) -> None:
        controller, look = self.controller, self.own_look
        wall = controller.look
        told = controller.desk_view(
            is_seen=self.has_one_window, wall_frame=0 if self.has_one_window else self.wall_frames
        )
        told = replace(told, wall_aspect=wall.width / wall.height)
        view = controller.facilitator_view()
        if (view, told, look) == self._shown_own:
            return
        self._shown_own = (view, told, look)
        root = facilitator_screen(view, told, look)
        self._own_root = root
        whole = self.own_window.get_surface()
        surface = whole
        if self.has_one_window:
            surface = whole.subsurface((whole.get_width() - look.width, 0, look.width, look.height))
        self._painter.paint(surface, root, theme=look.theme, unit=look.unit)
        self._own_at = self._now()
        self.own_frames += 1
        self.own_window.flip()

    # --- events ------------------------------------------------------------------------------------------------------

    def loop(self) -> None:
        """Until the windows are closed."""
        self.refresh()
        while not self.controller.wants_to_quit:
            self.handle(pygame.event.wait(self._patience()))
            while (more := pygame.event.poll()).type != pygame.NOEVENT:
                self.handle(more)
            self.tick()
            self.refresh()

    def _patience(self) -> int:
        controller = self.controller
        if controller.link is not None:
            is_lively = controller.phase in (Phase.LOBBY, Phase.VOTE) or self._is_dirty
            return QUICK if is_lively else SLOW
        return SECOND if controller.clock.runs else IDLE

    def tick(self) -> None:
        """What comes by itself: votes, phones, the next second of a clock."""
        if self.controller.tick():
            self._is_dirty = True
        second = self.controller.clock.seconds_left
        if second != self._second:
            self._second = second
            self._is_dirty = True
        if self._now() - self._own_at > IDLE / 1000:
            self._is_dirty = True  # the minutes go on

    def handle(self, event: pygame.event.Event) -> None:
        """One event, in either window: all keys are the facilitator's."""
        match event.type:
            case pygame.QUIT | pygame.WINDOWCLOSE:
                self.controller.wants_to_quit = True
                self.ends_program |= event.type == pygame.QUIT
            case pygame.WINDOWRESIZED | pygame.WINDOWSIZECHANGED | pygame.WINDOWEXPOSED | pygame.WINDOWRESTORED:
                self._shown_wall = self._shown_own = None
                self._changed()
            case pygame.KEYDOWN:
                self._key(event)
            case pygame.TEXTINPUT if self.controller.desk.is_typing and self._is_typing:
                self.controller.type(event.text)
                self._changed()
            case pygame.TEXTEDITING if self.controller.desk.is_typing:
                self.controller.compose(event.text)
                self._changed()
            case pygame.MOUSEBUTTONUP if event.button == 1:
                self._click(event)
            case _ if event.type == NEWS:
                self._shown_wall = None  # a picture has come
                self._changed()

    def _changed(self) -> None:
        self._is_dirty = self._is_urgent = True

    def _key(self, event: pygame.event.Event) -> None:
        name = pygame.key.name(event.key)
        name = KEY_NAMES.get(name, name)
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            step = TEXT_STEPS.get(name, 0)
            self._percent = 100 if name in ("0", "[0]") else max(80, min(200, self._percent + step))
            self.ends_program |= name == "q"
            self.controller.wants_to_quit |= self.ends_program
            self._changed()
            return
        if event.mod & pygame.KMOD_ALT:
            return
        if name == "f11":
            self._toggle_fullscreen()
        else:
            # The table has Latin letters, whatever the keyboard has on the same key.
            typed = event.dict.get("unicode", "")
            sign = typed if typed in (".", "+", "=") and typed else ""
            self.controller.press(sign or on_latin_keyboard(event) or name)
        self._follow_typing()
        self._changed()

    def _click(self, event: pygame.event.Event) -> None:
        window = event.dict.get("window", self.own_window)
        if self._own_root is None or window is not self.own_window:
            return
        surface = self.own_window.get_surface()
        x = event.pos[0] * surface.get_width() / max(1, self.own_window.size[0])
        y = event.pos[1] * surface.get_height() / max(1, self.own_window.size[1])
        if self.has_one_window:
            x -= surface.get_width() - self.own_look.width
        found = hit(self._own_root, (x, y))
        if found is not None and isinstance(found.action, PressKey):
            self.controller.press(found.action.key)
            self._follow_typing()
            self._changed()

    def _follow_typing(self) -> None:
        is_typing = self.controller.desk.is_typing
        if is_typing == self._is_typing:
            return
        self._is_typing = is_typing
        if is_typing:
            pygame.event.clear(pygame.TEXTINPUT)  # the key that asked is not the first letter
            pygame.key.start_text_input()
        else:
            pygame.key.stop_text_input()

    def _toggle_fullscreen(self) -> None:
        self._is_full = not self._is_full
        if self._is_full:
            self.wall_window.set_fullscreen(True)
        else:
            self.wall_window.set_windowed()
        self._shown_wall = self._shown_own = None

    def close(self) -> None:
        """Close both windows; the session is kept."""
        self.controller.close()
        self.wall_window.destroy()
        if self.own_window is not self.wall_window:
            self.own_window.destroy()
        with suppress(pygame.error):
            pygame.display.quit()
