"""
Colours named by their use, and the sizes that a window gives.

Every pair of text and ground that a screen may use is declared in `TEXT_PAIRS`; a test computes its contrast in
each theme (WCAG 2.2 AA: 4.5 to 1 for text, 3 to 1 for outlines and the focus ring).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from game.ui.element import Colour, Rect
from game.ui.text import Face, FontSpec, Measure, heading_face, reading_face

# Names of the people who speak, dark enough for a light bubble.
_NAMES: tuple[Colour, ...] = (
    (11, 110, 105), (176, 28, 42), (59, 72, 158), (128, 78, 0), (122, 46, 131), (44, 104, 48),
)


def _hex(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One set of colours."""

    name: str
    ground: Colour  # of the whole window
    card: Colour  # cards, dialogs and the bar of keys
    ink: Colour  # text, outlines of cards
    muted: Colour  # less important text, on ground and card
    rule: Colour  # thin lines that only divide
    faint: Colour  # what is there but not taken: dashed ways, empty dots
    shadow: Colour  # the hard shadow of a card
    accent: Colour  # the focus ring; links
    caption: Colour  # the narrator's box, letters of options
    caption_ink: Colour
    caption_line: Colour
    panel_line: Colour  # the edge of a picture
    bubble: Colour
    bubble_ink: Colour
    bubble_line: Colour
    bubble_names: tuple[Colour, ...] = _NAMES
    cap: Colour  # a key on the bar
    cap_ink: Colour
    chosen: Colour  # a chip or a tab that is switched on
    chosen_ink: Colour
    marigold: Colour
    mint: Colour
    periwinkle: Colour
    coral: Colour
    teal: Colour
    on_colour: Colour  # text on marigold, mint, periwinkle and coral
    on_teal: Colour
    lilac: Colour  # what happened
    sage: Colour  # what helped
    rose: Colour  # what it cost
    wash_ink: Colour  # text on lilac, sage and rose
    washes: tuple[Colour, ...]  # grounds of pictures while they are drawn, one after another


PAPER = Theme(
    name="paper",
    ground=_hex("#F6F0E4"), card=_hex("#FFFDF7"), ink=_hex("#16130F"), muted=_hex("#5A5348"),
    rule=_hex("#D5CBB8"), faint=_hex("#8A8070"), shadow=_hex("#16130F"), accent=_hex("#0B7A75"),
    caption=_hex("#FFE9B0"), caption_ink=_hex("#16130F"), caption_line=_hex("#16130F"), panel_line=_hex("#16130F"),
    bubble=_hex("#FFFDF7"), bubble_ink=_hex("#16130F"), bubble_line=_hex("#16130F"),
    cap=_hex("#FBF4E2"), cap_ink=_hex("#16130F"), chosen=_hex("#16130F"), chosen_ink=_hex("#FFFDF7"),
    marigold=_hex("#FFB627"), mint=_hex("#8FD3B6"), periwinkle=_hex("#8D9BE6"), coral=_hex("#F2545B"),
    teal=_hex("#0B7A75"), on_colour=_hex("#16130F"), on_teal=_hex("#FFFDF7"),
    lilac=_hex("#F3E6FB"), sage=_hex("#DDF0E6"), rose=_hex("#FCE3E0"), wash_ink=_hex("#16130F"),
    washes=(_hex("#CFE3DC"), _hex("#D5DAF5"), _hex("#FFD79E"), _hex("#FBC9CC"), _hex("#BFE4D5"), _hex("#FFE9B0")),
)
DARK = Theme(
    name="dark",
    ground=_hex("#1C1915"), card=_hex("#2A251F"), ink=_hex("#F6F0E4"), muted=_hex("#BEB4A3"),
    rule=_hex("#4A4238"), faint=_hex("#8F8677"), shadow=_hex("#0A0806"), accent=_hex("#5FD6C6"),
    caption=_hex("#4A3B16"), caption_ink=_hex("#FFF3D0"), caption_line=_hex("#E9D9AE"), panel_line=_hex("#F6F0E4"),
    bubble=_hex("#F6F0E4"), bubble_ink=_hex("#16130F"), bubble_line=_hex("#16130F"),
    cap=_hex("#3A342B"), cap_ink=_hex("#F6F0E4"), chosen=_hex("#F6F0E4"), chosen_ink=_hex("#1C1915"),
    marigold=_hex("#FFB627"), mint=_hex("#8FD3B6"), periwinkle=_hex("#9BA8EE"), coral=_hex("#FF7B80"),
    teal=_hex("#5FD6C6"), on_colour=_hex("#16130F"), on_teal=_hex("#16130F"),
    lilac=_hex("#3B2F47"), sage=_hex("#203A31"), rose=_hex("#47292A"), wash_ink=_hex("#F6F0E4"),
    washes=(_hex("#3C5049"), _hex("#414767"), _hex("#6B4F24"), _hex("#69393D"), _hex("#2F5446"), _hex("#5F5024")),
)
HIGH_CONTRAST = Theme(
    name="high contrast",
    ground=_hex("#000000"), card=_hex("#000000"), ink=_hex("#FFFFFF"), muted=_hex("#FFFFFF"),
    rule=_hex("#FFFFFF"), faint=_hex("#C8C8C8"), shadow=_hex("#000000"), accent=_hex("#FFE500"),
    caption=_hex("#000000"), caption_ink=_hex("#FFE500"), caption_line=_hex("#FFE500"), panel_line=_hex("#FFFFFF"),
    bubble=_hex("#FFFFFF"), bubble_ink=_hex("#000000"), bubble_line=_hex("#000000"),
    bubble_names=((0, 70, 66), (132, 0, 18), (28, 38, 124), (84, 50, 0), (88, 16, 98), (14, 70, 20)),
    cap=_hex("#000000"), cap_ink=_hex("#FFFFFF"), chosen=_hex("#FFE500"), chosen_ink=_hex("#000000"),
    marigold=_hex("#FFC94D"), mint=_hex("#9BF0CC"), periwinkle=_hex("#B7C2FF"), coral=_hex("#FF9A9E"),
    teal=_hex("#7DF5E6"), on_colour=_hex("#000000"), on_teal=_hex("#000000"),
    lilac=_hex("#000000"), sage=_hex("#000000"), rose=_hex("#000000"), wash_ink=_hex("#FFFFFF"),
    washes=(_hex("#33423D"), _hex("#363B57"), _hex("#57411E"), _hex("#563033"), _hex("#27453A"), _hex("#4E421E")),
)
THEMES = (PAPER, DARK, HIGH_CONTRAST)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "ground"), ("ink", "card"), ("muted", "ground"), ("muted", "card"), ("accent", "ground"),
    ("accent", "card"), ("caption_ink", "caption"), ("bubble_ink", "bubble"), ("cap_ink", "cap"),
    ("chosen_ink", "chosen"), ("on_colour", "marigold"), ("on_colour", "mint"), ("on_colour", "periwinkle"),
    ("on_colour", "coral"), ("on_teal", "teal"), ("wash_ink", "lilac"), ("wash_ink", "sage"), ("wash_ink", "rose"),
)
OUTLINE_PAIRS: tuple[tuple[str, str], ...] = (
    ("accent", "ground"), ("accent", "card"), ("ink", "ground"), ("ink", "card"), ("faint", "card"),
    ("faint", "ground"), ("bubble_line", "bubble"), ("caption_line", "caption"), ("panel_line", "ground"),
)


def contrast(one: Colour, two: Colour) -> float:
    """The contrast ratio of two colours, 1.0 to 21.0 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def blend(one: Colour, two: Colour, share: float) -> Colour:
    """`share` (0 to 1) of the second colour in the first."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return red, green, blue


@dataclass(frozen=True, slots=True)
class Look:
    """The size of a window and how a person likes to read: all that a screen knows about its surroundings.

    Sizes in code are pixels of a window of 1920 × 1080; `px` turns them into pixels of this one.
    """

    width: int
    height: int
    text_scale: float  # 0.8 to 2.0
    theme: Theme
    measure: Measure
    reduce_motion: bool = False
    face: Face = Face.BODY  # the reading face
    titles: Face = Face.TITLE

    @property
    def area(self) -> Rect:
        return Rect(0, 0, self.width, self.height)

    @property
    def unit(self) -> float:
        return min(self.width / 1920, self.height / 1080)

    def px(self, size: float) -> int:
        """Design pixels in this window's; at least 1, except that nothing stays nothing."""
        return max(1, round(size * self.unit)) if size else 0

    @property
    def _base(self) -> float:
        return max(16.0, 28 * self.unit)

    def _title_size(self, share: float) -> int:
        # Titles grow with the root beyond 100 %: at 200 % they stay the largest text and still leave room for it.
        growth = self.text_scale**0.5 if self.text_scale > 1 else self.text_scale
        return round(self._base * share * growth)

    @property
    def body(self) -> FontSpec:
        return FontSpec(self.face, round(self._base * self.text_scale))

    @property
    def bold(self) -> FontSpec:
        return self.body.bold

    @property
    def small(self) -> FontSpec:
        return FontSpec(self.face, round(max(14.0, self._base * 0.86) * self.text_scale))

    @property
    def large(self) -> FontSpec:
        return FontSpec(self.face, round(self._base * 1.2 * self.text_scale))

    @property
    def subtitle(self) -> FontSpec:
        """For headings inside a page; never smaller than the text that they head."""
        return FontSpec(self.titles, max(self._title_size(1.15), self.body.size))

    @property
    def title(self) -> FontSpec:
        return FontSpec(self.titles, self._title_size(1.7))

    @property
    def display(self) -> FontSpec:
        return FontSpec(self.titles, self._title_size(2.3))

    @property
    def em(self) -> int:
        """The size of the reading text; use it for what must grow with the text."""
        return self.body.size

    @property
    def line(self) -> int:
        """The width of an ink outline."""
        return max(2, self.px(4))

    @property
    def radius(self) -> int:
        return self.px(22)

    @property
    def shadow(self) -> int:
        return self.px(8)

    def for_texts(self, texts: Iterable[str]) -> Look:
        """The same look in the faces that have every letter of the texts; ask once for all of a scenario's."""
        kept = tuple(texts)
        face = reading_face(kept, self.measure)
        return replace(self, face=face, titles=heading_face(kept, face, self.measure))

    def with_theme(self, theme: Theme) -> Look:
        return replace(self, theme=theme)
