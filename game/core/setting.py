"""How people meet and where the player sits: all that a list of scenarios has to know of the story's world."""

from __future__ import annotations

from enum import StrEnum


class Seat(StrEnum):
    """Where the player sits, by job and never by identity."""

    PEER = "peer"
    MANAGER = "manager"
    JUNIOR = "junior"
    PANEL = "panel"
    CLIENT_FACING = "client-facing"
    OWN_MISTAKE = "own-mistake"


class Mode(StrEnum):
    """How the people meet."""

    IN_PERSON = "in-person"
    VIDEO = "video"
    CHAT = "chat"
    HYBRID = "hybrid"
