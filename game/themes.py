"""What a scenario can be about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of ``themes.yaml``.

    Attributes:
        id: What scenarios write.
        name: A few words for a list.
        says: One sentence in the second person.
        heading: Where it comes from.
    """

    id: str
    name: str
    says: str
    heading: tuple[str, ...] = ()
