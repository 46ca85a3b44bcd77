"""`upstander sessions`: what is kept of the group sessions that were led here, written out again, or deleted."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.arguments import example

if TYPE_CHECKING:
    from game.cli import Given
    from game.organisation import Organisation
    from game.records.group_kept import KeptSession

KEEPS = (
    "Kept of each: the path of the story, counts of five or more, what the group agreed, the day. "
    "No name, no time, no vote of one person. Nothing is deleted by itself."
)
NONE = "No group session is kept here. A rehearsal keeps nothing."
OLD = "More than 12 months old. If nobody needs it any more, delete it."
PAPERS = {"a4": "a4", "letter": "us-letter"}


@click.command(
    epilog=example(
        "upstander sessions",
        "upstander sessions --save last --to my-folder",
        "upstander sessions --delete 1",
    )
)
@click.option("--save", "save", metavar="N", help="Write session N of the list again: the sheet and the counts.")
@click.option(
    "--to", type=click.Path(path_type=Path), metavar="FOLDER", help="Where to write; your documents otherwise."
)
@click.option("--paper", type=click.Choice(tuple(PAPERS)), default="a4", show_default=True, help="For the PDF.")
@click.option("--delete", "delete", metavar="N", help="Delete session N of the list.")
@click.option("--yes", is_flag=True, help="With --delete: do not ask.")
@click.pass_obj
def sessions(given: Given, save: str | None, to: Path | None, paper: str, delete: str | None, yes: bool) -> int:
    """List the group sessions kept here, save their files again, or delete one.

    N is a number of the list, or the word last.
    """
    from game.records.group_kept import kept_sessions

    if save is not None and delete is not None:
        raise click.UsageError("--save and --delete do not go together. Leave one out.")
    if to is not None and save is None:
        raise click.UsageError("--to goes with --save.")
    if yes and delete is None:
        raise click.UsageError("--yes goes with --delete.")
    application = given.application()
    kept = kept_sessions(application.folders.sessions, application.find_scenario)
    if save is not None:
        return _save(_named(kept, save, "--save"), application.organisation, to, paper)
    if delete is not None:
        return _delete(_named(kept, delete, "--delete"), yes)
    for line in _listed(kept, application.folders.sessions):
        click.echo(line)
    return 0


def _listed(kept: tuple[KeptSession, ...], folder: Path | None) -> list[str]:
    if not kept:
        return [NONE]
    today = datetime.now().astimezone().date()
    lines = ["Group sessions led from this computer", ""]
    for one in kept:
        lines.append(f"{one.number}  {in_words(one)}")
        if one.run and one.run.ending:
            lines.append(f"    Ending: {one.run.ending}")
        if one.run and one.run.condition:
            when = f" Looked at again: {one.run.review_on}" if one.run.review_on else ""
            lines.append(f"    Agreed: {one.run.condition}{when}")
        if not one.is_over:
            lines.append("    Not finished. While it is open, the key with which its phones come back is kept too.")
        if one.is_old(today):
            lines.append(f"    {OLD}")
        lines.append(f"    {one.file.path.name}")
    return [*lines, "", KEEPS, f"All of it is in {folder}"]


def in_words(session: KeptSession) -> str:
    """Day, title and how far it came."""
    made = len(session.run.path) if session.run else 0
    decisions = "1 decision" if made == 1 else f"{made} decisions"
    return f"{session.day}  {session.title}" + (f", {decisions}" if session.run else "")


def _named(kept: tuple[KeptSession, ...], name: str, option: str) -> KeptSession:
    if not kept:
        raise click.BadParameter(NONE, param_hint=option)
    found = kept[-1] if name == "last" else next((one for one in kept if str(one.number) == name), None)
    if found is None:
        raise click.BadParameter(
            f"there is no session {name}. Type a number from 1 to {len(kept)}, or last. "
            "To see the list: upstander sessions",
            param_hint=option,
        )
    return found


def _save(session: KeptSession, organisation: Organisation, to: Path | None, paper: str) -> int:
    from game.group_application import NOT_OVER, NOTHING_YET
    from game.records.group_saving import save_all
    from game.records.group_sheet_pdf import Paper

    why_not = ""
    if not session.is_over:
        why_not = NOT_OVER
    elif session.run is None:
        why_not = "This session cannot be told any more: its file was changed, or its scenario was."
    elif not session.run.path:
        why_not = NOTHING_YET
    if why_not or session.run is None:
        click.echo(f"Error: {why_not}", err=True)
        return 1
    saved = save_all(session.run, organisation, to, Paper(PAPERS[paper]))
    for line in saved.told():
        click.echo(line, err=not saved.files)
    return 0 if saved.files and not saved.is_refused else 1


def _delete(session: KeptSession, yes: bool) -> int:
    from game.cli import is_agreed
    from game.records.group_kept import delete_session

    what = " ".join(in_words(session).split())
    if not yes and not is_agreed(f"The session of {what}, cannot be brought back. Delete it?"):
        click.echo("Nothing was deleted. To delete without being asked, add --yes.")
        return 1
    if not delete_session(session):
        where = session.file.path
        click.echo(f"Not all of it could be deleted: {where} is in use, or its folder cannot be written to.", err=True)
        return 1
    click.echo(f"Deleted: {what}. Files that were saved from it stay where they are.")
    return 0
