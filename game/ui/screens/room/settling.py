"""What is settled before a group plays: how long, how it votes, what decides a tie, or a rehearsal first."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.ballot import TieRule
from game.hosting import Hosting, VotesBy
from game.session.room import LENGTHS
from game.ui.actions import SettleGroup, StartGroup
from game.ui.blocks import Block, Chip, Paragraph, Row, heading, paragraph
from game.ui.element import Element, Role
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.screens.frame import close_hint, with_pages
from game.ui.theme import Look

INVENTED = 30  # voters of a rehearsal that is begun here
VOTES = {
    VotesBy.HANDS: "Raised hands", VotesBy.BOTH: "Phones, and hands for who has none", VotesBy.PHONES: "Phones alone",
}
BY_PHONE = "Phones join over the Wi-Fi that this computer is on. Nobody needs an app, and nobody gives a name."
ABOUT_VOTES = {
    VotesBy.HANDS: "You type the numbers. Nothing else is needed, and no network.",
    VotesBy.BOTH: BY_PHONE,
    VotesBy.PHONES: BY_PHONE,
}
TIES = {
    TieRule.FACILITATOR: "I choose", TieRule.AGAIN: "Talk and vote again", TieRule.STORY: "The one listed first",
    TieRule.BOTH: "One, and then the other",
}


def settling_screen(title: str, hosting: Hosting, interface: Interface, look: Look) -> Element:
    """All that is settled, each with one press, and the way to begin."""
    blocks: tuple[Block, ...] = (
        Paragraph("Run for a group", look.subtitle, look.theme.muted, look.px(6)),
        Paragraph(title, look.display, look.theme.ink, look.px(24), heading=True, balanced=True),
        heading("How long is the session?", look),
        _row("minutes", ((minutes, f"{minutes} minutes") for minutes in LENGTHS), hosting.minutes, look),
        heading("How do people vote?", look),
        _row("votes", VOTES.items(), hosting.votes, look, after=10),
        paragraph(ABOUT_VOTES[hosting.votes], look, look.px(24), muted=True),
        heading("What decides a tie?", look),
        _row("tie_rule", TIES.items(), hosting.tie_rule, look),
        heading("Is this a rehearsal?", look),
        _row("invented", ((0, "No, people are here"), (INVENTED, f"Yes, with {INVENTED} invented voters")),
             hosting.invented, look, after=10),
        paragraph("A rehearsal is marked as one, and nothing of it is kept.", look, 0, muted=True),
    )
    return with_pages(
        f"Run for a group: {title}",
        look,
        blocks,
        interface.page,
        (
            Hint(("Space",), "Rehearse" if hosting.invented else "Go to the doors", StartGroup(), ("space",),
                 key="start-group"),
            Hint(("Arrows",), "Move"),
            Hint(("Enter",), "Choose"),
        ),
        (close_hint(),),
        message=interface.message,
    )


def _row(
    name: str, offered: Iterable[tuple[object, str]], settled: object, look: Look, *, after: int = 26
) -> Row:
    chips = tuple(
        Chip(
            label,
            key=f"group-{name}-{value}",
            action=SettleGroup(name, value),
            chosen=value == settled,
            role=Role.RADIO,
            states=frozenset({"checked"}) if value == settled else frozenset(),
        )
        for value, label in offered
    )
    return Row(chips, space_after=look.px(after), font=look.body)
