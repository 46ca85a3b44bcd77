"""The author's commands as they are typed."""

from __future__ import annotations

import pytest

from game.cli import run


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, what is said, and what is said on standard error."""
    code = run(list(arguments))
    heard = capsys.readouterr()
    return code, heard.out, heard.err
