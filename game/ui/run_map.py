"""The map of a run, drawn when a debrief asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.session.views import DebriefView
    from game.ui.element import Element, Rect
    from game.ui.theme import Look


def draw_map(debrief: DebriefView, rect: Rect, look: Look) -> Element | None:
    """The map of a run; None where it has no room for all that it says."""
    from game.core.story_map import story_map
    from game.ui.story_map import map_element

    summaries = dict(zip((choice for _, choice in debrief.path), debrief.run, strict=False))
    return map_element(story_map(debrief.scenario), debrief.path, debrief.ending_scene, summaries, rect, look)
