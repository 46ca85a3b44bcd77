"""
D08 same-face-of-harm: across a library, it is always the same kind of person who slips.

Why it matters
    If the one who slips is always a senior man, players learn to watch senior men, and look no further in themselves.

How it is found
    In a library of ten scenarios or more, people with `slips: yes` are compared by `seniority` and by `pronouns`, each
    where at least ten of them state it.  One value for more than half of them is found.

Example::

    copies: 10

Use instead::

    copies: 5
    ---
    copies: 5
    cast:
      duarte:
        seniority: peer
        pronouns: she/her

"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from game.core.diagnostic import Severity
from tools.checking.rule import Finding, Rule
from tools.checking.story import Story
from tools.rules._moments import finished

RULE = Rule(code="D08", name="same-face-of-harm", severity=Severity.WARNING)


def check_library(stories: Sequence[Story]) -> Iterator[Finding]:
    """Yield a finding for each key that is alike in most of those who slip."""
    done = finished(stories)
    slipping = [person for story in done for person in story.scenario.cast.values() if person.slips]
    if not done or len(done) < done[0].limit("D08", "fewest_scenarios"):
        return
    for key in ("seniority", "pronouns"):
        stated = [getattr(person, key).split("/")[0].strip().casefold() for person in slipping if getattr(person, key)]
        if len(stated) < done[0].limit("D08", "fewest_people"):
            continue
        value, times = Counter(stated).most_common(1)[0]
        if times / len(stated) > done[0].limit("D08", "share"):
            yield Finding(
                message=f"Of {len(stated)} people who slip, {times} have “{value}” beside “{key}”.",
                hint="Let somebody else slip in the next scenarios: a peer, a client, a well-liked colleague, you.",
            )
