"""
The format as a JSON Schema (draft 7, which editors' YAML servers know), made from the reader's own keys and words.

It says what can be said of a file without following its story: keys, what stands beside them, ranges, words.  What the
reader takes as a text may look like a number or a yes to an editor, so texts may be those too; and `todo` may stand in
the place of anything, since an editor cannot tell a draft.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from game.assets import looks, place_ids
from game.scenario_yaml import keys as k
from game.scenario_yaml.keys import Keys
from game.scenario_yaml.values import MAX_TEXT
from tools.key_descriptions import described
from tools.shape import Form, Many, Shape, shape

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"  # the name of the draft; nothing is fetched
LINE = "# yaml-language-server: $schema={file}"
_TODO: Schema = {"type": "string", "pattern": r"^[ .…!]*[Tt][Oo][Dd][Oo][ .…!]*$"}
_TEXT: Schema = {"anyOf": [{"type": "string", "minLength": 1, "maxLength": MAX_TEXT}, {"type": ["number", "boolean"]}]}
_NAME: Schema = {"anyOf": [{"type": "string", "minLength": 1}, {"type": ["number", "boolean"]}]}
_YES_NO = ("yes", "no", "true", "false")
_FIGURES = {"type": "string", "pattern": r"^[+-]?[0-9]{1,9}$"}  # a number in quotes
# Two of three ways to go on would be taken for a mistake in the file, so a scene has exactly one.
_WAYS_ON = ("decision", "next", "ending")


def schema(themes: Iterable[str] = ()) -> Schema:
    """The schema of a scenario file.

    Args:
        themes: Ids to offer; others are taken too, as a library may change its list.
    """
    made = _Definitions(tuple(themes))
    root = made.entry(k.SCENARIO)
    return {
        "$schema": DRAFT,
        "title": "A scenario for Upstander",
        **root,
        "definitions": {name: made.definitions[name] for name in sorted(made.definitions)},
    }


def schema_text(themes: Iterable[str] = ()) -> str:
    """The same as text, ended by a line break."""
    return json.dumps(schema(themes), ensure_ascii=False, indent=2) + "\n"


def line_for(file: str) -> str:
    """The line at the top of a scenario that tells an editor where the schema is.

    Args:
        file: The schema's path, from the folder of the scenario.
    """
    is_beside = "/" not in file and "://" not in file
    return LINE.format(file=f"./{file}" if is_beside else file)


class _Definitions:
    """Entries by name, each made once."""

    def __init__(self, themes: tuple[str, ...]) -> None:
        self.definitions: dict[str, Schema] = {}
        self._words = {"places": place_ids(), "themes": themes}

    def entry(self, keys: Keys) -> Schema:
        """An object with these keys, in any of the ways they may be written."""
        own: Schema = {}
        for key in keys.names:
            own[key] = self._key(keys, key)
        variants = {f"^{key.replace('_', '[- ]')}$": _reference(keys, key) for key in keys.names if "_" in key}
        for key in (key for key in keys.names if "_" in key):
            self.definitions[_key_name(keys, key)] = own[key]
            own[key] = {**_reference(keys, key)}
        made: Schema = {"type": "object", "properties": own, "additionalProperties": False}
        if variants:
            made["patternProperties"] = variants
        made.update(_required(keys))
        return made

    def _key(self, keys: Keys, key: str) -> Schema:
        own = shape(keys, key)
        says = described(keys.kind, key)
        value = self._with_many(own)
        return {"description": _plain(says), **value} if says else value

    def _with_many(self, own: Shape) -> Schema:
        one = self._one(own)
        if own.many is Many.LIST:
            many: Schema = {"type": "array", "items": one}
            if own.entry is not None:
                return many
            return {"anyOf": [one, many]}
        if own.many is Many.BY_NAME:
            made: Schema = {"type": "object"}
            if own.names:
                made["properties"] = dict.fromkeys(own.names, one)
                made["additionalProperties"] = False
                return {"anyOf": [made, _TODO]} if own.form is Form.NUMBER else made
            made["additionalProperties"] = one
            return made
        return one

    def _one(self, own: Shape) -> Schema:
        match own.form:
            case Form.ENTRY:
                assert own.entry is not None
                entry = self._defined(own.entry)
                if own.entry is k.LOOK:
                    return {"anyOf": [entry, _TODO]}
                # A person of `people.yaml` needs nothing more here.
                return {"anyOf": [entry, {"type": "null"}]} if own.entry is k.PERSON else entry
            case Form.FACT:
                return {"anyOf": [_yes_no(with_todo=False), self._defined(k.FACT)]}
            case Form.FORK:
                return {"anyOf": [_NAME, {"type": "array", "minItems": 1, "items": self._defined(k.BRANCH)}]}
            case Form.NUMBER:
                return _number(own)
            case Form.YES_NO:
                return _yes_no(with_todo=True)
            case Form.WORD:
                return self._word(own)
            case Form.ID:
                return {"type": ["string", "integer"], "pattern": "^[a-z0-9-]+$"}
            case Form.NAME | Form.VALUE | Form.CONDITION:
                return _NAME
            case _:
                return _TEXT

    def _word(self, own: Shape) -> Schema:
        if own.words:
            return _enumeration(own.words)
        known = self._words.get(own.looks) or (getattr(looks(), own.looks, ()) if own.looks else ())
        if own.looks == "themes" or not known:  # a library may have themes of its own
            return {"anyOf": [{"enum": list(known)}, _NAME]} if known else _NAME
        extra = () if own.looks == "places" else ("none",)
        return {"anyOf": [{"enum": [*known, *extra]}, _TODO]}

    def _defined(self, keys: Keys) -> Schema:
        name = _entry_name(keys)
        if name not in self.definitions:
            self.definitions[name] = {}  # so that an entry inside itself would end
            made = self.entry(keys)
            if keys is k.SCENE:
                made["oneOf"] = [{"required": [way]} for way in _WAYS_ON]
            self.definitions[name] = made
        return {"$ref": f"#/definitions/{name}"}


def _number(own: Shape) -> Schema:
    return {
        "anyOf": [{"type": "integer", "minimum": own.lowest, "maximum": own.highest}, _FIGURES, _TODO],
    }


def _yes_no(*, with_todo: bool) -> Schema:
    written = {"type": "string", "pattern": f"^({'|'.join(_any_case(word) for word in _YES_NO)})$"}
    return {"anyOf": [{"type": "boolean"}, written, *([_TODO] if with_todo else [])]}


def _enumeration(words: tuple[str, ...]) -> Schema:
    """Exactly these words, offered as they are; capitals, `_` and spaces in place of hyphens are taken too."""
    offered: list[object] = [*words]
    booleans = {"yes": True, "true": True, "no": False, "false": False}
    offered += dict.fromkeys(booleans[word] for word in words if word in booleans)
    offered += [int(word) for word in words if word.isdigit()]
    loose = "|".join(_any_case(word).replace("-", "[-_ ]+") for word in words)
    return {"anyOf": [{"enum": offered}, {"type": "string", "pattern": f"^({loose})$"}, _TODO]}


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in word)


def _required(keys: Keys) -> Schema:
    plain = [key for key in keys.names if key in keys.required and "_" not in key]
    spelled = [key for key in keys.names if key in keys.required and "_" in key]
    made: Schema = {"required": plain} if plain else {}
    if spelled:  # there in one of the ways to write it
        made["allOf"] = [
            {"anyOf": [{"required": [key.replace("_", mark)]} for mark in ("_", "-", " ")]} for key in spelled
        ]
    return made


def _reference(keys: Keys, key: str) -> Schema:
    return {"$ref": f"#/definitions/{_key_name(keys, key)}"}


def _entry_name(keys: Keys) -> str:
    return keys.kind.replace(" ", "-")


def _key_name(keys: Keys, key: str) -> str:
    return f"{_entry_name(keys)}.{key}"


def _plain(says: str) -> str:
    return re.sub(r"\[([^\]]+)\]\([^)]*\)", r"“\1” on the page about the format", says)
