"""Which findings belong to what is on the screen: those come first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.core.diagnostic import Diagnostic, Severity, Span
from tools.preview.spot import Where

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ADVICE: 2}


@dataclass(frozen=True, slots=True)
class Sorted:
    """All findings: those about what is shown, and the others by place."""

    here: tuple[Diagnostic, ...]
    elsewhere: tuple[Diagnostic, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.here) + len(self.elsewhere)


def sorted_for(where: Where | None, findings: Sequence[Diagnostic], spans: Mapping[str, Span]) -> Sorted:
    """The findings for a place.

    Args:
        where: What is shown; None: nothing of the file is.
        findings: In any order.
        spans: The places of the file's parts, as it was read for these findings.
    """
    owners = _Owners(spans)
    here: list[tuple[int, int, Diagnostic]] = []
    elsewhere: list[Diagnostic] = []
    for finding in sorted(findings, key=Diagnostic.sort_key):
        scene, choice = owners.of(finding.span.line)
        if where is not None and scene == where.scene:
            is_about_choice = where.choice is not None and choice == where.choice.id
            here.append((0 if is_about_choice else 1, _RANK[finding.severity], finding))
        else:
            elsewhere.append(finding)
    here.sort(key=lambda each: each[:2])  # stable: by place among equals
    elsewhere.sort(key=lambda finding: finding.severity is not Severity.ERROR)
    return Sorted(tuple(finding for _, _, finding in here), tuple(elsewhere))


class _Owners:
    """To which scene and choice a line of the file belongs."""

    def __init__(self, spans: Mapping[str, Span]) -> None:
        places: list[tuple[int, str, str]] = []
        scene_of: dict[int, str] = {}
        for name, span in spans.items():
            kind, _, rest = name.partition("/")
            if kind == "scene":
                scene_of[span.line] = rest.partition("/")[0]
                places.append((span.line, rest.partition("/")[0], ""))
            elif kind == "choice" and "/" not in rest:
                places.append((span.line, "", rest))
            elif "/" not in name:
                places.append((span.line, "", ""))
        # A choice stands in the scene whose key came last before it; sorted so that it wins on a line of its own.
        self._lines: list[int] = []
        self._owners: list[tuple[str, str]] = []
        scene = ""
        for line, own_scene, choice in sorted(places):
            if own_scene:
                scene = own_scene
            elif not choice:
                scene = ""
            self._lines.append(line)
            self._owners.append((scene, choice))

    def of(self, line: int) -> tuple[str, str]:
        place = bisect_right(self._lines, line)
        return self._owners[place - 1] if place else ("", "")
