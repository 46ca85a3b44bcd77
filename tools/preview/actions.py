"""What can be pressed in a preview and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavePlay:
    """Write the choices so far down as a plan beside the file."""


@dataclass(frozen=True, slots=True)
class OneChoiceBack:
    """To the decision that was made last."""


@dataclass(frozen=True, slots=True)
class ListScenes:
    """Show all scenes, or go back from there."""


@dataclass(frozen=True, slots=True)
class GoToScene:
    """The shortest way to a scene."""

    scene: str


@dataclass(frozen=True, slots=True)
class TurnPanel:
    """To another page of the panel."""

    to: int


PreviewAction = SavePlay | OneChoiceBack | ListScenes | GoToScene | TurnPanel
