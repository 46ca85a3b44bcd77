"""
What was approved by somebody who looked at it, and is compared with from then on.

``APPROVE=1 python -m pytest tests/ui/test_layout_as_approved.py`` writes what there is now; look at the difference
before it is committed.  Where ``CI`` is set nothing can be approved.
"""

from __future__ import annotations

import os
import platform
from pathlib import Path

import pygame
import pytest

from game.ui.element import Element

SNAPSHOTS = Path(__file__).parent / "snapshots"
GOLDEN = Path(__file__).parent / "golden"
DRAWN_WITH = GOLDEN / "drawn-with.txt"


def is_approving() -> bool:
    if not os.environ.get("APPROVE"):
        return False
    if os.environ.get("CI"):
        pytest.fail("APPROVE is set where nobody looks at what is approved")
    return True


def as_text(element: Element, depth: int = 0) -> str:
    """A screen as an outline: what each element is, says, and where it is."""
    parts = [f"{'  ' * depth}{element.role.value}"]
    if element.key:
        parts.append(f"#{element.key}")
    parts.append(f"{element.rect.x},{element.rect.y} {element.rect.width}x{element.rect.height}")
    parts.extend(sorted(element.states))
    if element.hotkeys:
        parts.append(f"[{' '.join(element.hotkeys)}]")
    if element.name:
        parts.append(f"“{element.name}”")
    if element.value:
        parts.append(f"= {element.value}")
    below = [as_text(child, depth + 1) for child in element.children]
    return "\n".join([" ".join(parts), *(text for text in below if text)])


def assert_text_as_approved(name: str, text: str) -> None:
    approved = SNAPSHOTS / f"{name}.txt"
    if is_approving():
        approved.parent.mkdir(exist_ok=True)
        approved.write_text(f"{text}\n", encoding="utf-8")
    assert f"{text}\n" == approved.read_text(encoding="utf-8"), "if this is meant, look at it and approve it"


def drawing_tools() -> str:
    """What decides each pixel beside our own code: letters are drawn by the library inside pygame-ce."""
    return f"pygame-ce {pygame.version.ver} {platform.system()} {platform.machine()}"


def assert_picture_as_approved(name: str, surface: pygame.Surface) -> None:
    approved = GOLDEN / f"{name}.png"
    if is_approving():
        GOLDEN.mkdir(exist_ok=True)
        pygame.image.save(surface, approved)
        DRAWN_WITH.write_text(f"{drawing_tools()}\n", encoding="utf-8")
    drawn_with = DRAWN_WITH.read_text(encoding="utf-8").strip()
    if drawn_with != drawing_tools():
        pytest.skip(f"approved as {drawn_with} draws it; this is {drawing_tools()}, which may draw letters otherwise")
    expected = pygame.image.load(approved)
    actual, diff = (GOLDEN / f"{name}.{kind}.png" for kind in ("actual", "diff"))
    for file in (actual, diff):
        file.unlink(missing_ok=True)
    if pixels(surface) == pixels(expected):
        return
    pygame.image.save(surface, actual)
    pygame.image.save(difference(surface, expected), diff)
    pytest.fail(f"{name} is drawn otherwise than approved: see {actual.name} and {diff.name} beside it")


def pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


def difference(one: pygame.Surface, other: pygame.Surface) -> pygame.Surface:
    """Red where they differ, on the paled picture."""
    shown = pygame.Surface(one.get_size())
    shown.blit(one, (0, 0))
    shown.fill((90, 90, 90), special_flags=pygame.BLEND_RGB_ADD)
    if one.get_size() == other.get_size():
        mask = pygame.mask.from_threshold(one, (0, 0, 0), (1, 1, 1, 255), othersurface=other)
        mask.invert()
        mask.to_surface(shown, setcolor=(255, 0, 0), unsetcolor=None)
    return shown
