"""What the pages promise is there: commands parse, links lead somewhere, pictures are pictures."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from game.assets import scenarios_folder
from game.cli import run, upstander
from tests.docs.pages import PAGES, ROOT, anchors, blocks, command_lines, links, rows, section, told

NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
BUNDLED = {path.stem for path in scenarios_folder().glob("*.yaml")}


def parsed(arguments: list[str]) -> dict[str, object]:
    """What the command line makes of its arguments, without doing it.

    Raises:
        click.UsageError: If it cannot be followed.
    """
    try:
        group = upstander.make_context("upstander", list(arguments))
        rest = [*group._protected_args, *group.args]
        if not rest:
            return dict(group.params)
        name, command, after = upstander.resolve_command(group, rest)
        assert command is not None
        return {**group.params, **command.make_context(name, after, parent=group).params}
    except click.exceptions.Exit:  # --help and --version say something and stop
        return {}


@pytest.mark.parametrize("page", NAMES)
def test_every_command_line_can_be_followed(page: str) -> None:
    for arguments in command_lines(told(page)):
        parsed(arguments)


def test_a_command_line_with_a_mistake_would_be_noticed() -> None:
    [arguments] = command_lines("```sh\nupstander chek\n```\n")

    with pytest.raises(click.UsageError, match="Did you mean check"):
        parsed(arguments)


def test_scenarios_that_are_played_in_the_pages_are_there() -> None:
    played = {
        str(given["scenario_id"])
        for page in NAMES
        for arguments in command_lines(told(page))
        for given in [parsed(arguments)]
        if given.get("scenario_id") and given.get("library") is None
    }

    assert played
    assert played <= BUNDLED


def test_the_readme_has_the_two_commands() -> None:
    assert {"python3 tools/run.py play\n", "python3 tools/run.py test\n"} <= set(blocks(told("README.md"), "sh"))


def test_pictures_are_made_on_paths_that_lead_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPSTANDER_HOME", str(tmp_path / "home"))
    made = 0
    for arguments in command_lines(told("docs/maintaining.md")):
        if arguments[:1] == ["screenshot"]:
            made += 1
            picture = tmp_path / f"{made}.png"
            assert run([*arguments[: arguments.index("--out")], "--out", str(picture)]) == 0
            assert picture.stat().st_size > 1_000

    assert made


@pytest.mark.parametrize("page", NAMES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in links(told(page)):
        file, _, anchor = target.partition("#")
        linked = (ROOT / page).parent / file if file else ROOT / page

        assert linked.exists(), f"{page}: {target}"
        if anchor:
            assert anchor in anchors(linked.read_text("utf-8")), f"{page}: {target}"


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, left = set(), {ROOT / "README.md"}
    while left:
        page = left.pop()
        reached.add(page)
        for target in links(page.read_text("utf-8")):
            linked = (page.parent / target.partition("#")[0]).resolve()
            if linked.suffix == ".md" and linked not in reached:
                left.add(linked)

    assert {page.resolve() for page in PAGES} <= {page.resolve() for page in reached}


def test_pictures_in_the_readme_say_what_they_show() -> None:
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", told("README.md"))

    assert len(shown) == 2
    for says, file in shown:
        assert len(says) > 40
        assert (ROOT / file).read_bytes().startswith(b"\x89PNG")


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"

    assert set(links(told("docs/decisions/README.md"))) == {
        page.name for page in folder.glob("*.md") if page.name != "README.md"
    }


def test_every_folder_of_tests_is_listed() -> None:
    folders = {f"tests/{path.parent.name}" for path in (ROOT / "tests").glob("*/test_*.py")}
    listed = {row[0].strip("`") for row in rows(section(told("docs/maintaining.md"), "Tests"))}

    assert folders <= listed


@pytest.mark.parametrize("page", ["README.md", "docs/playing.md", "docs/organisation.md"])
def test_people_are_told_that_it_is_never_for_hiring_appraisal_or_discipline(page: str) -> None:
    assert "hiring, appraisal or discipline" in told(page)
