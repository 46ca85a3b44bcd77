"""Where things stand in a file, worked out only when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.core.diagnostic import Span
from game.scenario_yaml.keys import CHOICE, DECISION, ENDING, PERSON, SCENARIO, SCENE, Keys
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, SequenceNode


class Spans(Mapping[str, Span]):
    """
    Places by name.

    ``<key>`` of the scenario; ``scene/<id>``, ``scene/<id>/<key>``, ``scene/<id>/decision/<key>``,
    ``scene/<id>/ending/<key>``; ``choice/<id>``, ``choice/<id>/<key>``; ``fact/<id>``;
    ``cast/<id>``, ``cast/<id>/<key>``.
    """

    def __init__(self, page: Manuscript, root: Node | None) -> None:
        self._page, self._root = page, root
        self._nodes: dict[str, Node] | None = None

    def __getitem__(self, name: str) -> Span:
        return self._page.span(self._known()[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._known())

    def __len__(self) -> int:
        return len(self._known())

    def _known(self) -> dict[str, Node]:
        if self._nodes is None:
            self._nodes = dict(_places(self._root))
        return self._nodes


def _places(root: Node | None) -> Iterator[tuple[str, Node]]:
    for key, written, value in _pairs(root, SCENARIO):
        yield key, written
        for name, own in _own_pairs(value) if key in ("facts", "cast", "scenes") else ():
            kind = {"facts": "fact", "cast": "cast", "scenes": "scene"}[key]
            yield f"{kind}/{name.value}", name
            if kind == "scene":
                yield from _scene_places(f"scene/{name.value}", own)
            elif kind == "cast":
                for own_key, own_written, _ in _pairs(own, PERSON):
                    yield f"cast/{name.value}/{own_key}", own_written


def _scene_places(path: str, scene: Node) -> Iterator[tuple[str, Node]]:
    for key, written, value in _pairs(scene, SCENE):
        yield f"{path}/{key}", written
        for inner, inner_written, _ in _pairs(value, ENDING) if key == "ending" else ():
            yield f"{path}/ending/{inner}", inner_written
        for inner, inner_written, choices in _pairs(value, DECISION) if key == "decision" else ():
            yield f"{path}/decision/{inner}", inner_written
            for item in choices if inner == "choices" and isinstance(choices, SequenceNode) else ():
                yield from _choice_places(item)


def _choice_places(choice: Node) -> Iterator[tuple[str, Node]]:
    pairs = list(_pairs(choice, CHOICE))
    for key, _, value in pairs:
        if key == "id" and isinstance(value.value, str):
            yield f"choice/{value.value}", value
            for own, written, _ in pairs:
                yield f"choice/{value.value}/{own}", written


def _pairs(node: Node | None, keys: Keys) -> Iterator[tuple[str, Node, Node]]:
    for name, value in _own_pairs(node):
        if name.value in keys.known:
            yield keys.known[name.value], name, value


def _own_pairs(node: Node | None) -> Iterator[tuple[Node, Node]]:
    if isinstance(node, MappingNode):
        pairs = iter(node)
        yield from zip(pairs, pairs, strict=True)
