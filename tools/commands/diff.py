"""`upstander diff`: what differs between two versions of a scenario, in the author's words."""

from __future__ import annotations

import click

from game.arguments import example
from game.cli import Given, said_if_slow
from tools.difference_texts import json_of, text_of
from tools.differences import differences
from tools.versions import open_versions


@click.command(
    "diff",
    epilog=example(
        "upstander diff before.yaml my-story.yaml",
        "upstander diff old/my-story.yaml new/my-story.yaml --format json",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
@click.pass_obj
def command(given: Given, old: str, new: str, form: str) -> int:
    """Say what differs between two versions of a scenario, OLD and NEW: its parts, its words and its routes.

    Both are files, or ids of the library. A file may have any name. Ends with 0 if they are the same, 1 if something
    differs, 2 if one cannot be read.
    """
    versions = open_versions(given, (old, new))
    with said_if_slow("Walking both versions …"):
        found = differences(*versions)
    click.echo(json_of(found) if form == "json" else text_of(found), nl=form == "json")
    return 0 if found.is_same else 1
