"""
What a screen reader would say of an element, and in which order.
"""

from __future__ import annotations

from game.ui.element import Element, Role

# What is said after the name; a plain text is only its words.
_WORDS = {
    Role.WINDOW: "window", Role.HEADING: "heading", Role.BUTTON: "button", Role.OPTION: "option",
    Role.IMAGE: "picture", Role.LIST: "list", Role.DIALOG: "dialog", Role.SLIDER: "slider",
    Role.SWITCH: "switch", Role.RADIO: "radio button",
}
_END_OF_SENTENCE = (".", "!", "?", "…", ":", ";", "”", "—")


def spoken(element: Element) -> str:
    """Name, role, value, states and description as one sentence after another; empty for what has no name."""
    if not element.name:
        return ""
    parts = [element.name, _WORDS.get(element.role, ""), element.value, *sorted(element.states), element.description]
    words = ""
    for part in parts:
        if not part:
            continue
        if words:
            words += " " if words.endswith(_END_OF_SENTENCE) else ", "
        words += part
    return words


def reading_order(root: Element) -> tuple[str, ...]:
    """Everything on a screen from first to last.  What is part of a named target is said with it, not again."""
    said = (spoken(root),) if root.name else ()
    if root.name and root.action is not None:
        return said
    return said + tuple(words for child in root.children for words in reading_order(child))
