"""A map as a picture: SVG that needs nothing else, is read by a screen reader, and prints in black and white."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from game.core.scenario import Decision, Ending, Scenario
from game.core.story_map import NodeKind
from tools.mapping.counts import Counts
from tools.mapping.drawing import Card, Pill, Plan, Road, Words
from tools.mapping.naming import NOT_REACHED, remarks
from tools.mapping.plan import FULL, SMALL, Style, plan_of

# Faces as wide as `lettering` counts with, or narrower.
FONTS = "'Atkinson Hyperlegible', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
INK, PAPER, MUTED, CAPTION, MINT = "#16130F", "#FFFDF7", "#5A5348", "#FFE9B0", "#DDF0E6"
_DASHES = "6 5"
_TIP = 9.0  # length of an arrow's head
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML has no way to write these


def svg_of(scenario: Scenario, counts: Counts, style: Style = FULL, *, titled: bool = True, name: str = "map") -> str:
    """The map of a scenario.

    Args:
        titled: With the title above it, remarks below, and a ground of its own.
        name: The beginning of its ids, for pages with several pictures.
    """
    plan = plan_of(scenario, counts, style, titled=titled)
    wide, high = _number(plan.width), _number(plan.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" lang="{_text(scenario.language)}" '
        f'font-family="{_text(FONTS)}" fill="{INK}" style="max-width:100%;height:auto">',
        f'<title id="{name}-title">Map of “{_text(scenario.title)}”</title>',
        f'<desc id="{name}-desc">{_text(in_words(scenario, counts, with_counts=style.tells_all))}</desc>',
        *([f'<rect width="{wide}" height="{high}" fill="{PAPER}"/>'] if titled else []),
        *_inside(plan),
        "</svg>\n",
    ]
    return "\n".join(parts)


def in_words(scenario: Scenario, counts: Counts, *, with_counts: bool = True) -> str:
    """A map for those who listen."""
    scenes = scenario.scenes.values()
    decisions = [scene for scene in scenes if isinstance(scene.exit, Decision)]
    endings = [scene for scene in scenes if isinstance(scene.exit, Ending)]
    has_counts = with_counts and counts.runs

    def often(key: str) -> str:
        if key not in counts.can:
            return f" ({NOT_REACHED})"
        return f" ({counts.share(counts.scenes.get(key, 0))})" if has_counts else ""

    said = [
        f"{len(decisions)} decision{'s' if len(decisions) != 1 else ''}: "
        + "; ".join(f"{scene.summary.rstrip('.') or scene.id}{often(scene.id)}" for scene in decisions) + ".",
        f"{len(endings)} ending{'s' if len(endings) != 1 else ''}: "
        + "; ".join(f"{scene.exit.title}{often(scene.id)}" for scene in endings if isinstance(scene.exit, Ending))
        + ".",
    ]
    return " ".join([*said, *remarks(scenario, counts)] if with_counts else said)


def _inside(plan: Plan) -> Iterator[str]:
    # Roads that are not taken first, so that those that are lie on top.
    for road in sorted(plan.roads, key=lambda road: (road.is_taken, -road.share)):
        yield _road(road)
    for card in plan.cards:
        yield from _card(card)
    for road in plan.roads:
        if road.pill:
            yield from _pill(road.pill, road.is_taken)
    for words in (*plan.title, *plan.remarks):
        yield _words(words)


def _road(road: Road) -> str:
    thick = 1.6 + 4.4 * road.share if road.is_taken else 1.6
    dashes = "" if road.is_taken else f' stroke-dasharray="{_DASHES}"'
    (x, y), points = road.points[0], road.points[1:]
    end_x, end_y = road.points[-1]
    path = [f"M{_at(x, y)}"]
    stop = _TIP * 0.7
    if road.is_back:
        path += _cornered([*road.points[:-1], (end_x, end_y - stop)])
    else:
        for n, (to_x, to_y) in enumerate(points):
            if n == len(points) - 1:
                to_y -= stop
            middle = (y + to_y) / 2
            curve = f"C{_at(x, middle)} {_at(to_x, middle)} {_at(to_x, to_y)}"
            path.append(f"V{_number(to_y)}" if to_x == x else curve)
            x, y = to_x, to_y
    half = 4.0 + thick * 0.6
    colour = INK if road.is_taken else MUTED
    return (
        f'<path d="{"".join(path)}" fill="none" stroke="{colour}" stroke-width="{_number(thick)}"{dashes}/>\n'
        f'<path d="M{_at(end_x - half, end_y - _TIP)}L{_at(end_x + half, end_y - _TIP)}L{_at(end_x, end_y)}Z" '
        f'fill="{colour}"/>'
    )


def _cornered(points: list[tuple[float, float]]) -> Iterator[str]:
    """Straight pieces with rounded corners, after the first point."""
    for at in range(1, len(points) - 1):
        (x1, y1), (x, y), (x2, y2) = points[at - 1 : at + 2]
        before = min(8.0, (abs(x - x1) + abs(y - y1)) / 2)
        after = min(8.0, (abs(x2 - x) + abs(y2 - y)) / 2)
        yield f"L{_at(x + _sign(x1 - x) * before, y + _sign(y1 - y) * before)}"
        yield f"Q{_at(x, y)} {_at(x + _sign(x2 - x) * after, y + _sign(y2 - y) * after)}"
    yield f"L{_at(*points[-1])}"


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _card(card: Card) -> Iterator[str]:
    box = card.box
    if card.kind is NodeKind.START:
        yield f'<circle cx="{_number(box.x + 14)}" cy="{_number(box.y + 14)}" r="14"/>'
        yield from map(_words, card.words)
        return
    dashes = "" if card.is_reached else f' stroke-dasharray="{_DASHES}"'
    radius = 20 if card.kind is NodeKind.ENDING else 9
    fill = (MINT if card.kind is NodeKind.ENDING else PAPER) if card.is_reached else "#FFFFFF"
    if card.is_reached:  # a hard shadow
        yield _rect(box.x + 4, box.y + 4, box.width, box.height, radius, f'fill="{INK}"')
    yield _rect(box.x, box.y, box.width, box.height, radius, f'fill="{fill}" stroke="{INK}" stroke-width="2.2"{dashes}')
    if card.kind is NodeKind.ENDING:  # a second line within, as colour alone would not tell it from a decision
        yield _rect(
            box.x + 4.5, box.y + 4.5, box.width - 9, box.height - 9, radius - 4.5,
            f'fill="none" stroke="{INK}" stroke-width="1"{dashes}',
        )
    elif card.head and card.caps:
        rule = f"M{_at(box.x, box.y + card.head)}H{_number(box.right)}"
        yield f'<path d="{rule}" stroke="{INK}" stroke-width="1.4"{dashes}/>'
    for cap in card.caps:
        look = f'fill="{CAPTION}"' if cap.is_open else 'fill="#FFFFFF" stroke-dasharray="3 3"'
        yield _rect(cap.box.x, cap.box.y, cap.box.width, cap.box.height, 5, f'{look} stroke="{INK}" stroke-width="1.4"')
    yield from map(_words, card.words)


def _pill(pill: Pill, is_taken: bool) -> Iterator[str]:
    box = pill.box
    dashes = "" if is_taken else ' stroke-dasharray="3 3"'
    yield _rect(
        box.x, box.y, box.width, box.height, box.height / 2,
        f'fill="#FFFFFF" stroke="{INK}" stroke-width="1.2"{dashes}',
    )
    yield _words(Words(box.x + box.width / 2, box.y + box.height / 2 + SMALL * 0.36, pill.text, SMALL, is_middle=True))


def _words(words: Words) -> str:
    extra = ' font-weight="bold"' if words.is_bold else ""
    extra += f' fill="{MUTED}"' if words.is_muted else ""
    extra += ' text-anchor="end"' if words.is_end else ' text-anchor="middle"' if words.is_middle else ""
    return (
        f'<text x="{_number(words.x)}" y="{_number(words.y)}" font-size="{_number(words.size)}"{extra}>'
        f"{_text(words.text)}</text>"
    )


def _rect(x: float, y: float, wide: float, high: float, radius: float, look: str) -> str:
    return (
        f'<rect x="{_number(x)}" y="{_number(y)}" width="{_number(wide)}" height="{_number(high)}" '
        f'rx="{_number(radius)}" {look}/>'
    )


def _at(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(number: float) -> str:
    """With one digit after the point at most: a tenth of a point cannot be seen."""
    return f"{number + 0.0:.1f}".removesuffix(".0") if abs(number) >= 0.05 else "0"


def _text(text: str) -> str:
    return escape(_UNPRINTABLE.sub("\ufffd", text))
