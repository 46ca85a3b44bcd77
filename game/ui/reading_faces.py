"""Which faces a screen is set in: ones that have every letter of its words, so that no name is mangled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from game.ui.theme import Look

if TYPE_CHECKING:
    from game.core.scenario import Scenario
    from game.ui.controller import Controller


class ReadingFaces:
    """Remembers the faces of each scenario, and of the library."""

    def __init__(self) -> None:
        self._looks: dict[str, Look] = {}

    def fitted(self, look: Look, controller: Controller) -> Look:
        """The same look in the faces for what is shown now."""
        play = controller.play
        key = f"scenario {play.scenario.content_hash or play.scenario.id}" if play else "library"
        if key not in self._looks:
            words = words_of(play.scenario) if play else controller.words_of_library()
            self._looks[key] = look.for_texts(words)
        return replace(look, face=self._looks[key].face, titles=self._looks[key].titles)


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
