"""The cast: who is in the story, how they are drawn, and whom several scenarios share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from game.core.scenario import YOU, Affected, CastMember, Look
from game.scenario_yaml.entries import Found, fields, is_empty, pairs_of
from game.scenario_yaml.keys import LOOK, PERSON
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode
from game.scenario_yaml.values import is_todo, number, scalar, text, word, words, yes_no

_CAST_ID = re.compile(r"[^\W\d_][\w-]*")  # letters of any script
_AFFECTED = {
    "yes": Affected.YES,
    "true": Affected.YES,
    "no": Affected.NO,
    "false": Affected.NO,
    "secondary": Affected.SECONDARY,
}
_TEXTS = ("name", "role", "say_it", "pronouns", "wants", "expertise", "seniority", "voice")
_LOOK_NAMES = {"head": "heads", "hair": "hairs", "clothes": "clothes", "glasses": "glasses", "beard": "beards"}


@dataclass(frozen=True, slots=True)
class SharedPeople:
    """People whom several scenarios share, by id: what is written about each."""

    people: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def shared_people(page: Manuscript, root: Node) -> SharedPeople:
    """The people of ``people.yaml``: ids, each with the keys of a cast member."""
    found: Found = {"people": root}
    people: dict[str, Mapping[str, Any]] = {}
    for name, node in pairs_of(page, found, "people"):
        if _is_id(page, name):
            people[name.value] = _person(page, node, name.value)
    return SharedPeople(people)


def cast(page: Manuscript, found: Found, shared: SharedPeople) -> dict[str, CastMember]:
    """The cast of a scenario, in the author's order."""
    members: dict[str, CastMember] = {}
    if "cast" not in found:
        return members
    for name, node in pairs_of(page, found, "cast"):
        if not _is_id(page, name):
            continue
        known = shared.people.get(name.value)
        own = {} if known is not None and is_empty(node) else _person(page, node, name.value)
        member = dict(known or {})
        look = {**member.get("look", {}), **own.get("look", {})}
        member.update(own)
        _say_missing(page, name, node, member)
        member["look"] = Look(**look)
        member.setdefault("name", "")
        members[name.value] = CastMember(id=name.value, **member)
    return members


def _is_id(page: Manuscript, name: ScalarNode) -> bool:
    if name.value == YOU:
        page.spoken_for.add(YOU)
        page.say("UP215", name, "“you” is the player and cannot be in the cast.", "Use another id for this person.")
        return False
    if _CAST_ID.fullmatch(unicodedata.normalize("NFC", name.value)):
        return True
    page.spoken_for.add(name.value)
    page.say(
        "UP215",
        name,
        f"“{name.value[:40]}” cannot be the id of a person.",
        "Use letters, figures and hyphens, and begin with a letter.",
    )
    return False


def _person(page: Manuscript, node: Node, name: str) -> dict[str, Any]:
    found = fields(page, node, PERSON, name)
    if found is None:
        return {}
    person: dict[str, Any] = {key: text(page, found, key) for key in _TEXTS if key in found}
    if "affected" in found:
        person["affected"] = word(page, found, "affected", _AFFECTED, Affected.NO)
    if "slips" in found:
        person["slips"] = yes_no(page, found, "slips")
    if "axes" in found:
        person["axes"] = tuple(axis.value for axis in words(page, found, "axes"))
    if "look" in found:
        person["look"] = _look(page, found["look"])
    return person


def _look(page: Manuscript, node: Node) -> dict[str, Any]:
    one = node if isinstance(node, MappingNode) else scalar(page, node, "look")
    if page.is_draft and one is not None and not isinstance(one, MappingNode) and is_todo(one.value):
        return {}
    found = fields(page, node, LOOK)
    if found is None:
        return {}
    look: dict[str, Any] = {}
    if "skin" in found:
        look["skin"] = number(page, found, "skin", 1, 5, 3)
    for key, kind in _LOOK_NAMES.items():
        drawn = scalar(page, found[key], key) if key in found else None
        if drawn is None or (page.is_draft and is_todo(drawn.value)) or drawn.value in ("", "none"):
            continue
        known = getattr(page.names, kind)
        if known and drawn.value not in known:
            page.say_name(
                "UP310",
                drawn,
                f"There is no {key} called “{drawn.value[:40]}”.",
                drawn.value,
                known,
                f"It is one of: {', '.join(sorted(known))}.",
            )
        else:
            look[key] = drawn.value
    return look


def _say_missing(page: Manuscript, name: ScalarNode, node: Node, member: Mapping[str, Any]) -> None:
    if page.touches_blank(node):
        return
    if not isinstance(node, MappingNode) and not is_empty(node):
        return  # it is no entry at all, which has been reported
    if isinstance(node, MappingNode) and node and not any(key.value in PERSON.known for key in node[::2]):
        return  # the same
    for key in ("name", "role"):
        if key not in member and (id(node), key) not in page.misspelt:
            page.say("UP203", name, f"The person “{name.value}” has no “{key}”.", f"Add a line “{key}: …”.")
    if member.get("affected", Affected.NO) is Affected.YES:
        for key in ("wants", "expertise"):
            if key not in member and (id(node), key) not in page.misspelt:
                page.say(
                    "UP221",
                    name,
                    f"“{name.value}” is affected and has no “{key}”.",
                    f"Add a line “{key}: …”, so that there is a person and not only somebody to whom it happens.",
                )
