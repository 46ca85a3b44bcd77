"""The library, the help and the records in blocks of words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from game.core.scenario import Mode
from game.terminal import answers as a
from game.terminal import words as w
from game.terminal.block import Block

if TYPE_CHECKING:
    from game.application import LibraryCard, LibraryView
    from game.records.report import Report

HINT = "A number: open that. fresh and a number: begin it anew. report, settings, support, ?: help, q: leave."

# Said where it is decided whether to play at all, since it is a condition for playing honestly.
PROMISE = (
    "Nobody but you sees what you do here. It is never to be used for hiring, appraisal or discipline. "
    "You can leave at any moment with q."
)


def library(view: LibraryView) -> tuple[Block, ...]:
    """What can be played, and what could not be offered."""
    blocks = [Block("Practise the moment when something at work is off.", "Upstander.", opens=True)]
    if view.organisation.name:
        blocks.append(Block(view.organisation.name, "For:"))
    if view.organisation.note:
        blocks.append(Block(view.organisation.note, "Here:"))
    if view.is_first_visit:
        blocks.append(Block(PROMISE))
    blocks.append(Block(w.count(len(view.cards), "scenario") + ".", "Library.", opens=True))
    for number, card in enumerate(view.all_cards, 1):
        if card in view.own[:1]:
            blocks.append(Block(w.count(len(view.own), "scenario") + " of your own.", "Yours.", opens=True))
        blocks.extend(_card(number, card))
    return (*blocks, *_left_out(view))


def _card(number: int, shown: LibraryCard) -> tuple[Block, ...]:
    card = shown.card
    draft = " (a draft)" if card.is_draft else ""
    minutes, intensity = w.count(card.minutes, "minute"), w.INTENSITIES.get(card.intensity, "")
    about = f"About {minutes}, {intensity}, {w.MODES[Mode(card.mode)]}."
    blocks = [
        Block(f"{_sentence(card.title + draft)} {status(shown)}", f"{number}.", opens=True),
        Block(card.summary, indent=3),
        Block(about, indent=3),
    ]
    if card.content_note:
        blocks.append(Block(card.content_note, "What it shows:", indent=3))
    return tuple(blocks)


def _sentence(title: str) -> str:
    """A title that asks something keeps its own mark."""
    return title if title.endswith(("?", "!", "…", ".")) else f"{title}."


def listing(view: LibraryView) -> tuple[Block, ...]:
    """The library by id, to be named on the command line."""
    blocks: list[Block] = []
    for shown in view.all_cards:
        if shown in view.own[:1]:
            blocks.append(Block(shown.file.rpartition("/")[0], "Yours, in", opens=True))
        card = shown.card
        draft = " (a draft)" if card.is_draft else ""
        minutes, played = w.count(card.minutes, "minute"), status(shown)
        blocks.append(Block(f"{_sentence(card.title + draft)} {minutes}. {played}".rstrip(), card.id, hang=4))
    if not blocks:
        blocks.append(Block("There is no scenario here."))
    return (*blocks, *_left_out(view))


def _left_out(view: LibraryView) -> tuple[Block, ...]:
    if not view.all_left_out:
        return ()
    return (
        Block(f"{w.count(len(view.all_left_out), 'file')} could not be offered:", "Left out.", opens=True),
        *(Block(out.reason, f"{out.file}:", indent=2, hang=2) for out in view.all_left_out),
    )


def status(shown: LibraryCard) -> str:
    """How far it was played, in words."""
    if shown.status == "half-done":
        return f"Half done: {w.count(shown.decisions_made, 'decision')} made."
    if shown.status == "played":
        return f"Played; it ended with “{shown.last_ending}”." if shown.last_ending else "Played."
    return ""


def find(view: LibraryView, typed: str) -> LibraryCard | str:
    """The card that somebody means by a number, an id or a title, or what to tell them."""
    number = a.number_in(typed)
    if number is not None:
        cards = view.all_cards
        if 1 <= number <= len(cards):
            return cards[number - 1]
        return f"Type a number from 1 to {len(cards)}." if cards else "There is nothing to open."
    said = typed.strip().casefold()
    names = {name.casefold(): card for card in view.all_cards for name in (card.card.title, card.card.id)}
    if said in names:
        return names[said]
    near = get_close_matches(said[:80], names, n=1, cutoff=0.6)
    meant = f" Did you mean {names[near[0]].card.id}?" if near else ""
    return f"There is no scenario with that name. Type its number.{meant}"


def help_text() -> tuple[Block, ...]:
    """All that can be typed."""
    return (
        Block("", "What you can type.", opens=True),
        *(Block(does, f"{typed}:", indent=2, hang=2) for typed, does in a.HELP),
    )


def support(view: LibraryView) -> tuple[Block, ...]:
    """Whom one can talk to."""
    organisation = view.organisation
    blocks = [Block("", "Someone to talk to.", opens=True)]
    if organisation.note:
        blocks.append(Block(organisation.note, "Here:"))
    blocks.extend(Block(contact.how, f"{contact.name}:", indent=2, hang=2) for contact in organisation.help)
    if not organisation.help:
        blocks.append(
            Block(
                "Your organisation has not set a contact here. Somebody you trust, a staff representative or "
                "your doctor can be a start. You can stop at any moment with q."
            )
        )
    return tuple(blocks)


def report(told: Report) -> tuple[Block, ...]:
    """The player's own records, line by line as they are written."""
    blocks: list[Block] = []
    opens = True
    for line in told.text().splitlines():
        words = line.strip()
        if words:
            indent = min(8, len(line) - len(line.lstrip()))
            blocks.append(Block(words, indent=indent, hang=2 if indent else 0, opens=opens))
        opens = not words
    return tuple(blocks)
