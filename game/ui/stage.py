"""What a screen has to know about pictures to put words around them, without drawing any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from game.core.look import Look as PersonLook

if TYPE_CHECKING:
    from game.session.views import PanelView


class SeatLike(Protocol):
    """Where one person is drawn, in pixels of the panel."""

    @property
    def x(self) -> int: ...
    @property
    def y(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def row(self) -> int: ...
    @property
    def face(self) -> AreaLike: ...  # what must stay free
    @property
    def mouth(self) -> tuple[int, int]: ...  # where a bubble's tail points to


class AreaLike(Protocol):
    """A part of a panel, in its pixels."""

    @property
    def x(self) -> int: ...
    @property
    def y(self) -> int: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...


class Stage(Protocol):
    """The places: how people appear in each, and where.  It may be the key of a cache, by identity."""

    def __hash__(self) -> int: ...

    def layout(self, place: str, /) -> str:
        """``row``, ``tiles`` or ``chat``."""

    def seats(self, place: str, count: int, width: int, height: int, /) -> Sequence[SeatLike]:
        """Where people are, left to right; none in a chat."""

    def area(self, place: str, width: int, height: int, /) -> AreaLike:
        """Where people, tiles or messages are."""


@dataclass(frozen=True, slots=True)
class PanelPerson:
    """Somebody in a picture, with the face they make."""

    look: PersonLook
    expression: str


@dataclass(frozen=True, slots=True)
class PanelPicture:
    """A whole picture: the place, and the people in it, left to right."""

    place: str
    people: tuple[PanelPerson, ...]
    has_faces: bool = False  # in a chat: who writes, where no messages stand over the picture


@dataclass(frozen=True, slots=True)
class FacePicture:
    """One person alone, on no ground."""

    look: PersonLook
    expression: str = ""
    is_mirrored: bool = False
    ground: tuple[int, int, int] | None = None  # a disc of this colour behind the head


def picture_of(panel: PanelView, *, has_faces: bool = False) -> PanelPicture:
    """The picture of a panel."""
    people = tuple(PanelPerson(person.look, person.expression) for person in panel.people)
    return PanelPicture(panel.place, people, has_faces)


def described(panel: PanelView, place_name: str = "") -> str:
    """The picture in words, for those who do not see it."""
    place = place_name or panel.place.replace("-", " ") or "a plain room"
    if not panel.people:
        return f"Picture: {place}."
    faces = [f"{person.name}, {person.expression.replace('-', ' ')}" if person.expression else person.name
             for person in panel.people]
    return f"Picture: {place}. {'; '.join(faces)}."
