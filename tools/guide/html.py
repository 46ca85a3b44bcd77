"""A pack as one web page that needs nothing else: for a screen, a screen reader, and paper of A4 or Letter."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from tools.guide.blocks import (
    SHAPES,
    Block,
    Bullets,
    Card,
    Heading,
    Map,
    Options,
    Pack,
    Paragraph,
    Question,
    Row,
    Script,
    Section,
    SpokenLine,
    Table,
    WritingSpace,
)
from tools.guide.faces import BODY, BOLD, TITLE, file_of

_STYLE = Path(__file__).with_name("pack.css")
_OURS = "en"


def html_of(pack: Pack) -> str:
    """The page, with its style, its fonts and its map inside."""
    return _Page(pack).text()


class _Page:
    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        is_other = pack.language.partition("-")[0].lower() != _OURS
        self.theirs = f' lang="{escape(pack.language)}"' if is_other else ""

    def text(self) -> str:
        title = escape(self.pack.title)
        parts = [
            "<!DOCTYPE html>",
            f'<html lang="{_OURS}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}: facilitator’s pack</title>",
            "<style>",
            *_faces(),
            _STYLE.read_text(encoding="utf-8").rstrip(),
            "</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#contents">Skip to the contents</a>',
            "<header>",
            '<p class="label">Facilitator’s pack</p>',
            f"<h1{self.theirs}>{title}</h1>",
            f'<p class="summary"{self.theirs}>{escape(self.pack.summary)}</p>',
            *self.blocks(self.pack.cover),
            *([f'<p class="missing" role="note">{escape(self.pack.missing)}</p>'] if self.pack.missing else []),
            *self.contents(),
            "</header>",
            "<main>",
        ]
        for section in self.pack.sections:
            parts += self.section(section)
        return "\n".join([*parts, "</main>", "</body>", "</html>"]) + "\n"

    def contents(self) -> Iterator[str]:
        yield '<nav id="contents" aria-labelledby="contents-title">'
        yield '<h2 id="contents-title">In this pack</h2>'
        yield "<ul>"
        for section in self.pack.sections:
            label = f'<span class="where">{escape(section.label.partition(" · ")[0])}</span> ' if section.label else ""
            yield f'<li>{label}<a href="#{escape(section.key)}">{escape(section.title)}</a></li>'
        yield "</ul>"
        yield "</nav>"

    def section(self, section: Section) -> Iterator[str]:
        key = escape(section.key)
        kind = "page" if section.starts_page else "follows"
        yield f'<section id="{key}" class="{kind}" aria-labelledby="{key}-title">'
        if section.label:
            yield f'<p class="label">{escape(section.label)}</p>'
        theirs = self.theirs if section.label else ""
        yield f'<h2 id="{key}-title"{theirs}>{escape(section.title)}</h2>'
        yield from self.blocks(section.blocks)
        yield "</section>"

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(title=title):
                yield f"<h3>{escape(title)}</h3>"
            case Paragraph():
                lead = f"<strong>{escape(block.lead)}</strong> " if block.lead else ""
                small = ' class="small"' if block.is_small else ""
                yield f"<p{small}>{lead}<span{self.of(block.authored)}>{escape(block.words)}</span></p>"
            case Question(words=words):
                yield f'<p class="question"{self.theirs}>{escape(words)}</p>'
            case Script(title=title, lines=lines):
                yield f'<div class="script"><h3>{escape(title)}</h3>'
                yield from map(self.line, lines)
                yield "</div>"
            case Bullets():
                yield from self.bullets(block)
            case Table(rows=rows):
                yield "<dl>"
                for row in rows:
                    yield from self.row(row)
                yield "</dl>"
            case Options(options=options):
                yield '<ul class="options">'
                for one in options:
                    note = f' <span class="note">{escape(one.note)}</span>' if one.note else ""
                    words = f"<span{self.of(one.authored)}>{escape(one.words)}</span>"
                    yield f"<li>{_badge(one.letter, one.shape)}{words}{note}</li>"
                yield "</ul>"
            case Card():
                yield from self.card(block)
            case Map(svg=svg):
                yield f'<figure class="map">{svg.rstrip()}</figure>'
            case WritingSpace(lines=lines):
                yield f'<div class="space" aria-hidden="true">{"<span></span>" * lines}</div>'

    def of(self, authored: bool) -> str:
        return self.theirs if authored else ""

    def bullets(self, block: Bullets) -> Iterator[str]:
        tag = "ol" if block.is_numbered else "ul"
        yield f'<{tag} class="tick">' if block.to_tick else f"<{tag}>"
        for item in block.items:
            yield f"<li{self.of(block.authored)}>{escape(item)}</li>"
        yield f"</{tag}>"

    def row(self, row: Row) -> Iterator[str]:
        yield f"<dt>{escape(row.label)}</dt>"
        if row.lines:
            yield "<dd>"
            yield from map(self.line, row.lines)
            yield "</dd>"
        else:
            yield f"<dd{self.of(row.authored)}>{escape(row.words)}</dd>"

    def card(self, card: Card) -> Iterator[str]:
        note = f' <span class="note">{escape(card.note)}</span>' if card.note else ""
        badge = _badge(card.letter, card.shape) if card.letter else ""
        is_long = any(row.lines for row in card.rows)
        yield f'<article class="card{" long" if is_long else ""}">'
        yield f'<h3>{badge}<span><span{self.theirs}>{escape(card.title)}</span>{note}</span></h3>'
        if card.rows:
            yield from self.block(Table(card.rows))
        yield "</article>"

    def line(self, line: SpokenLine) -> str:
        when = f'<em class="when">If {escape(line.when)}:</em> ' if line.when else ""
        if not line.speaker:
            return f'<p class="caption">{when}<span{self.theirs}>{escape(line.words)}</span></p>'
        how = " writes" if line.is_message else ""
        return (
            f'<p class="said">{when}<b>{escape(line.speaker)}{how}:</b> '
            f"<span{self.theirs}>{escape(line.words)}</span></p>"
        )


def _badge(letter: str, shape: str) -> str:
    drawn = ""
    if shape == "circle":
        drawn = '<circle cx="50" cy="50" r="45"/>'
    elif shape:
        points = " ".join(f"{x * 100:g},{y * 100:g}" for x, y in SHAPES[shape])
        drawn = f'<polygon points="{points}"/>'
    picture = f'<svg viewBox="0 0 100 100" role="img" aria-label="{shape}">{drawn}</svg>' if drawn else ""
    return f'<span class="badge"><b>{escape(letter)}</b>{picture}</span> '


def _faces() -> Iterator[str]:
    """The program's own fonts, where they are installed; others will do."""
    for face in (BODY, BOLD, TITLE):
        path = file_of(face)
        if path is not None:
            source = f"url(data:font/ttf;base64,{b64encode(path.read_bytes()).decode('ascii')})"
            yield f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};src:{source} format('truetype')}}"
