"""Where the program starts: `upstander`, or ``python -m game``."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

FAULT = 70  # the usual exit code of a program that has a fault of its own


def main(arguments: list[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: Without the program's name; those of the process where it is None.

    Returns:
        The exit code.
    """
    given = sys.argv[1:] if arguments is None else arguments
    try:
        code = _run(given)
        with suppress(ValueError, AttributeError):  # closed already, or never there
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130  # as a shell reports an interrupted program
    except BrokenPipeError:
        _forget_output()
        return 0
    except Exception as fault:
        return _own_up(fault)
    return code


def _run(given: list[str]) -> int:
    # Opening the window must not wait for the command line's library, and it needs none of it.
    if not set(given) - {"--first-frame"}:
        gc.disable()  # nothing made on the way to the first frame is garbage; the window and the terminal enable it
        from game import startup

        try:
            return startup.play_anywhere(startup.make_application(), first_frame=bool(given))
        except startup.CannotStart as mistake:
            print(f"Error: {mistake}", file=sys.stderr)  # noqa: T201
            return 2
    from game.cli import run

    return run(given)


def _forget_output() -> None:
    """Let what is still unsaid go nowhere: whoever listened has closed the pipe."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def _own_up(fault: Exception) -> int:
    """Write down a fault of the program's own, and say in one sentence where."""
    from game.faults import write_down

    where = write_down(fault)
    kept = f" What happened is written in {where}." if where else ""
    with suppress(OSError, ValueError):
        print(f"Upstander has a fault and had to stop; what you played is kept.{kept}", file=sys.stderr)  # noqa: T201
    return FAULT


if __name__ == "__main__":
    sys.exit(main())
