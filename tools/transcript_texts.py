"""Transcripts as plain text and as one page of HTML."""

from __future__ import annotations

import shlex
from html import escape

from game.terminal.lettering import cleaned, wrap
from game.terminal.words import count
from tools.transcripts import Entry, Part, Run, Transcripts, Ways

WIDTH = 100  # columns; above, the eye loses the next line
_RULE = "=" * WIDTH


def text_of(found: Transcripts, folder: str = "") -> str:
    """All runs as plain text, ended by a line break.

    Args:
        found: What to print.
        folder: The library that the scenario is played from; empty for the one that comes with the program.
    """
    lines = [*wrap(cleaned(f"{found.scenario.title} ({found.scenario.id})"), WIDTH), ""]
    for sentence in about(found):
        lines += wrap(cleaned(sentence), WIDTH)
    for group in found.endings:
        lines += ["", "", _RULE, *wrap(cleaned(heading(group)), WIDTH), _RULE]
        for number, run in enumerate(group.runs, 1):
            lines += ["", *_head(found, group, number, run, folder)]
            for entry in run.entries:
                lines += _entry(entry)
    return "\n".join(lines) + "\n"


def html_of(found: Transcripts, folder: str = "") -> str:
    """All runs as one page that a browser shows and prints, ended by a line break; arguments as of `text_of`."""
    title = escape(cleaned(found.scenario.title))
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(found.scenario.language)}">\n<head>\n<meta charset="utf-8">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
        *(f"<p>{escape(cleaned(sentence))}</p>" for sentence in about(found)),
    ]
    for group in found.endings:
        parts.append(f"<h2>{escape(cleaned(heading(group)))}</h2>")
        for number, run in enumerate(group.runs, 1):
            first, *rest = _said_of(found, group, number, run, folder)
            parts.append(f"<h3>{escape(cleaned(first))}</h3>")
            parts += (f'<p class="about">{escape(cleaned(line))}</p>' for line in rest)
            parts += (_html_entry(entry) for entry in run.entries)
    return "\n".join([*parts, "</body>\n</html>"]) + "\n"


def about(found: Transcripts) -> tuple[str, ...]:
    """What these runs are, how many states were visited, and what is not in them; a sentence or two each."""
    endings = sum(bool(group.runs) for group in found.endings)
    said = [f"{count(found.runs, 'run')} to {count(endings, 'ending')}."]
    states = count(found.states, "state")
    if found.is_complete:
        said[0] += f" {states} visited, and there are no others."
    else:
        said[0] += f" {states} visited, and there are more: some runs may be missing."
    if found.unread:
        said.append(
            f"These are the shortest runs of their kind, and {count(len(found.unread), 'choice')} of the story "
            f"{'is' if len(found.unread) == 1 else 'are'} in none of them: {', '.join(found.unread)}."
        )
    return tuple(said)


def heading(group: Ways) -> str:
    """An ending, with how many runs there are to it."""
    number = f": {count(len(group.runs), 'run')}" if group.runs else ": no run comes to it"
    return f"{group.title} ({group.id}){number}"


def _said_of(found: Transcripts, group: Ways, number: int, run: Run, folder: str) -> list[str]:
    lines = [f"{group.title}, run {number} of {len(group.runs)}"]
    if run.apart:
        lines.append(f"At its end: {run.apart}.")
    library = f"--library {shlex.quote(folder)} " if folder else ""
    lines.append(f"upstander {library}play {found.scenario.id} --choose {','.join(run.choices)}")
    return lines


def _head(found: Transcripts, group: Ways, number: int, run: Run, folder: str) -> list[str]:
    first, *rest = _said_of(found, group, number, run, folder)
    # The command stays on one line, so that it can be copied.
    said = [line for words in rest[:-1] for line in wrap(cleaned(words), WIDTH)]
    return [*wrap(cleaned(f"--- {first} ---"), WIDTH), *said, cleaned(rest[-1])]


def _entry(entry: Entry) -> list[str]:
    words, lead = cleaned(entry.words), cleaned(entry.lead)
    match entry.part:
        case Part.SCENE:
            return ["", *wrap(f"{lead}{f' — {words}' if words else ''}", WIDTH, first="# ", rest="  ")]
        case Part.LINE if not lead:
            return list(wrap(words, WIDTH, first="  ", rest="  "))
        case Part.LINE:
            return list(wrap(f"{lead}: {words}", WIDTH, first="  ", rest="      "))
        case Part.CHOICE:
            return [*wrap(f"{lead}: {words}", WIDTH, first="> ", rest="  "), ""]
        case _:
            return ["", *wrap(f"{lead}: {words}", WIDTH)]


_STYLE = """
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1rem/1.5 sans-serif; }
h2 { margin-top: 3em; border-top: 3px solid; padding-top: .5em; }
h3 { margin-top: 2.5em; }
h4 { margin: 1.5em 0 .3em; font-weight: normal; font-style: italic; }
p { margin: .3em 0; }
.about { font-size: .875rem; overflow-wrap: anywhere; }
.choice { margin: .6em 0; padding: .4em .8em; border-left: 4px solid; font-weight: bold; }
.ask, .why, .question, .ending, .closing, .ledger { margin-top: .8em; }
@media print { h2, h3 { break-after: avoid; } h2 { break-before: page; } }
"""


def _html_entry(entry: Entry) -> str:
    words, lead = escape(cleaned(entry.words)).replace("\n", "<br>"), escape(cleaned(entry.lead))
    if entry.part is Part.SCENE:
        return f"<h4>{lead}{f' — {words}' if words else ''}</h4>"
    return f'<p class="{entry.part.value}">{f"<b>{lead}:</b> " if lead else ""}{words}</p>'
