"""What one should know before playing: the seat, the time, the note on content, who has reviewed it, who sees it."""

from __future__ import annotations

from game.session.messages import Begin, Pacing, SetPacing
from game.session.views import BriefingView, SessionView
from game.ui.actions import BackToLibrary, Do, Open, Overlay
from game.ui.blocks import Block, Card, Chip, Paragraph, Rich, Row, heading, lead_in, paragraph
from game.ui.element import Element, Role
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.screens.beside import beside
from game.ui.screens.frame import leave_hint, play_hints, with_pages
from game.ui.text import Span
from game.ui.theme import Look

PACING = {
    Pacing.AUTOMATIC: "Early on, then at the end",
    Pacing.GUIDED: "After each decision",
    Pacing.FLOW: "At the end",
}


def briefing_screen(
    view: SessionView,
    briefing: BriefingView,
    interface: Interface,
    look: Look,
    *,
    organisation_note: str = "",
    has_library: bool = True,
) -> Element:
    """The briefing, with the choice to play or, where there is a library, to leave it for that."""
    theme = look.theme
    minutes = f"About {briefing.minutes} minutes"
    chips = (
        Chip(minutes, fill=theme.caption, ink=theme.caption_ink),
        Chip(("Everyday", "Charged", "Severe")[briefing.intensity - 1], fill=theme.mint, ink=theme.on_colour),
        Chip("Only you see this", fill=theme.periwinkle, ink=theme.on_colour),
    )
    people = "; ".join(
        f"{person.name}, {person.role.rstrip('.')}" if person.role else person.name for person in briefing.cast
    )
    words: tuple[Block, ...] = (
        Paragraph(view.title, look.display, theme.ink, look.px(10), heading=True, balanced=True),
        Row(chips, space_after=look.px(22)),
        paragraph(briefing.summary, look, look.px(22)),
        lead_in("You.", f"{_sentence(briefing.role)} {_sentence(briefing.power)}".strip(), look, look.px(20)),
        *_note(briefing, look),
        *_organisation(organisation_note, look),
        _small("With you.", _sentence(people), look),
        _small(
            "Before you start.",
            "There is more than one good way. What you choose stays on this computer, and nobody else gets it. "
            f"You can leave at any moment with Esc and go on later. {briefing.review}",
            look,
        ),
        *_glossary(briefing, look),
        heading("When would you like to hear why?", look),
        Row(
            tuple(
                Chip(
                    label,
                    key=f"pacing-{pacing.value}",
                    action=Do((SetPacing(pacing),)),
                    chosen=pacing is view.pacing,
                    role=Role.RADIO,
                    states=frozenset({"checked"}) if pacing is view.pacing else frozenset(),
                )
                for pacing, label in PACING.items()
            ),
            space_after=look.px(12),
        ),
    )
    blocks = beside(briefing.panel, words, look, 0.44)
    back = Hint(("Backspace",), "Another scenario", BackToLibrary(), ("backspace",), rank=1, key="library")
    return with_pages(
        f"{view.title}. Briefing.",
        look,
        blocks,
        interface.page,
        (Hint(("Enter",), "Play", Do((Begin(),)), ("return", "space", "enter"), key="go-on"),),
        (
            *((back,) if has_library else ()),
            Hint(("W",), "Who is there", Open(Overlay.PEOPLE), ("w",), rank=4, key="people"),
            *play_hints(has_transcript=False),
            leave_hint(),
        ),
        message=interface.message,
    )


def _small(lead: str, text: str, look: Look) -> Block:
    return Rich((Span(lead, bold=True), Span(f" {text}")), look.small, look.theme.ink, look.px(18))


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".!?…" else text + "."


def _note(briefing: BriefingView, look: Look) -> tuple[Block, ...]:
    if not briefing.content_note:
        return ()
    theme = look.theme
    return (
        Card(
            (lead_in("What it is about.", briefing.content_note, look, 0),),
            key="content-note",
            role=Role.TEXT,
            name=f"What it is about. {briefing.content_note}",
            fill=theme.card,
            shadow=0,
            padding=look.px(22),
            space_after=look.px(22),
        ),
    )


def _organisation(note: str, look: Look) -> tuple[Block, ...]:
    return (lead_in("Where you work.", note, look, look.px(20)),) if note else ()


def _glossary(briefing: BriefingView, look: Look) -> tuple[Block, ...]:
    if not briefing.glossary:
        return ()
    words = " ".join(f"{term}: {_sentence(meaning)}" for term, meaning in briefing.glossary)
    return (_small("Words used here.", words, look),)
