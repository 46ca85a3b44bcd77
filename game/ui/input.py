"""Keys, pointer and focus: what an input means on an element tree.  Pure: the tree says what there is."""

from __future__ import annotations

from game.ui.element import Element, find, focus_order, press

CONFIRM = frozenset({"return", "space", "enter"})
ARROWS = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


def pressed(root: Element, focus: str, key: str) -> Element | None:
    """The element that a key presses: the focused one with Enter or Space, else the one with that hotkey."""
    if key in CONFIRM:
        focused = find(root, focus)
        if focused is not None and focused.action is not None:
            return focused
    return press(root, key)


def next_focus(root: Element, focus: str, step: int) -> str:
    """The key of the element that Tab (`step` 1) or Shift+Tab (-1) goes to; round and round."""
    order = [element.key for element in focus_order(root) if element.key]
    if not order:
        return ""
    if focus not in order:
        return order[0] if step > 0 else order[-1]
    return order[(order.index(focus) + step) % len(order)]


def focus_towards(root: Element, focus: str, arrow: str) -> str:
    """The nearest element in the direction of an arrow key; the same one where there is none.

    Without a focus it begins at what Enter would press now, so that the first arrow and Enter agree.
    """
    elements = [element for element in focus_order(root) if element.key]
    start = find(root, focus)
    if start is None:
        entered = press(root, "return")
        same = (each for each in elements if entered and each is not entered and each.action == entered.action)
        return next(same, elements[0]).key if elements else ""
    dx, dy = ARROWS[arrow]
    x, y = start.rect.centre
    best, least = focus, float("inf")
    for element in elements:
        if element.key == focus:
            continue
        ahead = (element.rect.centre[0] - x) * dx + (element.rect.centre[1] - y) * dy
        aside = abs((element.rect.centre[0] - x) * dy) + abs((element.rect.centre[1] - y) * dx)
        # Straight ahead counts for more than near: a grid is walked along its rows and columns.
        if ahead > 0 and ahead + 3 * aside < least:
            best, least = element.key, ahead + 3 * aside
    return best
