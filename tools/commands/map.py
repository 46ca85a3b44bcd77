"""`upstander map`: where a story can go, and how often it does."""

from __future__ import annotations

from pathlib import Path

import click

from game.arguments import example
from game.cli import Given, said_if_slow
from tools.mapping.counts import RUNS, counts
from tools.mapping.mermaid import mermaid_of
from tools.mapping.naming import not_reached
from tools.mapping.svg import svg_of
from tools.opening import open_scenario
from tools.saving import save

_ENDS = {".svg": "svg", ".mmd": "mermaid", ".mermaid": "mermaid"}


@click.command(
    "map",
    epilog=example(
        "upstander map my-story.yaml",
        "upstander map half-a-second-behind --out map.svg",
        "upstander map half-a-second-behind --format mermaid",
    ),
)
@click.argument("name", metavar="FILE_OR_ID")
@click.option(
    "--format", "form", type=click.Choice(["svg", "mermaid"]), help="A picture, or text for wikis and code hosts."
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to; a dash prints it.")
@click.option(
    "--runs", type=click.IntRange(0, 100_000), default=RUNS, show_default=True, metavar="N",
    help="How many runs that choose at random are counted; 0 for none.",
)
@click.pass_obj
def command(given: Given, name: str, form: str | None, out: Path | None, runs: int) -> int:
    """Draw a map of a scenario: its decisions and endings, what is never reached, and how often each is.

    It goes to a file beside you, ID-map.svg, unless you name another. Mermaid is printed. The runs are the same each
    time, so that two maps can be compared.
    """
    form = form or _ENDS.get(out.suffix.lower() if out else "", "svg")
    if out and _ENDS.get(out.suffix.lower(), form) != form:
        raise click.UsageError(f"{out.name} ends in {out.suffix}, and --format says {form}. Leave one of them out.")
    opened = open_scenario(given, name)
    with said_if_slow("Visiting every state, and making the runs …"):
        counted = counts(opened.scenario, runs)
    text = mermaid_of(opened.scenario, counted) if form == "mermaid" else svg_of(opened.scenario, counted)
    target = out or (Path("-") if form == "mermaid" else Path(f"{opened.scenario.id}-map.svg"))
    save(text.encode(), target)
    missed = not_reached(opened.scenario, counted)
    if missed:
        click.echo(f"No play can come to {'; '.join(missed)}.", err=True)
    return 0
