"""
The command line: `upstander COMMAND …`.

Each command imports what it needs when it runs.  What a user names and is not there gets one sentence and a near name;
exit codes are 0 for done, 1 for found or refused, 2 for a command line that cannot be followed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import click

from game import startup
from game.arguments import Commands, Size, example, ids
from game.host_command import host
from game.sessions_command import sessions
from game.settings import TEXT_PERCENT, THEMES

if TYPE_CHECKING:
    from game.application import Application
    from game.core.scenario import Scenario


def run(arguments: list[str]) -> int:
    """Follow a command line.

    Returns:
        The exit code.
    """
    from game.terminal.console import spell_what_is_missing

    for stream in (sys.stdout, sys.stderr):
        spell_what_is_missing(stream)
    try:
        code = upstander.main(arguments, prog_name="upstander", standalone_mode=False)
    except click.Abort:
        return 130
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.ClickException as mistake:
        mistake.show()
        return mistake.exit_code
    except startup.CannotStart as mistake:
        click.echo(f"Error: {mistake}", err=True)
        return 2
    return code if isinstance(code, int) else 0


@dataclass(frozen=True, slots=True)
class Given:
    """What was said before the command."""

    organisation: Path | None
    library: Path | None

    def for_file(self, named: str) -> tuple[Given, str]:
        """The library and the id that a file stands for; these ones where it is an id already."""
        file = Path(named)
        if file.suffix != ".yaml" or not file.is_file():
            return self, named
        return Given(self.organisation, file.parent), file.stem

    def application(self, *, keeps_records: bool = True, seed: int | None = None) -> Application:
        """All that lives longer than a play."""
        return startup.make_application(
            organisation=self.organisation, library=self.library, keeps_records=keeps_records, seed=seed
        )


def scenario_named(application: Application, scenario_id: str) -> Scenario:
    """The scenario with this id, the library's or one's own; or a mistake that says what is near or what is wrong."""
    found = application.find_scenario(scenario_id)
    if found is not None:
        return found
    told = application.library_view()
    for left_out in told.all_left_out:
        if Path(left_out.file).stem == scenario_id:
            raise click.BadParameter(
                f"{scenario_id} could not be offered: {left_out.reason} Try: upstander check {left_out.file}",
                param_hint="ID",
            )
    cards = {card.id for card in application.library.cards()} | {shown.card.id for shown in told.own}
    near = get_close_matches(scenario_id, cards, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}?" if near else ""
    there_are = ", ".join(sorted(cards)) or "none"
    raise click.BadParameter(f"there is no scenario {scenario_id}.{meant} There are: {there_are}.", param_hint="ID")


def is_agreed(question: str) -> bool:
    """Whether somebody says yes; no answer is a no."""
    try:
        return click.confirm(question)
    except click.Abort:
        click.echo()
        return False


def show_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Say which version this is, and stop."""
    if wanted:
        click.echo(f"upstander {startup.version()}")
        ctx.exit(0)


# --- upstander -----------------------------------------------------------------------------------------------------


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("upstander", "upstander --text", "upstander play half-a-second-behind"),
)
@click.option("--text", is_flag=True, help="Play in the terminal, without a window.")
@click.option(
    "--organisation",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Your organisation's own note and contacts (TOML).",
)
@click.option("--library", metavar="FOLDER", type=click.Path(path_type=Path), help="Another folder of scenarios.")
@click.option("--first-frame", is_flag=True, help="Open the window, paint it once and end, for measuring.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=show_version, help="Say the version."
)
@click.pass_context
def upstander(
    ctx: click.Context, text: bool, organisation: Path | None, library: Path | None, first_frame: bool
) -> int | None:
    """Practise the moment when something at work is off and you could do something about it.

    With no command, this opens the library in a window; with no display, in the terminal.
    """
    ctx.obj = Given(organisation, library)
    if ctx.invoked_subcommand:
        if text:
            raise click.UsageError(
                f"--text comes after the command: upstander {ctx.invoked_subcommand} … --text"
                if ctx.invoked_subcommand == "play"
                else f"--text and {ctx.invoked_subcommand} do not go together. Leave one out."
            )
        if first_frame:
            raise click.UsageError("--first-frame stands alone. Leave the command out.")
        return None
    application = ctx.obj.application()
    if text:
        if first_frame:
            raise click.UsageError("--text and --first-frame do not go together. Leave one out.")
        return startup.play_in_terminal(application)
    return startup.play_anywhere(application, first_frame=first_frame)


@upstander.command(
    epilog=example(
        "upstander play half-a-second-behind",
        "upstander play half-a-second-behind --text",
        "upstander play half-a-second-behind --choose hand-back,offer-first",
    )
)
@click.argument("scenario_id", metavar="ID")
@click.option("--text", is_flag=True, help="In the terminal, without a window.")
@click.option(
    "--choose",
    metavar="IDS",
    help="Walk this path with nobody at the keys, and print the run and its debrief. Choice ids with commas between.",
)
@click.option("--seed", type=int, metavar="N", help="Decides the order of choices on screen, in a play that begins.")
@click.option("--fresh", is_flag=True, help="From the beginning, though it is half done.")
@click.option("--fullscreen", is_flag=True, help="Fill the screen.")
@click.option("--size", type=Size(), help="Size of the window in pixels.")
@click.pass_obj
def play(
    given: Given,
    scenario_id: str,
    text: bool,
    choose: str | None,
    seed: int | None,
    fresh: bool,
    fullscreen: bool,
    size: tuple[int, int] | None,
) -> int:
    """Play one scenario, ID, from where you left it.

    ID may also be a file, such as my-scenarios/my-story.yaml.
    """
    given, scenario_id = given.for_file(scenario_id)
    in_window = [name for name, value in (("--fullscreen", fullscreen), ("--size", size)) if value]
    if in_window and (text or choose is not None):
        without = "--choose" if choose is not None else "--text"
        raise click.UsageError(f"{in_window[0]} is for a window, and {without} opens none. Leave one out.")
    if fresh and choose is not None:
        raise click.UsageError("--choose always walks from the beginning. Leave --fresh out.")
    application = given.application(keeps_records=choose is None, seed=seed)
    scenario = scenario_named(application, scenario_id)
    if choose is not None:
        return walk_and_print(scenario, ids(choose), seed or 0)
    if text:
        return startup.play_in_terminal(application, start=scenario_id, fresh=fresh)
    return startup.play_anywhere(
        application, start=scenario_id, fresh=fresh, size=size, fullscreen=fullscreen
    )


def walk_and_print(scenario: Scenario, choices: tuple[str, ...], seed: int) -> int:
    """Walk a path and print what a player would have been told."""
    from game.terminal.console import Console, Left
    from game.terminal.walk import Strayed, walk

    try:
        blocks = walk(scenario, choices, seed=seed)
    except Strayed as strayed:
        click.echo(str(strayed), err=True)
        return 1
    try:
        Console(sys.stdin, sys.stdout).say(blocks)
    except Left:
        raise BrokenPipeError from None
    return 0


@upstander.command("list", epilog=example("upstander list", "upstander --library my-scenarios list"))
@click.pass_obj
def list_(given: Given) -> int:
    """List the scenarios, and the files that could not be offered."""
    from game.terminal.console import Console, Left
    from game.terminal.say_library import listing

    try:
        Console(sys.stdin, sys.stdout).say(listing(given.application().library_view()))
    except Left:
        raise BrokenPipeError from None
    return 0


upstander.add_command(host)


# --- for authors ---------------------------------------------------------------------------------------------------


@contextmanager
def said_if_slow(words: str) -> Iterator[None]:
    """Say on standard error what is being done, where somebody watches and it takes more than a second."""
    timer = Timer(1.0, click.echo, (words,), {"err": True})
    timer.daemon = True
    if sys.stderr is not None and sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


# --- for players ---------------------------------------------------------------------------------------------------


@upstander.command(
    epilog=example("upstander report", "upstander report --json", "upstander report --delete-everything")
)
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@click.option("--delete-everything", is_flag=True, help="Delete all that is kept: plays, group sessions, notes, plans.")
@click.option("--yes", is_flag=True, help="With --delete-everything: do not ask.")
@click.pass_obj
def report(given: Given, as_json: bool, delete_everything: bool, yes: bool) -> int:
    """Read what is kept of your own plays and of sessions you led, or delete it.

    It is kept on this machine, for you alone. For group sessions alone: upstander sessions
    """
    if yes and not delete_everything:
        raise click.UsageError("--yes goes with --delete-everything.")
    if as_json and delete_everything:
        raise click.UsageError("--json and --delete-everything do not go together. Leave one out.")
    from game.application import NOT_ALL_DELETED

    application = given.application()
    if delete_everything:
        if not yes and not is_agreed(f"{what_goes(application)} are deleted and cannot be brought back. Delete them?"):
            click.echo("Nothing was deleted. To delete without being asked, add --yes.")
            return 1
        there_were = application.delete_everything()
        is_all = NOT_ALL_DELETED not in application.notices
        left = "Nothing of yours is kept now." if is_all else NOT_ALL_DELETED
        click.echo(f"{there_were} {'file' if there_were == 1 else 'files'} deleted. {left}")
        return 0 if is_all else 1
    told = application.report()
    click.echo(told.json() if as_json else told.text(), nl=False)
    return 0


def what_goes(application: Application) -> str:
    """What deleting everything deletes, with each group session by its name: they may be somebody's work records."""
    from game.records.group_journal import sessions_in

    kept = [
        f"“{one.recorded.header.title}” of {one.recorded.header.started[:10]}"
        for one in sessions_in(application.folders.sessions)
    ]
    if not kept:
        return "Plays, notes and plans"
    sessions = "1 group session" if len(kept) == 1 else f"{len(kept)} group sessions"
    return f"Plays, notes, plans and {sessions} ({', '.join(kept)})"


upstander.add_command(sessions)


@upstander.command(
    epilog=example(
        "upstander screenshot library --out library.png",
        "upstander screenshot decision --scenario half-a-second-behind --out decision.png",
    )
)
@click.argument("screen", default="library", metavar="[SCREEN]")
@click.option("--scenario", "scenario_id", metavar="ID", help="Which scenario; the first of the library otherwise.")
@click.option("--choose", metavar="IDS", default="", help="Choices on the way there, ids with commas between.")
@click.option("--size", type=Size(), default="1920x1080", show_default=True, help="Size in pixels.")
@click.option(
    "--text-size",
    "text_percent",
    type=click.Choice([str(percent) for percent in TEXT_PERCENT]),
    default="100",
    show_default=True,
    metavar="PERCENT",
    help="Size of the text, 80 to 200 in tens.",
)
@click.option("--theme", type=click.Choice(THEMES), default="paper", show_default=True, help="Colours.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where to write the PNG.")
@click.pass_obj
def screenshot(
    given: Given,
    screen: str,
    scenario_id: str | None,
    choose: str,
    size: tuple[int, int],
    text_percent: str,
    theme: str,
    out: Path,
) -> int:
    """Draw one screen into a PNG file, with no window.

    SCREEN is the name of any screen, such as library, scene, decision or debrief. A name that does not exist gets
    the list of those that do.
    """
    if out.suffix.lower() != ".png":
        raise click.BadParameter(f"{out} does not end in .png, and a PNG is what is written.", param_hint="--out")
    if not out.parent.is_dir():
        raise click.BadParameter(f"there is no folder {out.parent}. Make it first.", param_hint="--out")
    startup.hush_pygame()
    from game.ui import screenshot as pictures

    if screen not in pictures.SCREENS:
        near = get_close_matches(screen, pictures.SCREENS, n=1, cutoff=0.5)
        meant = f" Did you mean {near[0]}?" if near else ""
        there_are = ", ".join(pictures.SCREENS)
        raise click.BadParameter(f"there is no screen {screen}.{meant} There are: {there_are}.", param_hint="SCREEN")
    application = given.application(keeps_records=False)
    cards = application.library.cards()
    if scenario_id is None and not cards:
        raise click.UsageError("The library is empty, so there is nothing to draw.")
    scenario = scenario_named(application, scenario_id or cards[0].id)
    try:
        pictures.screenshot(
            application,
            screen,
            scenario=scenario.id,
            choices=ids(choose),
            size=size,
            text_percent=int(text_percent),
            theme=theme,
            out=out,
        )
    except (pictures.CannotShowError, OSError) as mistake:
        click.echo(f"Error: {mistake}", err=True)
        return 1
    click.echo(f"Written to {out}.")
    return 0
