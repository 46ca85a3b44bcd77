"""What is installed from a wheel is whole: the scenarios and the drawings come with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing in it but what the wheel brings."""
    wheels, target = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    built = subprocess.run(
        [*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)],
        capture_output=True, text=True, check=False,
    )
    assert built.returncode == 0, built.stderr
    [wheel] = wheels.glob("upstander-*.whl")
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)], check=True)
    return target


def run(installed: Path, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as installed, started somewhere else and without the checkout on the way."""
    environment = {
        **os.environ, "PYTHONPATH": str(installed), "UPSTANDER_HOME": str(tmp_path / "home"), "PYTHONSAFEPATH": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); from game.__main__ import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True,
        encoding="utf-8", check=False, timeout=120,
    )


def test_the_library_is_there_without_the_checkout(installed, tmp_path):
    listed = run(installed, tmp_path, "list")

    assert listed.returncode == 0, listed.stderr
    assert sorted(path.stem for path in (ROOT / "scenarios").glob("*-*.yaml")) == sorted(
        line.split()[0] for line in listed.stdout.splitlines() if line and not line.startswith(" ")
    )


def test_the_drawings_are_there_without_the_checkout(installed, tmp_path):
    drawn = run(
        installed, tmp_path, "screenshot", "scene", "--scenario", "half-a-second-behind", "--size", "1280x720",
        "--out", str(tmp_path / "scene.png"),
    )

    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "scene.png").stat().st_size > 40_000  # an empty panel is far smaller
    assert str(ROOT) not in drawn.stdout + drawn.stderr


def test_nothing_of_the_tests_or_tools_for_building_is_installed(installed):
    assert not list(installed.glob("tests"))
    assert (installed / "game" / "_data" / "assets" / "places" / "meeting-room.svg").is_file()
