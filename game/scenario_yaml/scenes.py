"""Scenes: what is shown, who is there, and the one way on."""

from __future__ import annotations

from typing import NamedTuple

from game.core.scenario import YOU, Decision, Ending, Fork, Glance, Scene, Valence
from game.scenario_yaml.decisions import choice_ids, decision, harm, is_id, say_letters
from game.scenario_yaml.entries import Found, fields, is_empty, items, pairs_of
from game.scenario_yaml.forks import fork
from game.scenario_yaml.keys import CLOSING, ENDING, GLANCE, SCENE
from game.scenario_yaml.lexicon import Lexicon
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode
from game.scenario_yaml.script import script
from game.scenario_yaml.values import is_todo, scalar, text, word, words

MAX_SCENES = 20_000
_VALENCES = {valence.value: valence for valence in Valence}


class SceneOutline(NamedTuple):
    """A scene's name and what stands under it."""

    name: ScalarNode
    node: Node


def outlines(page: Manuscript, found: Found) -> tuple[dict[str, SceneOutline], dict[str, ScalarNode]]:
    """The scenes with their ids, and the ids of all choices."""
    scenes: dict[str, SceneOutline] = {}
    choices: dict[str, ScalarNode] = {}
    node = found.get("scenes")
    if isinstance(node, MappingNode) and len(node) // 2 > MAX_SCENES:
        page.say("UP131", node, f"The file has more than {MAX_SCENES:,} scenes.", "Make two scenarios of it.")
        page.is_story_clear = False
        return {}, {}
    for name, own in pairs_of(page, found, "scenes"):
        if not is_id(name.value):
            page.spoken_for |= {name.value, say_letters(page, name, "scene")}
        choice_ids(page, own, choices)
        scenes[name.value] = SceneOutline(name, own)
    return scenes, choices


def scene(page: Manuscript, names: Lexicon, plan: SceneOutline, intensity: int) -> Scene:
    """Read a scene."""
    found = fields(page, plan.node, SCENE, plan.name.value)
    if found is None:
        page.is_story_clear = False
        return Scene(id=plan.name.value, exit=())
    happened = harm(page, found, "happened") if "happened" in found or "harm_says" in found else None
    return Scene(
        id=plan.name.value,
        exit=_exit(page, names, plan, found, intensity),
        script=script(page, names, found, "script"),
        summary=text(page, found, "summary") if "summary" in found else "",
        place=_place(page, found) if "place" in found else "",
        present=names.once("present", found["present"], lambda: _present(page, names, found))
        if "present" in found
        else (),
        look_closer=_glances(page, found) if "look_closer" in found else (),
        happened=happened,
    )


def _exit(
    page: Manuscript, names: Lexicon, plan: SceneOutline, found: Found, intensity: int
) -> Decision | Fork | Ending:
    ways = [key for key in ("decision", "next", "ending") if key in found]
    if len(ways) != 1:
        page.is_story_clear = False
        if ways and (id(plan.node), "ways on") not in page.misspelt:
            page.say(
                "UP217",
                found[ways[1]],
                f"The scene “{plan.name.value}” has “{ways[0]}” and “{ways[1]}”, and there is only one way on.",
                "Keep one of them. What follows a decision stands inside it.",
            )
        elif not ways and isinstance(plan.node, MappingNode) and not page.touches_blank(plan.node):
            page.say(
                "UP216",
                plan.name,
                f"The scene “{plan.name.value}” has no way on.",
                "Add “decision:”, “next:” or “ending:”.",
            )
    if "decision" in found:
        return decision(page, names, found["decision"], intensity)
    if "next" in found:
        return fork(page, names, found["next"])
    if "ending" in found:
        return _ending(page, names, found["ending"])
    return ()


def _ending(page: Manuscript, names: Lexicon, node: Node) -> Ending:
    found = fields(page, node, ENDING) or {}
    own = fields(page, found["closing"], CLOSING) if "closing" in found else None
    by = scalar(page, own["by"], "by") if own and "by" in own else None
    if by is not None and by.value not in names.cast and not (page.is_draft and is_todo(by.value)):
        say_person(page, names, by)
    return Ending(
        title=text(page, found, "title"),
        closing_by=by.value if by is not None and by.value in names.cast else next(iter(names.cast), ""),
        closing_says=text(page, own, "says") if own else "",
        reflect=text(page, found, "reflect"),
        valence=word(page, found, "valence", _VALENCES, Valence.MIXED),
    )


def say_person(page: Manuscript, names: Lexicon, one: ScalarNode) -> None:
    """Report somebody who is not in the cast."""
    if is_empty(one) and page.touches_blank(one):
        return
    page.say_name(
        "UP305",
        one,
        f"Nobody in the cast is called “{one.value[:40]}”.",
        one.value,
        names.cast,
        f"The cast is: {', '.join(names.cast)}." if names.cast else "Add them under cast:.",
    )


def _place(page: Manuscript, found: Found) -> str:
    if found["place"].value in page.names.places:
        return str(found["place"].value)
    one = scalar(page, found["place"], "place")
    if one is None or not one.value or (page.is_draft and is_todo(one.value)):
        return ""
    known = page.names.places
    if not known:
        return str(one.value)
    page.say_name(
        "UP308",
        one,
        f"There is no place called “{one.value[:40]}”.",
        one.value,
        known,
        f"It is one of: {', '.join(sorted(known))}.",
    )
    return ""


def _present(page: Manuscript, names: Lexicon, found: Found) -> tuple[str, ...]:
    present = []
    for one in words(page, found, "present"):
        if one.value in names.cast:
            present.append(one.value)
        elif one.value == YOU:
            page.say("UP305", one, "“you” is the player, who is never drawn.", "Take it out of “present”.")
        else:
            say_person(page, names, one)
    return tuple(present)


def _glances(page: Manuscript, found: Found) -> tuple[Glance, ...]:
    glances = []
    for item in items(page, found, "look_closer"):
        own = fields(page, item, GLANCE)
        if own:
            glances.append(Glance(text(page, own, "at"), text(page, own, "shows")))
    return tuple(glances)
