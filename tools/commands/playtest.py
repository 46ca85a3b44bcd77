"""`upstander playtest`: many runs by chance."""

from __future__ import annotations

import click

from game.arguments import example
from game.cli import Given, said_if_slow
from tools.opening import open_scenario
from tools.playtest import Prefer, playtest
from tools.playtest_tables import json_of, text_of


@click.command(
    "playtest",
    epilog=example(
        "upstander playtest half-a-second-behind",
        "upstander playtest my-story.yaml --runs 10000 --seed 7",
        "upstander playtest my-story.yaml --prefer weak --format json",
    ),
)
@click.argument("name", metavar="FILE_OR_ID")
@click.option("--runs", type=click.IntRange(1, 1_000_000), default=1_000, show_default=True, help="How many.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed gives the same runs.")
@click.option(
    "--prefer",
    type=click.Choice([prefer.value for prefer in Prefer]),
    default=Prefer.NOTHING.value,
    show_default=True,
    help="Make choices of this kind three times in four, where one is open.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.pass_obj
def command(given: Given, name: str, runs: int, seed: int, prefer: str, form: str) -> int:
    """Make many runs by chance, and say which choices were used, where runs end and how long they are.

    Chance is not people: it finds what is never offered and endings that nearly everybody or nobody would see.
    """
    opened = open_scenario(given, name)
    with said_if_slow(f"Making {runs} runs …"):
        found = playtest(opened.scenario, runs, seed, Prefer(prefer))
    click.echo(json_of(found) if form == "json" else text_of(found), nl=form == "json")
    return 0
