"""A tour of a session of a group: everything that its wall and its facilitator can come to see."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from game.core.playthrough import offers
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import RoomRules
from game.session.room_view import facilitator_view, wall_view
from game.session.room_views import FacilitatorView, WallView
from game.session.room_words import PARTS
from game.session.session import Session
from game.session.views import ScriptView
from game.ui.element import Element
from game.ui.screens.room.canvas import Join, WallExtras, wall_look
from game.ui.screens.room.story import lines_on_wall, next_line
from game.ui.screens.room.wall import wall_page
from game.ui.theme import Look
from tests.ui.tours import PLACES, paths, scenario_named

JOIN = Join("http://192.168.100.124:48765/#Zm9vYmFyYmF6cXV4MTIzNA", "192.168.100.124:48765", "K7QM4T")
WITH_PHONES = WallExtras(join=JOIN)
MOST_PAGES = 30


@dataclass(frozen=True)
class Told:
    """One moment, as the wall and as the facilitator may see it."""

    wall: WallView
    facilitator: FacilitatorView


@cache
def room_tour(name: str) -> tuple[Told, ...]:
    """Every different screen of a scenario, from sessions that between them make every choice."""
    seen: dict[object, Told] = {}
    for number, choices in enumerate(paths(scenario_named(name))):
        for told in play(name, choices, voters=(23, 3, 140)[number % 3], seed=number):
            seen.setdefault((told.wall.phase, repr(told.wall.screen)), told)
    return tuple(seen.values())


def play(name: str, choices: tuple[str, ...], *, voters: int, seed: int = 0) -> Iterator[Told]:
    """One session to its end: two votes on each decision, the why of each, all that can be looked at."""
    session = Session(scenario_named(name), seed=seed, room=RoomRules())
    chance, left = random.Random(seed), list(choices)

    def now() -> Told:
        return Told(wall_view(session, joined=voters), facilitator_view(session, joined=voters, minutes_used=12))

    yield now()
    session.handle(m.Begin())
    while session.phase is not Phase.CLOSED:
        yield now()
        match session.phase:
            case Phase.SCENE | Phase.CONSEQUENCE:
                lines = getattr(wall_view(session).screen, "lines", ())
                if lines and getattr(wall_view(session).screen, "line", 0) < len(lines):
                    session.handle(m.Continue(len(lines)))
                    yield now()
                if session.phase is Phase.CONSEQUENCE:
                    session.handle(m.AskWhy())
                    yield now()
                session.handle(m.GoOn())
            case Phase.THINK:
                for at in range(9):
                    if isinstance(session.handle(m.LookCloser(at))[0], m.Refused):
                        break
                    yield now()
                session.handle(m.LookUp())
                yield from _votes(session, chance, voters, now)
                open_now = [each.choice.id for each in offers(session.position.play) if each.is_open]
                session.handle(m.Adopt(left.pop(0) if left else open_now[0]))
            case Phase.DEBRIEF:
                for part in range(len(PARTS)):
                    session.handle(m.ShowPart(part))
                    yield now()
                    session.handle(m.Agree("Whoever is cut off gets the floor back before anybody goes on.", "12 May"))
                yield now()
                session.handle(m.Close())
            case _:
                session.handle(m.GoOn())
    yield now()


def _votes(session: Session, chance: random.Random, voters: int, now: object) -> Iterator[Told]:
    assert callable(now)
    for number in range(2):
        session.handle(m.OpenVote())
        yield now()
        ballot = session.position.room.ballot
        weights = [chance.random() for _ in ballot.options]
        options = chance.choices(ballot.options, weights, k=voters)
        session.handle(m.CastVote(ballot.number, tuple((f"seat-{n}", each) for n, each in enumerate(options))))
        if number:
            session.handle(m.TypeHands(ballot.options[0], 4))
        session.handle(m.CloseVote())
        yield now()
        session.handle(m.Reveal())
        yield now()
        if not number:
            session.handle(m.Talk())
            yield now()


def wall_pages(view: WallView, look: Look, extras: WallExtras = WITH_PHONES) -> Iterator[Element]:
    """All that a wall shows of a view, as the facilitator's main key leads through it."""
    views = [view]
    if isinstance(view.screen, ScriptView) and view.screen.lines:
        views, line = [], 1
        while line is not None:
            shown = lines_on_wall(replace(view.screen, line=line), wall_look(look), PLACES)
            script = replace(view.screen, line=shown)
            views.append(replace(view, screen=script))
            line = next_line(script, wall_look(look), PLACES)
    for each in views:
        page = wall_page(each, look, PLACES, extras)
        assert page.count < MOST_PAGES, f"the pages of {view.phase} never end"
        yield page.root
        for number in range(1, page.count):
            yield wall_page(each, look, PLACES, replace(extras, page=number)).root
