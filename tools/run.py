"""
Set up and play, or set up and test: ``python3 tools/run.py play`` and ``python3 tools/run.py test``.

Needs Python 3.11 or later and nothing else: it makes a virtual environment in ``.venv`` beside the project, installs
what ``pyproject.toml`` asks for at the versions in ``constraints.txt``, and goes on.  The second time it starts at
once.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(os.environ.get("UPSTANDER_VENV") or ROOT / ".venv")
OLDEST = (3, 11)
USAGE = """Usage:
  python3 tools/run.py play [ARGUMENTS]   set up, then start Upstander (no arguments: the library)
  python3 tools/run.py test [ARGUMENTS]   set up, then run every check: tests, types, style, imports, scenarios
"""


def main(arguments: list[str]) -> int:
    """Do what the first argument says; returns an exit code."""
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:3]))
        say(f"Upstander needs Python 3.11 or later; this is {have}.")
        say("Install a newer Python, then run the same command with it, for example: python3.12 tools/run.py play")
        return 2
    if not arguments or arguments[0] not in ("play", "test"):
        say(USAGE)
        return 2
    wanted, rest = arguments[0], arguments[1:]
    python = set_up("test" if wanted == "test" else "")
    if python is None:
        return 2
    if wanted == "play":
        return subprocess.call([str(python), "-m", "game", *rest], cwd=ROOT)
    return test(python, rest)


def set_up(extra: str) -> Path | None:
    """The environment's Python with everything installed, or None after saying what is missing."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    asked = (ROOT / "pyproject.toml").read_bytes() + (ROOT / "constraints.txt").read_bytes()
    stamp = VENV / f"upstander-{extra or 'play'}-{hashlib.sha256(asked).hexdigest()[:16]}"
    if stamp.exists() and python.exists():
        return python
    if not python.exists():
        say(f"Making a place for what Upstander needs: {VENV}")
        if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
            say("Python could not make a virtual environment here.")
            say("On Debian or Ubuntu install the package python3-venv, then run this command again.")
            return None
    say("Installing what Upstander needs. This is done once and takes a minute or two.")
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    code = subprocess.call([*install, "--constraint", str(ROOT / "constraints.txt"), "--editable", target])
    if code != 0:
        say("Something could not be installed; the lines above say what.")
        say("Check that this computer reaches a Python package index, then run this command again.")
        return None
    stamp.touch()
    return python


def test(python: Path, rest: list[str]) -> int:
    """Run every check, the quick ones first; the first exit code that is not 0 is returned at the end."""
    processes = str(max(2, os.cpu_count() or 2))
    # Half of the tests each, in their order, so that most of what neighbours share (scenarios that were read, screens
    # that were drawn) is made once; whoever is done first takes over from the other.
    pytest = ["-m", "pytest", "-n", processes, "--dist", "worksteal"]
    checks: list[tuple[str, list[str]]] = [
        ("style", ["-m", "ruff", "check", "."]),
        ("imports", ["-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]),
        ("types", ["-m", "mypy"]),
        ("scenarios", ["-m", "game", "check", "--strict"]),
        ("tests", [*pytest, "-m", "not slow", *rest]),
        ("slow tests", [*pytest, "-m", "slow", *rest]),
    ]
    failed: list[str] = []
    for name, command in checks:
        say(f"--- {name}")
        code = subprocess.call([str(python), *command], cwd=ROOT)
        if code != 0:
            failed.append(name)
    say("All checks passed." if not failed else f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def say(text: str) -> None:
    """One line for the person at the terminal, before any output of what is run next."""
    print(text, flush=True)  # noqa: T201 - this is a command


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
