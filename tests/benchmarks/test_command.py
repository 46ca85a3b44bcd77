"""The benchmarks are no tests; that their command works is one."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_a_quick_run_prints_a_table_and_writes_its_figures(tmp_path):
    figures = tmp_path / "figures.json"
    command = [sys.executable, "-m", "benchmarks", "choices", "--quick", "--json", str(figures)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    rows = json.loads(figures.read_text(encoding="utf-8"))["rows"]
    assert len(rows) == 4
    for row in rows:
        assert row["what"] in done.stdout
        assert row["ours"] > 0 and row["floor"] > 0
