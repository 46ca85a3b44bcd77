"""A map as text in the Mermaid language, which wikis and code hosts draw as a flow chart."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.scenario import Decision, Ending, Fork, Scenario, Scene, SceneId
from tools.mapping.counts import Counts
from tools.mapping.naming import NEVER_OPEN, NOT_REACHED, letter_of

# What has a meaning inside a quoted label, or may have one to whoever draws it.
_MARKS = {ord(mark): f"#{ord(mark)};" for mark in '"#<>&`\\'}


def mermaid_of(scenario: Scenario, counts: Counts) -> str:
    """A flow chart of every scene, with a line for each choice, from above to below."""
    names = {scene: f"s{number}" for number, scene in enumerate(scenario.scenes, 1)}
    lines = ["flowchart TD", f"    accTitle: Map of {_plain(scenario.title)}", *_description(scenario, counts)]
    lines.append('    start(["Start"])')
    for scene in scenario.scenes.values():
        lines.append(f"    {names[scene.id]}{_node(scene, counts)}")
    lines.append(f"    start --> {names[scenario.start]}")
    for scene in scenario.scenes.values():
        lines += _ways(scene, names, counts)
    missed = [names[scene] for scene in names if scene not in counts.can]
    if missed:
        lines.append("    classDef missed stroke-dasharray: 6 5")
        lines.append(f"    class {','.join(missed)} missed")
    return "\n".join(lines) + "\n"


def _description(scenario: Scenario, counts: Counts) -> Iterator[str]:
    if counts.runs:
        yield f"    accDescr: Percentages are of {counts.runs} runs, each choosing at random."


def _node(scene: Scene, counts: Counts) -> str:
    if isinstance(scene.exit, Ending):
        opens, closes, text = "([", "])", f"Ending: {scene.exit.title}"
    elif isinstance(scene.exit, Decision):
        opens, closes, text = "[", "]", f"{scene.id}: {scene.summary or scene.exit.ask}"
    else:
        opens, closes, text = ">", "]", f"{scene.id}: {scene.summary}" if scene.summary else scene.id
    told = NOT_REACHED if scene.id not in counts.can else counts.share(counts.scenes.get(scene.id, 0))
    label = _label(text) + (f"<br/>{_label(told)}" if told else "")
    return f'{opens}"{label}"{closes}'


def _ways(scene: Scene, names: dict[SceneId, str], counts: Counts) -> Iterator[str]:
    here = names[scene.id]
    if isinstance(scene.exit, Decision):
        for place, choice in enumerate(scene.exit.choices):
            for target in _targets(choice.next):
                way = (scene.id, choice.id, target)
                said = f"{letter_of(place)}: {choice.summary}"
                if choice.id not in counts.can:
                    told = NEVER_OPEN
                elif way not in counts.can:
                    told = "never"
                else:
                    told = counts.share(counts.ways.get(way, 0))
                label = _label(said) + (f"<br/>{_label(told)}" if told else "")
                yield f'    {here} {"-->" if way in counts.can else "-.->"}|"{label}"| {names[target]}'
    elif not isinstance(scene.exit, Ending):
        for target in _targets(scene.exit):
            way = (scene.id, "", target)
            told = counts.share(counts.ways.get(way, 0)) if way in counts.can else "never"
            label = f'|"{_label(told)}"|' if told else ""
            yield f'    {here} {"-->" if way in counts.can else "-.->"}{label} {names[target]}'


def _targets(fork: Fork) -> tuple[SceneId, ...]:
    return tuple(dict.fromkeys(branch.go for branch in fork))


def _label(text: str) -> str:
    """A text as it may stand between quotation marks."""
    return " ".join(text.split()).translate(_MARKS)


def _plain(text: str) -> str:
    """A text as it may stand in a line of its own: there, nothing can be escaped."""
    return "".join(letter for letter in " ".join(text.split()) if letter not in '"#<>&`\\;{}')
