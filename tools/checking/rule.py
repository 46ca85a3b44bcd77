"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from game.core.diagnostic import Severity

if TYPE_CHECKING:
    from tools.checking.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that `check` looks for.

    Attributes:
        code: Stable: a letter for the group and two digits, such as ``B02``.
        name: What is wrong, in a few words with hyphens, so that “allow <name>” reads right.
        severity: Error and warning end a strict check with 1; advice never counts.
        is_english_only: It looks at English words, and is silent about a scenario in another language.
        is_about_prose: It judges how something is written, so it can be wrong; its page says how often it was.
        unless: Codes whose finding at the same scene, choice or person makes this one follow from it.
    """

    code: str
    name: str
    severity: Severity
    is_english_only: bool = False
    is_about_prose: bool = False
    unless: tuple[str, ...] = ()


class Finding(NamedTuple):
    """What a rule says about one place.  Its parts are given by name.

    Attributes:
        where: A key of `Spans`: ``title``, ``scene/<id>/script``, ``scene/<id>/decision/ask``, ``choice/<id>/do``,
            ``cast/<id>/wants``, ``fact/<id>``, ``scene/<id>/ending/closing`` and so on.
        message: What is so, in the author's words; a sentence or two, with the numbers counted.
        hint: What to write instead.
        quote: Words of the text at `where` to put the mark under; empty: the mark is under the key.
        severity: Another than the rule's own, where a rule has two thresholds.
        file: For a rule about a library: the id of the scenario that it belongs to; empty: the library as a whole.
    """

    message: str
    hint: str
    where: str = ""
    quote: str = ""
    severity: Severity | None = None
    file: str = ""


class ScenarioCheck(Protocol):
    """Looks at one scenario."""

    def __call__(self, story: Story, /) -> Iterator[Finding]: ...


class LibraryCheck(Protocol):
    """Looks at all scenarios of a folder together."""

    def __call__(self, stories: Sequence[Story], /) -> Iterator[Finding]: ...
