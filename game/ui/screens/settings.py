"""What can be set: how it looks, how it plays, what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.session.messages import Pacing
from game.settings import TEXT_PERCENT, Settings
from game.ui.actions import BackToLibrary, ChangeSetting, Open, Overlay
from game.ui.blocks import Align, Block, Card, Chip, Columns, Paragraph, Row, Rule, Spacer, heading
from game.ui.element import Element, Role, SymbolKind
from game.ui.interface import Interface
from game.ui.keybar import Hint
from game.ui.screens.frame import close_hint, help_hint, with_pages
from game.ui.theme import Look

THEMES = {"paper": "Paper", "dark": "Dark", "high-contrast": "High contrast"}
PACINGS: Mapping[str, tuple[str, str]] = {
    Pacing.AUTOMATIC.value: ("Automatic", "In your first scenario, after the first two decisions. Later, at the end."),
    Pacing.GUIDED.value: ("After each decision", "You read why it went that way, and other ways, straight away."),
    Pacing.FLOW.value: ("At the end", "The story goes on without a stop. You read why when you look back."),
}
KEPT = (
    "Your plays and settings are kept on this computer, so that you can go on where you stopped. "
    "Nothing is sent anywhere, and nobody else is told how you play."
)
NOTES = "Off: what you type is gone when you go on. On: it stays in a file on this computer that you can delete."


@dataclass(frozen=True, slots=True)
class _Switch:
    """Something that is on or off."""

    field: str
    label: str
    says: str


PICTURE_SWITCHES = (
    _Switch("reduce_motion", "Reduce motion", "Nothing on the screen moves by itself."),
    _Switch("sound", "Sound", "Quiet, and nothing depends on it."),
    _Switch("fullscreen", "Full screen", ""),
)
PLAY_SWITCHES = (
    _Switch("timers", "Timers", "Off: you have all the time you want."),
    _Switch("show_drafts", "Show drafts", "Scenarios that are not finished yet."),
)
NOTES_SWITCH = _Switch("keep_notes", "Keep my notes", NOTES)


def settings_screen(
    settings: Settings, interface: Interface, look: Look, *, can_leave_play: bool, kept_in: str = ""
) -> Element:
    """All settings; each change counts at once.

    Args:
        settings: As they are now.
        can_leave_play: Whether there is a play that one could leave for the library.
        kept_in: The folder with what is kept, to be shown; empty: it is not named.
    """
    left = (
        heading("On the screen", look),
        Rule(space_after=look.px(14)),
        *_text_size(settings, look),
        *_themes(settings, look),
        *(block for each in PICTURE_SWITCHES for block in _switch(each, settings, look)),
        Spacer(look.px(8)),
        *_kept(look, kept_in),
    )
    right = (
        heading("In a play", look),
        Rule(space_after=look.px(14)),
        *_pacing(settings, look),
        *(block for each in PLAY_SWITCHES for block in _switch(each, settings, look)),
        *_switch(NOTES_SWITCH, settings, look),
    )
    blocks: tuple[Block, ...] = (
        heading("Settings", look, look.title, look.px(14)),
        Columns((left, right), minimum=21, gap=look.px(80)),
    )
    leave = (
        (Hint(("L",), "To the library", BackToLibrary(), ("l",), rank=1, key="library"),) if can_leave_play else ()
    )
    keys = (Hint(("Tab",), "Next", rank=3), Hint(("Enter",), "Change", rank=3), Hint(("–", "+"), "Text size", rank=2))
    tree = with_pages(
        "Settings",
        look,
        blocks,
        interface.overlay_page,
        (),
        (*keys, *leave, help_hint(), close_hint()),
        message=interface.message,
    )
    return _spoken_in_full(tree, settings)


def _kept(look: Look, kept_in: str) -> tuple[Block, ...]:
    theme = look.theme
    return (
        heading("What is kept", look),
        Paragraph(KEPT, look.small, theme.ink, look.px(12)),
        *((Paragraph(f"The folder: {kept_in}", look.small, theme.muted, look.px(12)),) if kept_in else ()),
        Row((
            Chip(
                "Delete everything that was kept",
                key="delete",
                action=Open(Overlay.DELETE),
                description="Asks you once more",
            ),
        ), space_after=look.px(34)),
    )


def _label(text: str, says: str, look: Look) -> tuple[Block, ...]:
    blocks: tuple[Block, ...] = (Paragraph(text, look.bold, look.theme.ink, look.px(2)),)
    if says:
        blocks += (Paragraph(says, look.small, look.theme.muted),)
    return blocks


def _text_size(settings: Settings, look: Look) -> tuple[Block, ...]:
    now = settings.text_percent
    at = TEXT_PERCENT.index(now)
    smaller, larger = TEXT_PERCENT[max(0, at - 1)], TEXT_PERCENT[min(len(TEXT_PERCENT) - 1, at + 1)]
    chips = (
        Chip("Smaller", key="text-smaller", action=ChangeSetting("text_percent", smaller), hotkeys=("-", "[-]")),
        Chip(f"{now} %", key="text-now", fill=look.theme.caption, ink=look.theme.caption_ink),
        Chip("Larger", key="text-larger", action=ChangeSetting("text_percent", larger), hotkeys=("+", "=", "[+]")),
    )
    return _under("Text size", Row(chips, space_after=look.px(14)), look)


def _themes(settings: Settings, look: Look) -> tuple[Block, ...]:
    chips = tuple(
        _radio(f"theme-{name}", label, ChangeSetting("theme", name), settings.theme == name)
        for name, label in THEMES.items()
    )
    return _under("Colours", Row(chips, space_after=look.px(14)), look)


def _under(label: str, row: Row, look: Look) -> tuple[Block, ...]:
    title = Paragraph(label, look.bold, look.theme.ink, look.px(8), heading=True)
    return (title, row, Rule(space_after=look.px(14)))


def _radio(key: str, label: str, action: ChangeSetting, is_chosen: bool) -> Chip:
    states = frozenset({"checked"}) if is_chosen else frozenset[str]()
    symbol = SymbolKind.CHECK if is_chosen else None
    return Chip(label, key=key, action=action, chosen=is_chosen, role=Role.RADIO, states=states, symbol=symbol)


def _switch(each: _Switch, settings: Settings, look: Look) -> tuple[Block, ...]:
    is_on = bool(getattr(settings, each.field))
    chip = Chip(
        "On" if is_on else "Off",
        key=each.field.replace("_", "-"),
        action=ChangeSetting(each.field, not is_on),
        chosen=is_on,
        role=Role.SWITCH,
        symbol=SymbolKind.CHECK if is_on else None,
    )
    beside = Columns(
        (_label(each.label, each.says, look), (Row((chip,), align=Align.END),)),
        minimum=4.0,
        weights=(4.0, 1.1),
        gap=look.px(24),
        space_after=look.px(14),
    )
    return (beside, Rule(space_after=look.px(14)))


def _pacing(settings: Settings, look: Look) -> tuple[Block, ...]:
    theme = look.theme
    cards: list[Block] = []
    for name, (label, says) in PACINGS.items():
        is_chosen = settings.pacing == name
        ink = theme.chosen_ink if is_chosen else theme.ink
        shown = f"{label} · chosen" if is_chosen else label  # not by colour alone
        cards.append(
            Card(
                (Paragraph(shown, look.bold, ink), Paragraph(says, look.small, ink)),
                key=f"pacing-{name}",
                action=ChangeSetting("pacing", name),
                role=Role.RADIO,
                name=f"{label}. {says}",
                states=frozenset({"checked"}) if is_chosen else frozenset(),
                fill=theme.chosen if is_chosen else None,
                shadow=0,
                stroke_width=max(2, look.px(3)),
                padding=look.px(19),
                space_after=look.px(10),
            )
        )
    return (
        Paragraph("When you read why it went that way", look.bold, theme.ink, look.px(10), heading=True),
        *cards,
        Spacer(look.px(4)),
        Rule(space_after=look.px(14)),
    )


def _spoken_in_full(tree: Element, settings: Settings) -> Element:
    """Names for those who do not see what stands beside a control."""
    names: dict[str, tuple[str, str, str]] = {
        "text-smaller": ("Smaller text", "", f"now {settings.text_percent} %"),
        "text-now": ("Text size", f"{settings.text_percent} %", ""),
        "text-larger": ("Larger text", "", f"now {settings.text_percent} %"),
    }
    for each in (*PICTURE_SWITCHES, *PLAY_SWITCHES, NOTES_SWITCH):
        value = "on" if getattr(settings, each.field) else "off"
        names[each.field.replace("_", "-")] = (each.label, value, each.says)
    for name, label in THEMES.items():
        names[f"theme-{name}"] = (f"Colours: {label}", "", "")

    def named(element: Element) -> Element:
        children = tuple(named(child) for child in element.children)
        if element.key not in names:
            return replace(element, children=children)
        name, value, description = names[element.key]
        states = element.states - {"selected"}
        return replace(
            element, name=name, value=value, description=description, states=states, children=children
        )

    return named(tree)
