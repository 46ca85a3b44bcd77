"""`upstander host`: run a scenario for a group, or check beforehand whether its phones would get through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from game import startup
from game.arguments import example

if TYPE_CHECKING:
    from game.cli import Given

GOES_WITH_CHECK = {"check_network", "port", "lan"}  # a check is of the network, with --lan or without


@click.command(
    epilog=example(
        "upstander host half-a-second-behind",
        "upstander host half-a-second-behind --lan --minutes 45",
        "upstander host half-a-second-behind --rehearse 30",
        "upstander host --check-network",
    )
)
@click.argument("scenario_id", metavar="ID", required=False)
@click.option("--lan", is_flag=True, help="Let phones on the same network join.")
@click.option("--port", type=click.IntRange(0, 65_535), default=0, metavar="N", help="Where phones join.")
@click.option(
    "--votes",
    type=click.Choice(["hands", "phones", "both"]),
    help="How people vote. Without --lan by raised hands, with it both ways.",
)
@click.option(
    "--minutes",
    type=click.Choice(["30", "45", "60"]),
    default="45",
    show_default=True,
    help="How long the session may take.",
)
@click.option("--headcount", type=click.IntRange(1, 5_000), metavar="N", help="How many people are in the room.")
@click.option("--rehearse", type=click.IntRange(1, 2_000), metavar="N", help="Rehearse with so many invented voters.")
@click.option("--one-window", is_flag=True, help="The wall and your notes in one window.")
@click.option("--check-network", is_flag=True, help="Only check whether a phone gets through; no ID is needed.")
@click.pass_context
def host(
    ctx: click.Context,
    scenario_id: str | None,
    lan: bool,
    port: int,
    votes: str | None,
    minutes: str,
    headcount: int | None,
    rehearse: int | None,
    one_window: bool,
    check_network: bool,
) -> int:
    """Run one scenario, ID, for a group: one window for the wall, one for you.

    People vote by raised hands or on their phones. Esc leaves at once and blanks the wall.
    """
    if check_network:
        written = {name for name in ctx.params if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE}
        if written - GOES_WITH_CHECK:
            raise click.UsageError("--check-network only checks the network. Leave all but --port out.")
        from game.terminal.check_network import check_network as check

        return check(port)
    if not scenario_id:
        raise click.MissingParameter(param_type="argument", param_hint="'ID'")
    from game.cli import scenario_named
    from game.hosting import Hosting, VotesBy

    if rehearse and (lan or port):
        raise click.UsageError("--rehearse has invented voters, so it needs no network. Leave --lan and --port out.")
    if votes == "hands" and (lan or port):
        raise click.UsageError("--votes hands needs no network. Leave --lan and --port out.")
    if rehearse and votes == "hands":
        raise click.UsageError("--rehearse has invented voters with phones. Leave --votes hands out.")
    given: Given = ctx.obj
    application = given.application()
    scenario = scenario_named(application, scenario_id)
    usual = VotesBy.BOTH if lan or port or rehearse else VotesBy.HANDS
    hosting = Hosting(
        minutes=int(minutes),
        votes=VotesBy(votes) if votes else usual,
        headcount=headcount,
        invented=rehearse or 0,
        is_on_lan=lan,
        port=port,
        has_one_window=one_window,
    )
    return startup.host_group(application, scenario.id, hosting)
