"""Messages in a chat window: others' at the start with their face, one's own at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.session.views import LineView, PanelView
from game.ui.bubbles import bubble_element
from game.ui.element import Box, Element, Picture, Rect, Role, Shape
from game.ui.layout import text_lines
from game.ui.placing import Placer
from game.ui.stage import FacePicture, Stage
from game.ui.text import wrap
from game.ui.theme import Look


def messages(
    view: PanelView, lines: Sequence[LineView], rect: Rect, look: Look, stage: Stage, opening: str
) -> tuple[Element, ...] | None:
    """The messages from the top down; None if they do not fit."""
    placer = Placer(replace(view, people=()), rect, look, stage)
    if opening and not placer.opening(opening):
        return None
    area = stage.area(view.place, rect.width, rect.height)
    inside = Rect(rect.x + area.x, rect.y + area.y, area.width, area.height).inset(look.px(16))
    face = max(28, look.px(76))
    y = inside.y
    elements: list[Element] = [placed.element for placed in placer.placed]
    limit = min([inside.bottom, *(placed.rect.y - look.px(12) for placed in placer.placed)])
    order = {person.id: n for n, person in enumerate(sorted(view.people, key=lambda one: one.id))}
    looks = {person.id: person for person in view.people}
    for line in lines:
        if not line.speaker:
            note = _note(line.words, inside, y, look)
            if note.rect.bottom > limit:
                return None
            elements.append(note)
            y = note.rect.bottom + look.px(18)
            continue
        is_yours = line.speaker == "you"
        room = inside.width - 2 * face - look.px(24)
        width, height = placer.size(line, room)
        x = inside.right - width if is_yours else inside.x + face + look.px(24)
        box = Rect(x, y, width, height)
        if box.bottom > limit or width > inside.width:
            return None
        colours = look.theme.bubble_names
        colour = colours[order.get(line.speaker, len(order)) % len(colours)]
        tip = (box.right + look.px(18), box.bottom - look.px(10)) if is_yours else (box.x - look.px(18), y + face // 2)
        element = bubble_element(line, box, tip, colour, look, placer.padding, is_chat=True)
        person = looks.get(line.speaker)
        if person:
            disc = Rect(inside.x, y, face, face)
            wash = look.theme.washes[order[line.speaker] % len(look.theme.washes)]
            picture = Picture(disc, FacePicture(person.look, line.expression, ground=wash))
            element = replace(element, shapes=(picture, *element.shapes), rect=element.rect.union(disc))
        elements.append(element)
        y = max(box.bottom, y + face) + look.px(18)
    return tuple(elements)


def _note(words: str, inside: Rect, y: int, look: Look) -> Element:
    """What the narrator says between messages: a box in the middle of the window."""
    padding = look.px(22)
    lines = wrap(words, look.body, inside.width - 4 * padding, look.measure, balanced=True)
    width = max(look.measure.width(line, look.body) for line in lines) + 2 * padding
    height = len(lines) * look.measure.line_height(look.body) + 2 * look.px(12)
    box = Rect(inside.x + (inside.width - width) // 2, y, width, height)
    theme = look.theme
    shapes: tuple[Shape, ...] = (
        Box(box, theme.caption, theme.panel_line, look.line, look.px(6)),
        *text_lines(
            lines, box.x + padding, y + look.px(12), width - 2 * padding, look.body, theme.caption_ink, look
        ),
    )
    return Element(Role.TEXT, box, name=words, shapes=shapes)
