"""
G05 few-places: the scenarios play in few countries, or many of them in one.

Why it matters
    If most scenarios play in one place, people elsewhere read them as other people's manners.

How it is found
    In a library of eight scenarios or more, fewer than eight different `country` entries is advice, and so is a country
    that more than 20 % of the scenarios share.  Drafts, and scenarios without `country`, do not count.

Example::

    copies: 8
    country: Portugal

Use instead::

    country: Portugal
    ---
    country: Canada
    ---
    country: Germany
    ---
    country: Colombia
    ---
    country: Kenya
    ---
    country: India
    ---
    country: New Zealand
    ---
    country: Poland
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.checking.todo import is_left
from tools.rules._moments import finished

RULE = Rule(code="G05", name="few-places", severity=Severity.ADVICE)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding if there are few countries, and one for each with too many scenarios."""
    told = [story.scenario.country for story in finished(stories)]
    told = [country for country in told if country and not is_left(country)]
    if len(told) < stories[0].limit("G05", "scenarios"):
        return
    countries = Counter(told)
    fewest, most = stories[0].limit("G05", "countries"), stories[0].limit("G05", "share")
    if len(countries) < fewest:
        yield Finding(
            message=f"All {len(told)} scenarios play in {_places(len(countries))}: {', '.join(sorted(countries))}.",
            hint=f"Aim for {fewest:.0f} or more, each with somebody who knows the place to read it.",
        )
    for country, times in countries.most_common():
        if times > most * len(told):
            yield Finding(
                message=f"{times} of {len(told)} scenarios play in {country}.",
                hint="Let the next ones play elsewhere.",
            )


def _places(number: int) -> str:
    return "1 country" if number == 1 else f"{number} countries"
