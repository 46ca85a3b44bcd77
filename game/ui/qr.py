"""
QR codes as shapes: always dark on light, with the quiet margin that cameras look for, whatever the theme.
"""

from __future__ import annotations

from functools import lru_cache

from game.ui.element import Box, Colour, Element, Rect, Role, Shape

DARK: Colour = (22, 19, 15)
LIGHT: Colour = (255, 255, 255)
QUIET = 4  # modules of empty margin on each side; the standard asks for four


def wifi_words(name: str, password: str = "", *, is_hidden: bool = False) -> str:
    """What a QR code says to let a phone join a wireless network.

    Args:
        name: Of the network, as it is shown on phones.
        password: Empty for an open network.
        is_hidden: The network does not tell its name.
    """
    kind = f"T:WPA;S:{_escaped(name)};P:{_escaped(password)};" if password else f"T:nopass;S:{_escaped(name)};"
    return f"WIFI:{kind}{'H:true;' if is_hidden else ''};"


def _escaped(words: str) -> str:
    # A name may have any letter; these five would end it early or be read as something else.
    return "".join(f"\\{letter}" if letter in '\\;,:"' else letter for letter in words)


@lru_cache(maxsize=8)  # the same few addresses for a whole session
def modules(words: str) -> tuple[str, ...]:
    """The code as rows of ``1`` (dark) and ``0``, without its margin; error correction M."""
    import segno  # only a room needs it

    code = segno.make(words, error="m", micro=False)
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)


def least_side(words: str) -> int:
    """The fewest pixels that a code with its margin can be drawn in."""
    return len(modules(words)) + 2 * QUIET


def qr(words: str, rect: Rect, name: str) -> Element:
    """The code as large as whole pixels a module allow, in the middle of a white square.

    Args:
        words: What a camera reads.
        rect: Where it may be; at least `least_side` pixels each way.
        name: What it is, for those who do not see it.
    """
    return Element(Role.IMAGE, rect, key="qr", name=name, shapes=_shapes(words, rect))


@lru_cache(maxsize=16)
def _shapes(words: str, rect: Rect) -> tuple[Shape, ...]:
    rows = modules(words)
    count = len(rows) + 2 * QUIET
    size = max(1, min(rect.size) // count)
    side = size * count
    x, y = rect.x + (rect.width - side) // 2, rect.y + (rect.height - side) // 2
    shapes: list[Shape] = [Box(Rect(x, y, side, side), LIGHT)]
    for number, row in enumerate(rows):
        top = y + (number + QUIET) * size
        start = row.find("1")
        while start >= 0:
            end = row.find("0", start)
            end = len(row) if end < 0 else end
            shapes.append(Box(Rect(x + (start + QUIET) * size, top, (end - start) * size, size), DARK))
            start = row.find("1", end)
    return tuple(shapes)
