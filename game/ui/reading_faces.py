"""Which reading face a screen is set in: one that has every letter of its words, so that no name is mangled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.ui.text import Face, Measure, reading_face

if TYPE_CHECKING:
    from game.core.scenario import Scenario
    from game.ui.controller import Controller


class ReadingFaces:
    """Remembers the face of each scenario, and of the library."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._faces: dict[str, Face] = {}

    def face(self, controller: Controller) -> Face:
        """The face for what is shown now."""
        if controller.play is None:
            return self._of_library(controller)
        scenario = controller.play.scenario
        key = f"scenario {scenario.content_hash or scenario.id}"
        if key not in self._faces:
            self._faces[key] = reading_face(words_of(scenario), self._measure)
        return self._faces[key]

    def _of_library(self, controller: Controller) -> Face:
        if "library" not in self._faces:
            cards = controller.application.library_view().cards
            words = [f"{card.card.title} {card.card.summary} {card.card.setting}" for card in cards]
            self._faces["library"] = reading_face(words, self._measure)
        return self._faces["library"]


def words_of(scenario: Scenario) -> Iterator[str]:
    """Every text of a scenario that a player may see."""
    from game.core.scenario import Decision, Ending

    yield from (scenario.title, scenario.summary, scenario.role, scenario.power, scenario.content_note)
    yield from scenario.if_then_lines
    for person in scenario.cast.values():
        yield from (person.name, person.role, person.say_it)
    for scene in scenario.scenes.values():
        yield from (line.words for line in scene.script)
        yield from (f"{glance.at} {glance.shows}" for glance in scene.look_closer)
        if isinstance(scene.exit, Decision):
            yield from (scene.exit.ask, scene.exit.reflect)
            for choice in scene.exit.choices:
                yield from (choice.do, choice.commentary, choice.line, choice.tradeoff, choice.summary)
                yield from (line.words for line in choice.consequence)
        elif isinstance(scene.exit, Ending):
            yield from (scene.exit.title, scene.exit.closing_says, scene.exit.reflect)
