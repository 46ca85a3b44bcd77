"""How a person is drawn.  A module of its own: the list of scenarios needs it and nothing else of a scenario."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How a person is drawn, in the project's own names (``assets/looks.yaml``).  Empty: a plain default."""

    head: str = ""
    skin: int = 3  # 1 lightest to 5 darkest
    hair: str = ""
    clothes: str = ""
    glasses: str = ""
    beard: str = ""


PLAIN = Look()
