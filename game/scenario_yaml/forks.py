"""Where to go next: a scene's id, or a list of ways with conditions of which the last has none."""

from __future__ import annotations

from game.core.expression import ALWAYS
from game.core.scenario import Branch, Fork
from game.scenario_yaml.entries import fields, is_empty
from game.scenario_yaml.keys import BRANCH
from game.scenario_yaml.lexicon import Lexicon
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from game.scenario_yaml.values import scalar


def fork(page: Manuscript, names: Lexicon, node: Node) -> Fork:
    """Read a `next`.  An empty fork means that a fault was reported."""
    if not isinstance(node, (MappingNode, SequenceNode)):
        if node.value in names.scenes:
            return (Branch(node.value),)
        _unknown_scene(page, names, node)
        return ()
    if isinstance(node, MappingNode):
        page.is_story_clear = False
        page.say(
            "UP208", node, "“next” is a scene's id, or a list of ways on.", "Begin each way on a new line with “- ”."
        )
        return ()
    branches: list[Branch] = []
    last = len(node) - 1
    for place, item in enumerate(node):
        branch = _branch(page, names, item, is_last=place == last)
        if branch is not None:
            branches.append(branch)
    if not node:
        page.is_story_clear = False
        page.say("UP406", node, "“next” is an empty list.", "Name a scene.")
    return tuple(branches)


def _branch(page: Manuscript, names: Lexicon, node: Node, *, is_last: bool) -> Branch | None:
    found = fields(page, node, BRANCH)
    if found is None or "go" not in found:
        page.is_story_clear = False
        return None
    go = scalar(page, found["go"], "go")
    condition = scalar(page, found["if"], "if") if "if" in found else None
    when = ALWAYS if condition is None else names.condition(condition, condition.value)
    if is_last and "if" in found:
        if not page.touches_blank(node):
            page.say(
                "UP406",
                found["if"],
                "The last way on has a condition, so there may be no way on at all.",
                "Take its “if” out, or add a last way without one.",
            )
        page.is_story_clear = False
    elif not is_last and "if" not in found:
        page.say(
            "UP407",
            node,
            "This way on has no condition, so the ones below it are never taken.",
            "Add an “if” to it, or move it to the end.",
        )
    if go is None or go.value not in names.scenes:
        if go is not None:
            _unknown_scene(page, names, go)
        return None
    return Branch(go.value, when)


def _unknown_scene(page: Manuscript, names: Lexicon, node: ScalarNode) -> None:
    page.is_story_clear = False
    if is_empty(node):
        if not page.touches_blank(node):
            page.say("UP204", node, "No scene is named here.", "Write the id of a scene.")
        return
    page.say_name(
        "UP301",
        node,
        f"There is no scene called “{node.value[:60]}”.",
        node.value,
        names.scenes,
        "Add the scene, or use the id of one that is there.",
    )
