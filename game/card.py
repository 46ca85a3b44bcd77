"""What a list of scenarios shows of each file, and how that is kept as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from game.core.diagnostic import Diagnostic, Severity, Span
from game.core.look import Look

if TYPE_CHECKING:
    from game.core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Cover:
    """Who is shown on a card: the person on whom the incident lands."""

    name: str
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a list of scenarios shows of one."""

    id: str
    title: str
    summary: str
    setting: str
    mode: str
    seat: str
    minutes: int
    intensity: int
    content_note: str
    country: str
    place: str  # of the scene it starts with
    cover: Cover | None
    themes: tuple[str, ...]
    is_draft: bool
    reviewers: int
    content_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A file that cannot be played."""

    file: str
    reason: str  # one sentence
    findings: int
    first: Diagnostic | None = None


def card(scenario: Scenario) -> Card:
    """The card of a checked scenario."""
    from game.core.scenario import Affected

    people = sorted(scenario.cast.values(), key=lambda member: member.affected is not Affected.YES)
    return Card(
        id=scenario.id,
        title=scenario.title,
        summary=scenario.summary,
        setting=scenario.setting,
        mode=scenario.mode.value,
        seat=scenario.seat.value,
        minutes=scenario.minutes,
        intensity=scenario.intensity,
        content_note=scenario.content_note,
        country=scenario.country,
        place=scenario.scenes[scenario.start].place,
        cover=Cover(people[0].name, people[0].look) if people else None,
        themes=scenario.themes,
        is_draft=scenario.is_draft,
        reviewers=len(scenario.review.reviewers),
        content_hash=scenario.content_hash,
    )


def left_out(name: str, findings: tuple[Diagnostic, ...]) -> LeftOut:
    """Why the file `name` cannot be played."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not errors:
        return LeftOut(file=name, reason=f"{name} cannot be read.", findings=len(findings))
    reason = f"{name}, line {errors[0].span.line}: {errors[0].message}"
    return LeftOut(file=name, reason=reason, findings=len(findings), first=errors[0])


def told_card(card: Card) -> dict[str, Any]:
    """A card as JSON can hold it."""
    return asdict(card)


def card_of(told: dict[str, Any]) -> Card:
    """The card that was told; raises what a broken telling raises: KeyError, TypeError, ValueError."""
    cover = told["cover"]
    told["cover"] = None if cover is None else Cover(cover["name"], Look(**cover["look"]))
    told["themes"] = tuple(told["themes"])
    return Card(**told)


def told_finding(finding: Diagnostic) -> dict[str, Any]:
    """A finding as JSON can hold it."""
    told = asdict(finding)
    told["span"] = [finding.span.line, finding.span.column, finding.span.length]
    return told


def finding_of(told: dict[str, Any]) -> Diagnostic:
    """The finding that was told; raises what a broken telling raises: KeyError, TypeError, ValueError."""
    told["span"] = Span(*told["span"])
    told["severity"] = Severity(told["severity"])
    return Diagnostic(**told)
