"""The debrief in blocks of words, one part at a time."""

from __future__ import annotations

from game.core.scenario import Decision, Ending, Scenario
from game.session import views as v
from game.session.wording import DIMENSIONS, DIMENSIONS_SAY, METHODS, line_to_say, method_words
from game.terminal import words as w
from game.terminal.block import Block

PART_NAMES = {
    "closing": "How it ended",
    "came-through": "What came through",
    "moments": "The moments",
    "next-time": "Next time",
    "map": "The way you went",
}


def debrief(screen: v.DebriefView) -> tuple[Block, ...]:
    """The part that is shown."""
    name = screen.parts[screen.part]
    number = f"Looking back, part {screen.part + 1} of {len(screen.parts)}."
    head = Block(f"{PART_NAMES.get(name, name)}.", number, opens=True)
    match name:
        case "closing":
            return (head, *closing(screen))
        case "came-through":
            return (head, *came_through(screen))
        case "moments":
            return (head, *moments(screen))
        case "next-time":
            return (head, *next_time(screen))
        case "map":
            return (head, *way(screen))
        case _:  # a part that this shell has no words for is still named
            return (head,)


def closing(screen: v.DebriefView) -> tuple[Block, ...]:
    """Closing words, the run in lines, and what is in the ledger."""
    end = screen.ending
    blocks = [Block(end.title, "Ending:")]
    if end.closing_says:
        blocks.append(Block(end.closing_says, f"{end.closing_by.name or end.closing_by.id}:"))
    blocks.append(Block("", "Your run:", opens=True))
    blocks.extend(Block(line, f"{number}.", indent=2, hang=3) for number, line in enumerate(screen.run, 1))
    came_back = [entry for entry in screen.ledger if entry.repaired_by]
    still_open = [entry for entry in screen.ledger if not entry.repaired_by]
    if screen.ledger:
        blocks.append(Block("", "What it did to others:", opens=True))
    blocks.extend(
        Block(f"{entry.says} Later: {entry.repaired_by}", "Happened, and you came back to it.", indent=2)
        for entry in came_back
    )
    blocks.extend(Block(entry.says, "Happened, and is still open.", indent=2) for entry in still_open)
    return tuple(blocks)


def came_through(screen: v.DebriefView) -> tuple[Block, ...]:
    """In words: what came through in this run, and by which methods."""
    blocks = [Block("This is about the moves of this run, and not about you.")]
    for share in screen.shares:
        said = f"{share.wording.value} ({DIMENSIONS_SAY[share.dimension]})."
        blocks.append(Block(said, f"{DIMENSIONS[share.dimension]}:", indent=2, hang=2))
    used = w.listed(tuple(METHODS[method] for method in screen.methods_used))
    still_open = w.listed(tuple(METHODS[method] for method in screen.methods_open))
    blocks.append(Block(f"{used}." if used else "none of the six this time.", "Methods you used:", opens=True))
    if still_open:
        blocks.append(Block(f"{still_open}.", "Open to you as well:"))
    if screen.look_at:
        pointer = screen.pointer or f"{DIMENSIONS_SAY[screen.look_at].capitalize()}."
        name = DIMENSIONS[screen.look_at].lower()
        blocks.append(Block(pointer, f"One thing to look at, {name}:", opens=True))
    return tuple(blocks)


def moments(screen: v.DebriefView) -> tuple[Block, ...]:
    """Each decision with its why and its other ways."""
    blocks: list[Block] = []
    for number, moment in enumerate(screen.moments, 1):
        blocks.append(Block(moment.ask, f"Moment {number} of {len(screen.moments)}.", opens=True))
        blocks.append(Block(moment.commentary, "Why it went that way.", indent=2, opens=True))
        blocks.extend(alternative("What you did", moment.yours, indent=2))
        for other in moment.others:
            blocks.extend(alternative("Another way", other, indent=2))
        if moment.reflect:
            blocks.append(Block(moment.reflect, "A question:", indent=2))
        if moment.practised:
            blocks.append(Block(moment.practised, "Tried another way:", indent=2))
    return tuple(blocks)


def alternative(name: str, way: v.AlternativeView, indent: int = 0) -> tuple[Block, ...]:
    """One way to meet a moment: what to do, what to say, and its price."""
    method = method_words(way.method)
    blocks = [Block(f"{way.do} ({method}.)" if method else way.do, f"{name}:", indent=indent, opens=True)]
    if line := line_to_say(way.do, way.line):
        blocks.append(Block(f"“{line}”", "One line to say:", indent=indent + 2))
    if way.tradeoff:
        blocks.append(Block(way.tradeoff, "Its price:", indent=indent + 2))
    return tuple(blocks)


def next_time(screen: v.DebriefView) -> tuple[Block, ...]:
    """Lines to choose one for a plan."""
    return (
        Block(f"{screen.if_then_cue.rstrip(' ,.…')} …", "A plan for next time."),
        *(Block(line, f"{number}.", indent=2, hang=3) for number, line in enumerate(screen.if_then_lines, 1)),
    )


def way(screen: v.DebriefView) -> tuple[Block, ...]:
    """The path as a list: each decision with what was done and what was not, then what was not seen."""
    scenario = screen.scenario
    blocks: list[Block] = []
    for number, (scene_id, choice_id) in enumerate(screen.path, 1):
        scene = scenario.scenes[scene_id]
        if not isinstance(scene.exit, Decision):
            continue
        blocks.append(Block(scene.summary or scene.exit.ask, f"{number}.", opens=True, hang=3))
        for choice in scene.exit.choices:
            if choice.id == choice_id:
                blocks.append(Block(choice.summary, "You did this:", indent=3, hang=2))
        for choice in scene.exit.choices:
            if choice.id != choice_id:
                blocks.append(Block(choice.do, "Not taken:", indent=3, hang=2))
    blocks.append(Block(screen.ending.title, "Ending:", opens=True))
    blocks.append(Block(unseen(scenario, screen), "Not seen in this run:"))
    return tuple(blocks)


def unseen(scenario: Scenario, screen: v.DebriefView) -> str:
    """How much of the story lies elsewhere, without telling it."""
    met = {scene for scene, _ in screen.path}
    decisions = sum(isinstance(scene.exit, Decision) and scene.id not in met for scene in scenario.scenes.values())
    endings = sum(
        isinstance(scene.exit, Ending) and scene.id != screen.ending_scene for scene in scenario.scenes.values()
    )
    return f"{w.count(decisions, 'decision')} and {w.count(endings, 'ending')}."
