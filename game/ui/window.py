"""
The window: events in, pixels out.

It waits for something to happen and paints only when what is shown has changed or a page is turning, so a projector
that is left on for an hour costs nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.assets import assets_folder
from game.ui import theme as themes
from game.ui.controller import Controller
from game.ui.decision_timer import DecisionTimer
from game.ui.display import NEWS, copy, on_latin_keyboard, open_display, open_window, wake
from game.ui.draw_ahead import DrawAhead
from game.ui.element import Element, find, hit
from game.ui.fonts import PygameMeasure
from game.ui.import_ahead import import_ahead
from game.ui.input import ARROWS, CONFIRM, focus_towards, next_focus, pressed
from game.ui.page_turn import is_forward, place_of, turn_page
from game.ui.paint import Painter
from game.ui.pictures import Pictures
from game.ui.places import Places
from game.ui.pointer import Pointer, under
from game.ui.portraits import Portraits
from game.ui.reading_faces import ReadingFaces
from game.ui.run_map import draw_map
from game.ui.theme import Look

if TYPE_CHECKING:
    from game.application import Application
    from game.core.playthrough import Playthrough
    from game.ui.screens.debrief import DrawMap
    from game.ui.stage import Stage

    MakeController = Callable[[Application, Stage, DrawMap, Callable[[str], bool]], Controller]

SIZE = (1280, 720)
THEMES = {"paper": themes.PAPER, "dark": themes.DARK, "high-contrast": themes.HIGH_CONTRAST}
TEXT_STEPS = {"=": 10, "+": 10, "[+]": 10, "-": -10, "[-]": -10}
KEY_NAMES = {"enter": "return", "[enter]": "return"}
_COMPOSING = 30  # ms to wait for the thread that composes people, before looking again


class NoDisplayError(RuntimeError):
    """No window can be opened here."""


class Window:
    """One window and what is in it.

    Args:
        application: Settings, records, library.
        size: In pixels.
        fullscreen: Fill the screen.
        make_controller: What decides what is shown.
    """

    def __init__(
        self,
        application: Application,
        size: tuple[int, int],
        *,
        fullscreen: bool = False,
        make_controller: MakeController = Controller,
    ) -> None:
        open_display()
        self._window = open_window(size)
        self._surface = self._window.get_surface()
        if fullscreen:
            self._window.set_fullscreen(True)
        self._measure = PygameMeasure()
        places = Places(assets_folder() / "places")
        cache: Path | None = application.folders.cache
        self._pictures = Pictures(
            places,
            Portraits(cache / "portraits" if cache else None),
            card_folder=cache / "cards" if cache else None,
            on_news=wake,
        )
        self._painter = Painter(self._measure, self._pictures)
        self.controller = make_controller(application, places, draw_map, copy)
        self._root: Element | None = None
        self._pointer = Pointer()
        self._prepared: Playthrough | None = None
        self._timer = DecisionTimer()
        self._frames = 0
        self._is_dirty = True
        self._sound: object | None = None
        self._faces = ReadingFaces()
        self._ahead = DrawAhead(self.controller, self._pictures)

    @property
    def frames(self) -> int:
        """How many frames have been painted."""
        return self._frames

    @property
    def look(self) -> Look:
        """The size of this window, and how the player likes to read."""
        settings = self.controller.application.settings
        plain = Look(
            self._surface.get_width(),
            self._surface.get_height(),
            settings.text_percent / 100,
            THEMES.get(settings.theme, themes.PAPER),
            self._measure,
            settings.reduce_motion,
        )
        return self._faces.fitted(plain, self.controller)

    def open_scenario(self, scenario: str, *, is_fresh: bool = False) -> None:
        """Begin with a scenario instead of the library."""
        self.controller.open_scenario(scenario, self.look, is_fresh=is_fresh)
        self._is_dirty = True

    def close(self) -> None:
        """Close the window; the play is kept."""
        self.controller.close_play()
        self._window.destroy()
        pygame.display.quit()

    # --- painting ----------------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Paint what is there now, and show it."""
        self._draw()
        self._window.flip()
        self._frames += 1
        self._prepare_faces()
        self._ahead.begin(self._root, self.look)

    def _draw(self) -> None:
        look = self.look
        self._root = self.controller.tree(look)
        self._title()
        focus = self.controller.interface.focus
        self._painter.paint(self._surface, self._root, theme=look.theme, focus_key=focus, unit=look.unit)
        self._is_dirty = False

    def work_ahead(self) -> bool:
        """Do a piece of what may be asked for next; False where there is nothing to do now."""
        return self._ahead.work()

    def _prepare_faces(self) -> None:
        """Have the people composed who may come next: after painting, so that those on the screen go first."""
        play = self.controller.play
        moment = play.session.position.moment if play is not None else None
        if moment is not None and moment is not self._prepared:
            from game.ui.coming_faces import coming_faces

            self._pictures.prepare(coming_faces(moment))
        self._prepared = moment

    def _title(self) -> None:
        title = "Paused" if self.controller.interface.overlay == "neutral" else self.controller.title
        if self._window.title != title:
            self._window.title = title

    # --- events ------------------------------------------------------------------------------------------------------

    def loop(self) -> int:
        """Until the window is closed."""
        if self._is_dirty:
            self.paint()
        gc.freeze()  # what is there now stays; looking through it again and again would hold up frames
        gc.enable()
        import_ahead()
        while not self.controller.wants_to_quit:
            if self._is_dirty:
                self.paint()
            if self._timer.follow(self.controller, self.look):
                self.paint()
            self.handle(self._next_event())
            # One by one: starting to type looks at what is still waiting (see `_type_what_waits`).
            while (more := pygame.event.poll()).type != pygame.NOEVENT:
                self.handle(more)
            if self._timer.tick(self.controller, self.look):
                self._is_dirty = True
        return 0

    def _next_event(self) -> pygame.event.Event:
        """What somebody does next; while they read, what may come is drawn."""
        timeout = self._timer.until_next_second()
        while self._ahead.is_under_way and not timeout:
            event = pygame.event.poll() if self._ahead.work() else pygame.event.wait(_COMPOSING)
            if event.type != pygame.NOEVENT:
                return event
        return pygame.event.wait(timeout) if timeout else pygame.event.wait()

    def handle(self, event: pygame.event.Event) -> None:
        """One event."""
        match event.type:
            case pygame.QUIT | pygame.WINDOWCLOSE:
                self.controller.wants_to_quit = True
            case pygame.WINDOWRESIZED | pygame.WINDOWSIZECHANGED | pygame.WINDOWEXPOSED | pygame.WINDOWRESTORED:
                self._surface = self._window.get_surface()
                self._is_dirty = True
            case pygame.KEYDOWN:
                self._key(event)
            case pygame.TEXTINPUT:
                if self.controller.interface.editing:
                    self._change(lambda: self.controller.type(event.text))
            case pygame.TEXTEDITING:
                if self.controller.interface.editing:
                    self._change(lambda: self.controller.compose(event.text))
            case pygame.MOUSEBUTTONDOWN if event.button == 1:
                self._pointer.goes_down(self._under(event.pos))
            case pygame.MOUSEBUTTONUP if event.button == 1:
                found = self._under(event.pos)
                if self._pointer.comes_up(found) and found is not None:
                    self._press(found, hit(self._tree(), self._at(event.pos)) is None)
            case pygame.MOUSEMOTION if not self._is_dirty:
                self._pointer.rests_on(self._under(event.pos) is not None)
            case pygame.MOUSEWHEEL:
                self._wheel(event.y)
            case _ if event.type == NEWS:
                self._is_dirty = True

    def _at(self, point: tuple[int, int]) -> tuple[float, float]:
        # On a display with more pixels than points, the pointer speaks in points.
        across = self._surface.get_width() / max(1, self._window.size[0])
        down = self._surface.get_height() / max(1, self._window.size[1])
        return point[0] * across, point[1] * down

    def _under(self, point: tuple[int, int]) -> Element | None:
        return under(self._tree(), self._at(point), self.controller)

    def _press(self, element: Element, is_picture: bool) -> None:
        if self._pointer.is_second_click(is_picture):
            return
        before = place_of(self.controller)
        self._do(element)
        if place_of(self.controller) != before:
            self._pointer.brought_another_screen(is_picture)

    def _tree(self) -> Element:
        if self._root is None or self._is_dirty:
            self._root = self.controller.tree(self.look)
        return self._root

    def _key(self, event: pygame.event.Event) -> None:
        name = pygame.key.name(event.key)
        name = KEY_NAMES.get(name, name)
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            self._with_control(name)
            return
        if name in ("f11",) or (name == "return" and event.mod & pygame.KMOD_ALT):
            self._toggle_fullscreen()
            return
        if event.mod & pygame.KMOD_ALT:
            return
        if self.controller.interface.editing and name != "escape":
            self._edit_key(name)
            return
        if name == "tab":
            step = -1 if event.mod & pygame.KMOD_SHIFT else 1
            self._focus(next_focus(self._tree(), self.controller.interface.focus, step))
            return
        focus = self.controller.interface.focus
        if name == "space" and self.controller.interface.overlay == "group":
            focus = ""  # Enter chooses here, and Space goes on wherever the focus is
        element = pressed(self._tree(), focus, name) or pressed(self._tree(), focus, on_latin_keyboard(event))
        if element is not None:
            self._do(element)
        elif name in ARROWS:
            self._focus(focus_towards(self._tree(), self.controller.interface.focus, name))

    def _edit_key(self, name: str) -> None:
        if name == "backspace":
            self._change(self.controller.erase)
        elif name in CONFIRM - {"space"} or name == "tab":
            self._change(self.controller.stop_typing)
            self._window_stops_typing()

    def _with_control(self, name: str) -> None:
        settings = self.controller.application.settings
        percent = settings.text_percent + TEXT_STEPS.get(name, 0)
        if name in ("0", "[0]"):
            percent = 100
        percent = max(80, min(200, percent))
        if percent != settings.text_percent:
            self._change(lambda: self.controller.application.change_settings(text_percent=percent))
        elif name == "q":
            self.controller.wants_to_quit = True

    def _toggle_fullscreen(self) -> None:
        application = self.controller.application
        application.change_settings(fullscreen=not application.settings.fullscreen)
        self._apply_fullscreen()
        self._is_dirty = True

    def _apply_fullscreen(self) -> None:
        if self.controller.application.settings.fullscreen:
            self._window.set_fullscreen(True)
        else:
            self._window.set_windowed()
        self._surface = self._window.get_surface()

    def _wheel(self, by: int) -> None:
        element = pressed(self._tree(), "", "page down" if by < 0 else "page up")
        # A wheel may turn pages; it must not go on in the story.
        if element is not None and element.key in ("page-next", "page-back"):
            self._do(element)

    def _focus(self, key: str) -> None:
        if key != self.controller.interface.focus:
            self.controller.focus(key)
            self._is_dirty = True

    def _do(self, element: Element) -> None:
        if element.action is None:
            return
        before_view, before_place = self.controller.view, place_of(self.controller)
        before_settings = self.controller.application.settings
        self.controller.do(element.action, self.look)
        settings = self.controller.application.settings
        if settings.fullscreen != before_settings.fullscreen:
            self._apply_fullscreen()
        if self.controller.interface.editing:
            self._type_what_waits()
            pygame.key.start_text_input()
            pygame.key.set_text_input_rect(pygame.Rect(element.rect.x, element.rect.bottom, element.rect.width, 8))
        else:
            self._window_stops_typing()
        self._is_dirty = True
        place = place_of(self.controller)
        if self.controller.wants_to_quit:
            return
        if settings.sound and place != before_place:
            self._play_sound()
        if place == before_place:
            # The same screen: keep the focus where it was, so that a key can be pressed again.
            if find(self._tree(), element.key):
                self.controller.focus(element.key if self.controller.interface.focus or element.key == "" else "")
            return
        is_turned = before_view is not None and self.controller.view is not None
        is_covered = self.controller.interface.overlay or "neutral" in before_place
        if is_turned and not is_covered and not settings.reduce_motion and self.controller.has_page_turns:
            before = self._surface.copy()
            self._draw()
            self._prepare_faces()
            self._frames += turn_page(self._window, self._surface, before, is_forward=is_forward(before_place, place))
            self._ahead.begin(self._root, self.look)

    def _change(self, change: object) -> None:
        assert callable(change)
        change()
        self._is_dirty = True

    def _type_what_waits(self) -> None:
        """Letters that came before the field was open, from somebody who types on: no text was made of them."""
        for event in pygame.event.get(pygame.KEYDOWN, pump=False):
            if event.unicode.isprintable():
                self.controller.type(event.unicode)

    def _window_stops_typing(self) -> None:
        pygame.key.stop_text_input()

    def _play_sound(self) -> None:
        from game.ui.sound import Sound

        if not isinstance(self._sound, Sound):
            self._sound = Sound()
        self._sound.page()
