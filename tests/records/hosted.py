"""
A facilitator's whole program, with both windows and the voting server, led by lines on its standard input:
``python -m tests.records.hosted SCENARIO INVENTED``.

A line is a key, as `pygame.key.name` names it, ``text …`` for what is typed, or nothing, to wait for what comes by
itself.  After each, it prints where the room is, as one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress

import pygame

from game import startup
from game.hosting import Hosting, VotesBy
from game.room_opening import open_room
from game.ui import room_controller, room_window

GLANCE = 0.02  # seconds


def loop(window: room_window.RoomWindow) -> None:
    """Keys as they are read, in place of those of a keyboard."""
    tell(window)
    for line in sys.stdin:
        follow(window, line.rstrip("\n"))
        for _ in range(5):
            for event in pygame.event.get():
                window.handle(event)
            window.tick()
            window.refresh()
            time.sleep(GLANCE)
        tell(window)
        if window.controller.wants_to_quit:
            break


def follow(window: room_window.RoomWindow, line: str) -> None:
    if line.startswith("text "):
        window.handle(pygame.event.Event(pygame.TEXTINPUT, text=line[5:]))
    elif line:
        key = pygame.key.key_code(line)
        window.handle(pygame.event.Event(pygame.KEYDOWN, key=key, mod=0, unicode="", scancode=0))


def tell(window: room_window.RoomWindow) -> None:
    controller = window.controller
    view, desk = controller.facilitator_view(), controller.desk_view()
    room = controller.play.session.position.room
    told = {
        "phase": controller.phase.value,
        "ballot": room.ballot.number if room and room.ballot else 0,
        "options": [option.id for option in getattr(controller.wall_view().screen, "options", ())],
        "voted": view.voted,
        "joined": view.joined,
        "port": controller.join.address.rpartition(":")[2] if controller.join else "",
        "message": desk.desk.message,
        "told": list(desk.told),
    }
    with suppress(BrokenPipeError):
        print(json.dumps(told), flush=True)


def main(scenario: str, invented: str) -> None:
    """Lead it; with 0 invented voters real phones vote."""
    room_controller.SAME_PRESS = 0.0  # these keys do not bounce
    room_window.RoomWindow.loop = loop  # type: ignore[method-assign]
    open_room(startup.make_application(seed=3), scenario, Hosting(votes=VotesBy.BOTH, invented=int(invented)))


if __name__ == "__main__":
    main(*sys.argv[1:])
