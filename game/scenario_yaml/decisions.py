"""Decisions and their choices."""

from __future__ import annotations

from game.core.expression import ALWAYS
from game.core.scenario import (
    Choice,
    Decision,
    Dimension,
    Fork,
    Harm,
    HarmFlag,
    Method,
    Reason,
    is_defensible,
)
from game.scenario_yaml.entries import Found, fields, items, pairs_of, value_of
from game.scenario_yaml.facts import change_facts, set_facts
from game.scenario_yaml.forks import fork
from game.scenario_yaml.keys import CHOICE, DECISION, REASON
from game.scenario_yaml.lexicon import Lexicon
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from game.scenario_yaml.script import script
from game.scenario_yaml.values import is_todo, number, number_of, scalar, text, word, word_of, words, yes_no

METHODS = {method.value: method for method in Method}
FLAGS = {flag.value: flag for flag in HarmFlag}
DIMENSIONS = {dimension.value: dimension for dimension in Dimension}
_ORDER = {"fixed": True}
_TIMER = (5, 600)  # seconds: less cannot be read, more is no timer
_PANEL = (1, 5)


class Outline:
    """A decision's keys, and those of each choice with its id."""

    __slots__ = ("choices", "found", "node")

    def __init__(self, node: Node, found: Found, choices: list[tuple[str, Node, Found]]) -> None:
        self.node, self.found, self.choices = node, found, choices


def choice_ids(page: Manuscript, scene: Node, taken: dict[str, ScalarNode]) -> None:
    """Add a scene's choice ids to those of the scenario; what else is wrong there is for `decision` to say.

    Everything that may name a choice is read after this, so it looks at the ids and passes over the rest.
    """
    choices = value_of(value_of(scene, "decision"), "choices")
    for item in choices if isinstance(choices, SequenceNode) else ():
        one = value_of(item, "id")
        if one is None or isinstance(one, (MappingNode, SequenceNode)):
            continue
        if not is_id(one.value):
            page.spoken_for |= {one.value, say_letters(page, one, "choice")}
        if one.value in taken:
            first = taken[one.value].start_mark.line + 1
            page.say(
                "UP312",
                one,
                f"The choice “{one.value}” is there twice; the first is on line {first}.",
                "Give each choice of the scenario an id of its own.",
            )
        else:
            taken[one.value] = one


def _outline(page: Manuscript, node: Node) -> Outline | None:
    found = fields(page, node, DECISION)
    if found is None:
        page.is_story_clear = False
        return None
    choices: list[tuple[str, Node, Found]] = []
    for item in items(page, found, "choices"):
        own = fields(page, item, CHOICE, _id_of(item))
        one = scalar(page, own["id"], "id") if own and "id" in own else None
        if one is None:
            page.is_story_clear = False
        if own is not None:
            choices.append(("" if one is None else one.value, item, own))
    return Outline(node, found, choices)


def _id_of(node: Node) -> str:
    one = value_of(node, "id")
    return str(one.value or "") if one is not None else ""


_ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def is_id(written: str) -> bool:
    """Whether this can be the id of a scenario, a scene or a choice."""
    return bool(written) and _ID_LETTERS.issuperset(written)


def say_letters(page: Manuscript, one: ScalarNode, kind: str) -> str:
    """Report an id that cannot be one; the answer is an id that could stand for it."""
    better = "-".join("".join(c if c in _ID_LETTERS else " " for c in one.value.lower()).split())
    page.say(
        "UP215",
        one,
        f"“{one.value[:40]}” cannot be the id of a {kind}: ids have only a–z, 0–9 and hyphens.",
        f"Write “{better}”." if better else "Write a word or two with hyphens.",
    )
    return better


def decision(page: Manuscript, names: Lexicon, node: Node, intensity: int) -> Decision:
    """Read a decision."""
    plan = _outline(page, node)
    if plan is None:
        return Decision(ask="", choices=())
    found = plan.found
    usual = fork(page, names, found["next"]) if "next" in found else None
    if usual is None and not page.touches_blank(plan.node):
        _say_leads_nowhere(page, plan)
    choices = tuple(_choice(page, names, name, own, usual) for name, _, own in plan.choices)
    _check_ratings(page, plan, choices)
    if len(choices) < 2:
        page.is_story_clear = False
        if not page.touches_blank(plan.node) and "choices" in found:
            page.say(
                "UP401",
                found["choices"],
                "A decision needs two choices or more.",
                "Add another thing that the player could do.",
            )
    own_ids = {choice.id: choice for choice in choices}
    seconds, on_timeout = _timer(page, found, own_ids, intensity)
    read = Decision(
        ask=text(page, found, "ask"),
        choices=choices,
        reflect=text(page, found, "reflect"),
        discuss=text(page, found, "discuss"),
        probe=yes_no(page, found, "probe"),
        reasons=_reasons(page, found),
        is_order_fixed=word(page, found, "order", _ORDER, False),
        seconds=seconds,
        on_timeout=on_timeout,
        contested=tuple(one.value for one in words(page, found, "contested") if _is_own(page, one, own_ids)),
        skippable=_own_choice(page, found, "skippable", own_ids),
    )
    if read.reasons and not read.probe:
        page.say(
            "UP222",
            found["reasons"],
            "“reasons” are shown only beside “probe: yes”.",
            "Add “probe: yes”, or take the reasons out.",
        )
    _check_defensible(page, plan, read)
    return read


def _say_leads_nowhere(page: Manuscript, plan: Outline) -> None:
    ends = [(name, found.get("id", node)) for name, node, found in plan.choices if "next" not in found]
    if ends and (id(plan.node), "next") not in page.misspelt:
        name, place = ends[0]
        page.say(
            "UP216",
            place,
            f"The choice “{name}” leads nowhere{'' if len(ends) == 1 else ', and so do others of this decision'}.",
            "Add “next: …” to it, or to its decision for all choices that have none.",
        )


def _choice(page: Manuscript, names: Lexicon, name: str, found: Found, usual: Fork | None) -> Choice:
    if "next" in found:
        going = fork(page, names, found["next"])
    elif usual is not None:
        going = usual
    else:
        going = ()
        page.is_story_clear = False
    condition = scalar(page, found["if"], "if") if "if" in found else None
    if "locked" in found and "if" not in found:
        page.say(
            "UP222",
            found["locked"],
            "“locked” is shown only while an “if” does not hold, and there is none.",
            "Add “if: …”, or take “locked” out.",
        )
    return Choice(
        id=name,
        do=text(page, found, "do"),
        summary=text(page, found, "summary"),
        method=word(page, found, "method", METHODS, Method.NONE),
        ratings=names.once("ratings", found["ratings"], lambda: _ratings(page, found)) if "ratings" in found else {},
        consequence=script(page, names, found, "consequence"),
        commentary=text(page, found, "commentary"),
        next=going,
        line=text(page, found, "line") if "line" in found else "",
        tradeoff=text(page, found, "tradeoff") if "tradeoff" in found else "",
        set=set_facts(page, names, found) if "set" in found else (),
        change=change_facts(page, names, found) if "change" in found else (),
        harm=harm(page, found, "harm"),
        repairs=flags(page, found, "repairs"),
        asks_affected=yes_no(page, found, "asks_affected"),
        barrier=text(page, found, "barrier") if "barrier" in found else "",
        consent=text(page, found, "consent") if "consent" in found else "",
        when=ALWAYS if condition is None else names.condition(condition, condition.value),
        locked=text(page, found, "locked") if "locked" in found else "",
        once=yes_no(page, found, "once") if "once" in found else False,
        panel=_panel(page, found) if "panel" in found else (),
    )


def harm(page: Manuscript, found: Found, key: str) -> Harm | None:
    """The harm under `key` (``harm`` or ``happened``), with its ``harm_says``."""
    done = flags(page, found, key)
    if "harm_says" not in found:
        if done:
            page.say(
                "UP203",
                found[key],
                f"“{key}” has no “harm_says”.",
                "Add “harm_says: …”: what happened, as a sentence of the story.",
            )
        return None
    says = text(page, found, "harm_says")
    if key not in found:
        page.say(
            "UP222",
            found["harm_says"],
            f"“harm_says” is shown only beside “{key}”.",
            f"Add “{key}: …”, or take it out.",
        )
    return Harm(done, says) if done else None


def flags(page: Manuscript, found: Found, key: str) -> tuple[HarmFlag, ...]:
    """Harm flags, each once."""
    if key not in found:
        return ()
    read = (word_of(page, one, key, FLAGS, None) for one in words(page, found, key))
    return tuple(dict.fromkeys(flag for flag in read if flag is not None))


def _ratings(page: Manuscript, found: Found) -> dict[Dimension, int]:
    node = found["ratings"]
    if page.is_draft and not isinstance(node, (MappingNode, SequenceNode)) and is_todo(node.value):
        return {}
    ratings: dict[Dimension, int] = {}
    before = len(page.found)
    for key, value in pairs_of(page, found, "ratings"):
        dimension = word_of(page, key, "ratings", DIMENSIONS, None)
        points = number_of(page, value, key.value, 0, 3, 1)
        if dimension is not None:
            ratings[dimension] = points
    return ratings if len(page.found) == before else {}


def _check_ratings(page: Manuscript, plan: Outline, choices: tuple[Choice, ...]) -> None:
    """The same two to four dimensions on every choice of a decision: what was open is counted by dimension."""
    first: Choice | None = None
    for choice, (name, _, found) in zip(choices, plan.choices, strict=True):
        if not choice.ratings:
            continue
        if first is None:
            first = choice
            if not 2 <= len(choice.ratings) <= 4:
                page.say(
                    "UP219",
                    found["ratings"],
                    f"“{name}” is rated on {len(choice.ratings)}; a decision is rated on two to four.",
                    f"Use two to four of: {', '.join(DIMENSIONS)}.",
                )
        elif choice.ratings.keys() != first.ratings.keys():
            page.say(
                "UP218",
                found["ratings"],
                f"“{name}” is rated on {_list(choice.ratings)}, and “{first.id}” on {_list(first.ratings)}.",
                "Rate every choice of one decision on the same two to four.",
            )


def _list(ratings: object) -> str:
    assert isinstance(ratings, dict)
    return ", ".join(dimension.value for dimension in ratings)


def _check_defensible(page: Manuscript, plan: Outline, read: Decision) -> None:
    if page.is_draft:
        return
    for choice, (name, node, found) in zip(read.choices, plan.choices, strict=True):
        missing = [key for key in ("line", "tradeoff") if key not in found and (id(node), key) not in page.misspelt]
        if missing and not page.touches_blank(node) and is_defensible(read, choice):
            named = " and no ".join(f"“{key}”" for key in missing)
            page.say(
                "UP221",
                found.get("id", node),
                f"“{name}” is one of the ways that can be defended here, and it has no {named}.",
                "Add what one could say tomorrow (“line”), and what this way costs (“tradeoff”).",
            )


def _panel(page: Manuscript, found: Found) -> tuple[int, ...]:
    return tuple(number_of(page, one, "panel", *_PANEL, 3) for one in words(page, found, "panel"))


def _reasons(page: Manuscript, found: Found) -> tuple[Reason, ...]:
    reasons = []
    for item in items(page, found, "reasons") if "reasons" in found else ():
        own = fields(page, item, REASON)
        if own:
            reasons.append(Reason(text(page, own, "says"), text(page, own, "note")))
    return tuple(reasons)


def _timer(page: Manuscript, found: Found, choices: dict[str, Choice], intensity: int) -> tuple[int, str | None]:
    if "seconds" not in found and "on_timeout" not in found:
        return 0, None
    key = "seconds" if "seconds" in found else "on_timeout"
    if intensity != 1:
        page.say(
            "UP220",
            found[key],
            f"A timer is only for intensity 1, and this scenario has {intensity}.",
            f"Take “{key}” out.",
        )
        return 0, None
    for there, missing in (("seconds", "on_timeout"), ("on_timeout", "seconds")):
        if there in found and missing not in found:
            page.say(
                "UP220",
                found[there],
                f"“{there}” has no “{missing}” beside it.",
                f"Add “{missing}: …”, or take “{there}” out.",
            )
            return 0, None
    seconds = number(page, found, "seconds", *_TIMER, 60)
    choice = _own_choice(page, found, "on_timeout", choices)
    if choice is not None and (choices[choice].when is not ALWAYS or choices[choice].once):
        page.say(
            "UP220",
            found["on_timeout"],
            f"“{choice}” is not always open, so a timer cannot end with it.",
            "Name a choice that has neither “if” nor “once”.",
        )
    return (seconds, choice) if choice else (0, None)


def _own_choice(page: Manuscript, found: Found, key: str, choices: dict[str, Choice]) -> str | None:
    one = scalar(page, found[key], key) if key in found else None
    return one.value if one is not None and _is_own(page, one, choices) else None


def _is_own(page: Manuscript, one: ScalarNode, choices: dict[str, Choice]) -> bool:
    if one.value in choices:
        return True
    page.say_name(
        "UP302",
        one,
        f"This decision has no choice “{one.value[:40]}”.",
        one.value,
        choices,
        f"Its choices are: {', '.join(choices)}.",
    )
    return False
