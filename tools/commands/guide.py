"""`upstander guide`: the pack for somebody who runs a scenario for a group."""

from __future__ import annotations

from pathlib import Path

import click

from game.arguments import example
from game.cli import Given, said_if_slow
from tools.guide.html import html_of
from tools.guide.pack import pack_of
from tools.guide.pdf import CannotTypeset, Paper, pdf_of
from tools.mapping.counts import counts
from tools.opening import open_scenario
from tools.saving import save

_ENDS = (".html", ".htm", ".pdf")


@click.command(
    "guide",
    epilog=example(
        "upstander guide half-a-second-behind",
        "upstander guide my-story.yaml --out my-story.html",
        "upstander --organisation ours.toml guide half-a-second-behind --paper letter",
    ),
)
@click.argument("name", metavar="FILE_OR_ID")
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Where to; its name ends in .pdf or .html."
)
@click.option(
    "--paper", type=click.Choice([paper.value for paper in Paper]), default=Paper.A4.value, show_default=True,
    help="The paper of a PDF. A web page fits either.",
)
@click.pass_obj
def command(given: Given, name: str, out: Path | None, paper: str) -> int:
    """Write the facilitator's pack of a scenario, to print or to read on a screen.

    It goes to a file beside you, ID-guide.pdf, unless you name another. It has all that is needed to run the scenario
    with a group, even without a screen. Contacts for “Where to find help” come from your organisation's file.
    """
    if out and out.suffix.lower() not in _ENDS:
        raise click.BadParameter(
            f"{out.name or out} does not say which kind of file it is. End its name in .pdf or .html.",
            param_hint="--out",
        )
    opened = open_scenario(given, name)
    organisation = given.application().organisation
    out = out or Path(f"{opened.scenario.id}-guide.pdf")
    with said_if_slow("Putting the pack together …"):
        pack = pack_of(opened.scenario, counts(opened.scenario), organisation)
        if out.suffix.lower() == ".pdf":
            try:
                data = pdf_of(pack, Paper(paper))
            except CannotTypeset as why:
                raise click.UsageError(f"{why}.") from None
        else:
            data = html_of(pack).encode()
    save(data, out)
    if pack.missing:
        click.echo(pack.missing, err=True)
    return 0
