"""
The session sheet: one page that a group takes away, to print on A4 or Letter.

The path, the votes as they may be kept, the one thing the group will change and when it looks again, a line for each
person's own plan, and whom to turn to.  No name, no time, no vote of one person.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date

from game.organisation import Organisation
from game.records.exports import MONTHS
from game.records.group_runs import GroupRun, How, RoundKept, Stage

LABEL = "Session sheet"
PATH = "The path of this session"
CHANGE = "What we will change"
REVIEW = "When we look at it again"
OWN_LINE = "My own line, for me alone"
TURN_TO = "Whom to turn to"
NOT_ENDED = "The story was not played to its end."
PRIVACY = (
    "Counts below 5, and those that they could be worked out from, are not kept. "
    "This sheet has no name, no time and no vote of one person."
)
_IN_WORDS = {
    How.LED: "It led the vote.",
    How.TIED: "It led together with another option.",
    How.OTHER: "The facilitator went on with this, and not with what led.",
    How.NO_VOTE: "There was no vote on it.",
    How.TOLD: "It was told in a sentence, to save time.",
    How.NOT_KEPT: "What led is not kept.",
}
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")


@dataclass(frozen=True, slots=True)
class Step:
    """One decision, as the sheet tells it; `at` is the moment of the story that it came in, or empty."""

    at: str
    do: str
    how: str
    rounds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to."""

    name: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All words of a sheet; an empty `condition` or `review_on` is a line to write on."""

    title: str
    under_title: str  # organisation and day
    steps: tuple[Step, ...]
    ending: str
    condition: str
    review_on: str
    cue: str  # with which each begins a line of their own
    help: tuple[Contact, ...]


def sheet_of(run: GroupRun, organisation: Organisation) -> Sheet:
    """The sheet of a session."""
    return Sheet(
        title=_plain(run.title),
        under_title=" · ".join(filter(None, (_plain(organisation.name), _day(run.day)))),
        steps=tuple(map(_step, run.path)),
        ending=f"The story ended with {_quoted(run.ending)}." if _plain(run.ending) else NOT_ENDED,
        condition=_plain(run.condition),
        review_on=_plain(run.review_on),
        cue=(_plain(run.if_then_cue).rstrip(" ,.;:") or "If …") + ", I will",
        help=tuple(Contact(_plain(one.name), _plain(one.how)) for one in organisation.help),
    )


def _step(stage: Stage) -> Step:
    rounds = tuple(_round(held, stage) for held in stage.rounds)
    # A vote of which nothing is kept says no more than that; one sentence is enough for it.
    said = tuple(words for words in rounds if words)
    return Step(_moment(stage.ask), _plain(stage.do), _IN_WORDS[stage.how], said)


def _moment(ask: str) -> str:
    """The question without what it asks “you”: a group has gone this path, and nobody in it is meant."""
    sentences = re.findall(r".+?(?:[.!?…]+[”’]?(?=\s)|$)", _plain(ask))
    return " ".join(each.strip() for each in sentences if not _YOU.search(each))


_YOU = re.compile(r"\byou(?:r|rs|rself|rselves|['’]\w+)?\b", re.IGNORECASE)


def _round(held: RoundKept, stage: Stage) -> str:
    """One vote in a sentence; empty where nothing of it is kept."""
    if not held.led:
        return ""
    by = " and ".join(way for way, was in (("phones", held.by_phones), ("hands", held.by_hands)) if was)
    ordinal = _ORDINALS[held.number - 1] if held.number <= len(_ORDINALS) else f"{held.number}th"
    head = f"{ordinal} vote" if len(stage.rounds) > 1 else "Vote"
    head += f" by {by}" if by else ""
    head += f", {held.voters} votes" if held.voters is not None else ""
    words = {option.do: "this" if option.id == stage.choice else _quoted(option.do) for option in held.options}
    led = " and ".join(words[do] for do in held.led)
    if held.in_bands:
        return f"{head}: 80 % or more for {led}."
    told = [f"{option.count} for {words[option.do]}" for option in held.options if option.count is not None]
    if held.voters is None or not told:
        return f"{head}: {led} led."
    rest = held.voters - sum(option.count or 0 for option in held.options)
    return f"{head}: {', '.join([*told, *([f'{rest} for other options'] if rest else [])])}."


def _quoted(words: str) -> str:
    inner = _plain(words).rstrip(".").translate(str.maketrans("“”", "‘’"))
    return f"“{inner}”"


def _day(day: str) -> str:
    try:
        given = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{given.day} {MONTHS[given.month - 1]} {given.year}"


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", text).split())


# --- as a web page -------------------------------------------------------------------------------------------------


def as_page(run: GroupRun, organisation: Organisation) -> str:
    """The sheet as a web page that needs nothing else."""
    sheet = sheet_of(run, organisation)
    steps = "\n".join(_step_as_page(step) for step in sheet.steps)
    contacts = "".join(f"<dt>{_shown(one.name)}</dt><dd>{_shown(one.how)}</dd>" for one in sheet.help)
    turn_to = f'<section class="help"><h2>{TURN_TO}</h2><dl>{contacts}</dl></section>' if contacts else ""
    under = f"<p>{_shown(sheet.under_title)}</p>" if sheet.under_title else ""
    path = f"<ol>\n{steps}\n</ol>" if steps else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{LABEL}: {_shown(sheet.title)}</title>
<style>
{_STYLE}</style>
</head>
<body>
<main>
<header>
<p class="label">{LABEL}</p>
<h1>{_shown(sheet.title) or LABEL}</h1>
{under}
</header>
<section class="agreed"><h2>{CHANGE}</h2>{_or_line(sheet.condition)}
<h3>{REVIEW}</h3>{_or_line(sheet.review_on)}</section>
<section><h2>{PATH}</h2>
{path}
<p class="ending">{_shown(sheet.ending)}</p></section>
<div class="two">
<section><h2>{OWN_LINE}</h2><p>{_shown(sheet.cue)}</p>{_or_line("")}{_or_line("")}</section>
{turn_to}
</div>
<footer><p>{PRIVACY}</p></footer>
</main>
</body>
</html>
"""


def _step_as_page(step: Step) -> str:
    at = f'<span class="at">{_shown(step.at)}</span><br>' if step.at else ""
    rounds = "".join(f'<br><span class="vote">{_shown(words)}</span>' for words in step.rounds)
    return f"<li>{at}<strong>{_shown(step.do)}</strong> {_shown(step.how)}{rounds}</li>"


def _or_line(words: str) -> str:
    return f"<p>{_shown(words)}</p>" if words else '<div class="line"></div>'


def _shown(text: str) -> str:
    return html.escape(text)


# Sized by the paper that is in the printer: both A4 and Letter are within its margins.
_STYLE = """@page { margin: 13mm 15mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 50em; padding: 1.5em; color: #16130f; background: #fffdf7;
  font: 1em/1.4 "Atkinson Hyperlegible", Verdana, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 2em; line-height: 1.1; }
h2 { margin: 0 0 .3em; font-size: 1.1em; }
h3 { margin: .7em 0 .2em; font-size: .95em; }
p, ol, dl { margin: .2em 0; }
header { border-bottom: 3px solid #16130f; padding-bottom: .5em; }
section { margin-top: 1.1em; break-inside: avoid; }
ol { list-style: none; padding: 0; counter-reset: step; }
li { position: relative; margin: 0; padding: 0 0 .6em 2.6em; counter-increment: step; break-inside: avoid; }
li::before { content: counter(step); position: absolute; left: 0; top: 0; z-index: 1; width: 1.7em; height: 1.7em;
  border: 2px solid #16130f; border-radius: 50%; background: #f2b53c; text-align: center; line-height: 1.55em;
  font-weight: bold; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
li:not(:last-child)::after { content: ""; position: absolute; left: calc(.85em - 1px); top: 1.7em; bottom: 0;
  border-left: 2px solid #16130f; }
.ending { padding-left: 2.6em; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .15em 1em; }
dt { font-weight: bold; }
dd { margin: 0; }
.label, .at, .vote, footer { color: #5a5348; }
.label { margin: 0; font-weight: bold; }
.at, .vote, footer { font-size: .9em; }
.agreed { border: 2px solid #16130f; border-radius: 10px; padding: .8em 1em; background: #ddf0e6;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.agreed h2 + p { font-size: 1.25em; font-weight: bold; line-height: 1.25; }
.line { height: 2em; border-bottom: 1px solid #5a5348; }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(17em, 1fr)); gap: 0 2em; }
footer { margin-top: 1.2em; border-top: 1px solid #b9ad98; padding-top: .3em; }
@media print {
  body { padding: 0; max-width: none; background: none; font-size: 10pt; }
  .two { grid-template-columns: 1fr 1fr; }
}
"""
