"""`upstander host --check-network`: before the day, whether a phone gets through to this computer."""

from __future__ import annotations

import time
from functools import partial

import click

from game.server.link import Problem, Reached, Serving, VotingLink, on_the_network
from game.server.network_check import NetworkCheck
from game.server.network_test import FALLBACK, Judgement, Verdict, look
from game.server.seats import new_keys

AGAIN = 5.0  # seconds between two looks: somebody may connect to the Wi-Fi meanwhile
A_MOMENT = 0.05  # seconds
PAGE_SECONDS = 1.0  # until the other device has all of its page
WAITING = "Waiting for another device. Press Ctrl-C to stop."
STOPPED = "Stopped. No other device got through."


def check_network(port: int) -> int:
    """Say how it looks and wait for another device, for as long as it is left running.

    Args:
        port: Where phones would join; 0: any that is free.

    Returns:
        The exit code: 0 when another device got through, else 1.
    """
    link = VotingLink(new_keys(), on_the_network(port))
    check = NetworkCheck(time.monotonic)
    try:
        link.lock(True)  # there is no session to join
        link.start()
        return 0 if _waited(link, check) else 1
    except KeyboardInterrupt:
        click.echo(f"\n{STOPPED}\n{FALLBACK}")
        return 1
    finally:
        link.stop()


def _waited(link: VotingLink, check: NetworkCheck) -> bool:
    """Whether another device got through, once that is known."""
    port, looked_at = 0, float("-inf")
    while True:
        for event in link.poll():
            match event:
                case Serving():
                    port = event.port
                    check.wait_for_device()
                case Reached():
                    check.reached()
                case Problem(says, is_over):
                    click.echo(says)
                    if is_over:
                        return False
        if port and time.monotonic() - looked_at >= AGAIN:
            looked_at = time.monotonic()
            check.look(partial(look, port, is_serving=True))
        if check.poll() and check.judgement is not None:
            _say(check.judgement)
            if check.judgement.verdict is Verdict.WORKS:
                time.sleep(PAGE_SECONDS)
                return True
        time.sleep(A_MOMENT)


def _say(made: Judgement) -> None:
    for line in made.says:
        click.echo(click.wrap_text(line, 78, subsequent_indent="  "))
    if made.verdict is not Verdict.WORKS:
        click.echo(f"{made.fallback}\n\n{WAITING}")
