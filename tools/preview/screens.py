"""What stands where the picture is, when there is none: the list of scenes, and a file that cannot be played yet."""

from __future__ import annotations

from dataclasses import replace

from game.core.scenario import Decision, Ending, Scenario, Scene
from game.ui.blocks import Block, Card, Columns, Paragraph, heading, paragraph
from game.ui.element import Element, Role
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.layout import height_of
from game.ui.screens.frame import help_hint, leave_hint, with_pages
from game.ui.theme import Look
from tools.preview.actions import GoToScene, ListScenes
from tools.preview.lengths import start_of
from tools.preview.spot import Ways, why_not

_LETTERS = 90  # of what a scene begins with; two or three lines of a card
_LEAST = 17.0  # em of a card beside another


def scenes_screen(scenario: Scenario, ways: Ways, now: str, interface: Interface, look: Look) -> Element:
    """Every scene in the order of the file; pressing one leads to it.

    Args:
        scenario: Whose.
        ways: To the scenes from the beginning.
        now: The scene that was shown, or empty.
        interface: Where the list is.
        look: Of the part of the window that the picture has.
    """
    cards = [_card(scenario, scene, ways, now, look) for scene in scenario.scenes.values()]
    pairs = [tuple(cards[n : n + 2]) for n in range(0, len(cards), 2)]
    blocks: list[Block] = [
        heading("All scenes", look, look.title, look.px(10)),
        paragraph("Press one to come to it by the fewest choices.", look, look.px(24), muted=True),
    ]
    gap = look.px(32)
    content = look.width - 2 * max(12, look.px(64))
    for pair in pairs:
        is_beside = len(pair) == 2 and (content - gap) / 2 >= _LEAST * look.em
        if is_beside:
            height = max(height_of((card,), (content - gap) // 2, look) - card.space_after for card in pair)
            pair = tuple(replace(card, min_height=height, space_after=0) for card in pair)
        columns: tuple[tuple[Block, ...], ...] = tuple((card,) for card in pair)
        columns = columns if len(pair) == 2 else (*columns, ())
        blocks.append(Columns(columns, minimum=_LEAST, gap=gap, space_after=look.px(22)))
    back = Hint(("Esc",), "Back", ListScenes(), ("escape", "backspace"), end=True, key="close")
    keys = (Hint(("Tab",), "Next", rank=3), Hint(("Enter",), "Go there", rank=3))
    return with_pages("All scenes", look, blocks, interface.page, (), (*keys, back), message=interface.message)


def _card(scenario: Scenario, scene: Scene, ways: Ways, now: str, look: Look) -> Card:
    theme = look.theme
    spot = ways.spots.get(scene.id)
    kind = "a decision" if isinstance(scene.exit, Decision) else "an ending" if isinstance(scene.exit, Ending) else ""
    if spot is None:
        says = why_not(scenario, scene.id, ways)
    else:
        count = len(spot.choices)
        far = "at the start" if not count else "after 1 choice" if count == 1 else f"after {count} choices"
        says = ", ".join(part for part in (far, kind) if part)
    here = " · you are here" if scene.id == now else ""
    words = start_of(_first_words(scene), _LETTERS)
    blocks: list[Block] = [Paragraph(f"{scene.id}{here}", look.bold, theme.ink, look.px(4))]
    if words:
        blocks.append(Paragraph(words, look.small, theme.ink, look.px(4)))
    blocks.append(Paragraph(says[:1].upper() + says[1:], look.small, theme.muted))
    name = f"{scene.id}{here.replace(' ·', ',')}. {words} {says[:1].upper()}{says[1:]}"
    return Card(
        tuple(blocks),
        key=f"scene-{scene.id}",
        action=GoToScene(scene.id) if spot is not None else None,
        role=None if spot is not None else Role.TEXT,
        name=name,
        fill=None if spot is not None else theme.ground,
        shadow=None if spot is not None else 0,
        padding=look.px(20),
        space_after=look.px(22),
    )


def _first_words(scene: Scene) -> str:
    if scene.script:
        return scene.script[0].words
    if isinstance(scene.exit, Decision):
        return scene.exit.ask
    return scene.exit.title if isinstance(scene.exit, Ending) else ""


def nothing_yet_screen(file: str, is_there: bool, interface: Interface, look: Look) -> Element:
    """Before the file could be played for the first time."""
    title = "Nothing to show yet" if is_there else "There is no such file"
    says = (
        "This file cannot be played as it is. What keeps it from that stands at the side, with its line. "
        "Mend the first one and save the file: then the beginning of the story appears here."
        if is_there
        else f"{file} is not there. As soon as it is, the beginning of its story appears here."
    )
    blocks: tuple[Block, ...] = (heading(title, look, look.display, look.px(24)), paragraph(says, look))
    hints = (help_hint(), leave_hint())
    return with_pages(title, look, blocks, interface.page, (), hints, max_width=round(look.em * 34))
