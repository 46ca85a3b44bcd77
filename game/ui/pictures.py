"""
Pictures as pixels: the painter asks for them by value and size.

A panel is put together once for each size and kept.  People are composed by a worker thread, because composing takes
longer than a frame may: until they are there, a panel shows its place, and `has_news` says when to paint again.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pygame

from game.core.look import Look as PersonLook
from game.ui.places import Places, Seat
from game.ui.portraits import Crop, Portrait, Portraits
from game.ui.screens.library_cards import CardPicture
from game.ui.stage import FacePicture, PanelPicture
from game.ui.surface_cache import SurfaceCache

TILE_WASHES = ((207, 227, 220), (213, 218, 245), (255, 215, 158), (251, 201, 204), (191, 228, 213), (255, 233, 176))
INK = (22, 19, 15)
# Bytes of a panel that is drawn ahead: at 4K one fills what is kept, and would push out the one on the screen.
_LARGEST_AHEAD = 10 * 2**20


def portrait_of(look: PersonLook, expression: str, crop: Crop = "bust") -> Portrait:
    """A person's drawing with the face they make now."""
    words = {
        key: value
        for key, value in (
            ("head", look.head), ("hair", look.hair), ("clothes", look.clothes), ("glasses", look.glasses),
            ("beard", look.beard),
        )
        if value
    }
    return Portrait.of({**words, "skin": look.skin}, expression, crop)


class Pictures:
    """The picture source of the window.

    Args:
        places: The folder's drawings.
        portraits: The people.
        card_folder: Where finished card pictures are kept for the next start, or None.
        is_patient: Compose at once instead of in a thread: for a screenshot, and for tests.
        on_news: Called from the thread when something that was missing is there.
    """

    def __init__(
        self,
        places: Places,
        portraits: Portraits,
        *,
        card_folder: Path | None = None,
        is_patient: bool = False,
        on_news: Callable[[], None] | None = None,
    ) -> None:
        self._places, self._portraits = places, portraits
        self._card_folder = card_folder
        self._is_patient = is_patient
        self._on_news = on_news
        # Two panels, of 1080p or of 4K: to look back at one costs less than to keep all that was ever shown.
        self._kept = SurfaceCache(16 * 2**20)
        self._wanted: set[Portrait] = set()
        self._coming: deque[Portrait] = deque()
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self.has_news = False

    def __call__(self, picture: Hashable, width: int, height: int) -> pygame.Surface | None:
        """The pixels of a picture at a size, or as much of it as is ready."""
        if isinstance(picture, PanelPicture):
            return self._keep(picture, width, height, self._people_of(picture), self._panel)
        if isinstance(picture, FacePicture):
            portrait = portrait_of(picture.look, picture.expression, "head" if picture.ground else "bust")
            return self._keep(picture, width, height, (portrait,), self._face)
        if isinstance(picture, CardPicture):
            person = portrait_of(picture.look, picture.expression) if picture.look else None
            return self._card(picture, width, height, person)
        return None

    def prepare(self, portraits: Iterable[Portrait]) -> None:
        """Compose these ahead, in this order, without making anybody wait; what was asked for before is dropped."""
        missing = [portrait for portrait in portraits if not self._portraits.is_ready(portrait)]
        if missing and self._is_patient:
            self._portraits.prepare(missing)
        elif missing:
            with self._lock:
                self._coming = deque(missing)
                self._work()

    @property
    def is_composing(self) -> bool:
        """Whether people are being composed now."""
        worker = self._worker
        return worker is not None and worker.is_alive()

    def draw_ahead(self, picture: Hashable, width: int, height: int) -> Iterator[None]:
        """Draw what a panel is made of, so that it is put together at once when it is asked for.

        Yields after each piece (up to about 25 ms at 1080p), for the caller to look whether somebody wants something.
        """
        if not isinstance(picture, PanelPicture) or width * height * 4 > _LARGEST_AHEAD:
            return
        for layer in ("back", "front"):
            if self._places.draw_if_ready(picture.place, width, height, layer) is None:
                self._places.draw(picture.place, width, height, layer)
                yield
        is_tiled = self._places.layout(picture.place) == "tiles"
        seats = self._places.seats(picture.place, len(picture.people), width, height)
        for seat, person in zip(seats, picture.people, strict=False):
            portrait = portrait_of(person.look, person.expression, seat.crop)
            if self._portraits.is_ready(portrait):
                self._seated(seat, portrait, is_tiled)
                yield

    # --- kinds of picture ------------------------------------------------------------------------------------------

    def _keep(
        self,
        picture: Hashable,
        width: int,
        height: int,
        people: tuple[Portrait, ...],
        draw: Callable[..., pygame.Surface],
    ) -> pygame.Surface:
        is_whole = self._have(people)
        key = (picture, width, height, is_whole)
        return self._kept.get_or_draw(key, lambda: draw(picture, width, height, is_whole))

    def _have(self, people: tuple[Portrait, ...]) -> bool:
        missing = [portrait for portrait in people if not self._portraits.is_ready(portrait)]
        if not missing:
            return True
        if self._is_patient:
            self._portraits.prepare(missing)
            return True
        self._ask_for(missing)
        return False

    def _people_of(self, picture: PanelPicture) -> tuple[Portrait, ...]:
        return tuple(portrait_of(person.look, person.expression) for person in picture.people)

    def _panel(self, picture: PanelPicture, width: int, height: int, is_whole: bool) -> pygame.Surface:
        panel = pygame.Surface((width, height))
        panel.blit(self._places.draw(picture.place, width, height, "back"), (0, 0))
        seats = self._places.seats(picture.place, len(picture.people), width, height)
        is_tiled = self._places.layout(picture.place) == "tiles"
        people = list(zip(seats, picture.people, range(len(seats)), strict=False))
        for seat, person, number in sorted(people, key=lambda one: -one[0].row):
            if is_tiled:
                self._tile(panel, seat, number)
            if is_whole:
                self._person(panel, seat, portrait_of(person.look, person.expression, seat.crop), is_tiled)
        panel.blit(self._places.draw(picture.place, width, height, "front"), (0, 0))
        if picture.has_faces and is_whole and self._places.layout(picture.place) == "chat":
            self._writers(panel, picture)
        return panel

    def _writers(self, panel: pygame.Surface, picture: PanelPicture) -> None:
        """Who writes in a chat, as the pictures beside their messages: the window would be empty without them."""
        area = self._places.area(picture.place, panel.get_width(), panel.get_height())
        count = len(picture.people)
        if not count:
            return
        across = 1 if count == 1 else 2
        rows = -(-count // across)
        size = max(1, min(area.width // across, area.height // rows) * 9 // 10)
        top = area.y + (area.height - rows * size) // 2
        for number, person in enumerate(picture.people):
            row, column = divmod(number, across)
            in_row = min(across, count - row * across)
            left = area.x + (area.width - in_row * size) // 2 + column * size
            wash = TILE_WASHES[number % len(TILE_WASHES)]
            inner = size * 9 // 10
            face = self._face(FacePicture(person.look, person.expression, ground=wash), inner, inner, True)
            panel.blit(face, (left + (size - inner) // 2, top + row * size + (size - inner) // 2))

    def _tile(self, panel: pygame.Surface, seat: Seat, number: int) -> None:
        rect = pygame.Rect(seat.x, seat.y, seat.width, seat.height)
        panel.fill(TILE_WASHES[number % len(TILE_WASHES)], rect)

    def _person(self, panel: pygame.Surface, seat: Seat, portrait: Portrait, is_tiled: bool) -> None:
        drawn = self._seated(seat, portrait, is_tiled)
        if not is_tiled:
            panel.blit(drawn, (seat.x, seat.y))
            return
        size = drawn.get_width()
        tile = pygame.Rect(seat.x, seat.y, seat.width, seat.height)
        before = panel.get_clip()
        panel.set_clip(tile)
        panel.blit(drawn, (seat.x + (seat.width - size) // 2, seat.y + seat.height - size))
        panel.set_clip(before)
        pygame.draw.rect(panel, INK, tile, max(2, panel.get_width() // 420))

    def _seated(self, seat: Seat, portrait: Portrait, is_tiled: bool) -> pygame.Surface:
        if not is_tiled:
            return self._portraits.surface(portrait, seat.width, seat.height, mirrored=seat.mirrored)
        size = min(seat.width, round(seat.height * 0.94))
        return self._portraits.surface(replace(portrait, crop="bust"), size, size, mirrored=seat.mirrored)

    def _face(self, picture: FacePicture, width: int, height: int, is_whole: bool) -> pygame.Surface:
        face = pygame.Surface((width, height), pygame.SRCALPHA)
        if picture.ground:
            radius = min(width, height) / 2
            big = pygame.Surface((width * 3, height * 3), pygame.SRCALPHA)
            big.fill((*picture.ground, 0))  # or the edge darkens where it is scaled down
            pygame.draw.circle(big, picture.ground, (width * 1.5, height * 1.5), radius * 3)
            face.blit(pygame.transform.smoothscale(big, (width, height)), (0, 0))
        if is_whole:
            portrait = portrait_of(picture.look, picture.expression, "head" if picture.ground else "bust")
            drawn = self._portraits.surface(portrait, width, height, mirrored=picture.is_mirrored)
            face.blit(drawn, (0, 0))
        return face

    def _card(self, picture: CardPicture, width: int, height: int, portrait: Portrait | None) -> pygame.Surface:
        key = (picture, width, height, True)
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        file = self._card_file(picture, width, height)
        if file is not None and file.is_file():
            try:
                drawn = pygame.image.load(file)
                if drawn.get_size() == (width, height):
                    return self._kept.get_or_draw(key, lambda: drawn)
            except (pygame.error, OSError):
                pass  # a broken file is drawn again and replaced
        is_whole = self._have((portrait,) if portrait else ())
        drawn = self._kept.get_or_draw(
            (picture, width, height, is_whole), lambda: self._draw_card(picture, width, height, portrait, is_whole)
        )
        if is_whole and file is not None:
            self._save_card(file, drawn)
        return drawn

    def _draw_card(
        self, picture: CardPicture, width: int, height: int, portrait: Portrait | None, is_whole: bool
    ) -> pygame.Surface:
        card = pygame.Surface((width, height))
        # The place is drawn larger than the card and its upper half shown: walls, not tables.
        tall = round(height * 1.45)
        card.blit(self._places.draw(picture.place, width, tall, "back"), (0, height - tall + round(height * 0.2)))
        if is_whole and portrait:
            size = round(height * 1.02)
            card.blit(self._portraits.surface(portrait, size, size), (round(width * 0.08), height - size))
        return card

    def _card_file(self, picture: CardPicture, width: int, height: int) -> Path | None:
        if self._card_folder is None:
            return None
        import hashlib

        told = f"{CARD_FORMAT}/{picture!r}/{width}x{height}"
        return self._card_folder / f"card-{hashlib.sha256(told.encode()).hexdigest()[:24]}.bmp"

    def _save_card(self, file: Path, drawn: pygame.Surface) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(".new.bmp")
            pygame.image.save(drawn, unfinished)
            unfinished.replace(file)
        except (pygame.error, OSError):
            self._card_folder = None  # an unwritable cache costs speed and nothing else

    # --- the worker --------------------------------------------------------------------------------------------------

    def _ask_for(self, portraits: Iterable[Portrait]) -> None:
        with self._lock:
            self._wanted.update(portraits)
            self._work()

    def _work(self) -> None:
        if self._worker is None or not self._worker.is_alive():
            self._worker = threading.Thread(target=self._compose, daemon=True, name="portraits")
            self._worker.start()

    def _compose(self) -> None:
        while True:
            with self._lock:
                wanted, self._wanted = self._wanted, set()
                # What is on the screen goes first, so what is to come is composed one by one.
                coming = self._coming.popleft() if self._coming and not wanted else None
                if not wanted and coming is None:
                    self._worker = None
                    return
            if coming is not None:
                self._portraits.prepare((coming,))
                continue
            self._portraits.prepare(wanted)
            self.has_news = True
            if self._on_news:
                self._on_news()


CARD_FORMAT = 1  # raise it when what a card shows for the same value changes
