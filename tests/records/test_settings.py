"""Settings: what can be read is used, what cannot has its usual value, and a broken file is kept aside."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.settings import PACINGS, TEXT_PERCENT, THEMES, Settings, read, write
from tests.records.conftest import Home

any_settings = st.builds(
    Settings,
    text_percent=st.sampled_from(TEXT_PERCENT),
    theme=st.sampled_from(THEMES),
    pacing=st.sampled_from(PACINGS),
    reduce_motion=st.booleans(),
    sound=st.booleans(),
    timers=st.booleans(),
    fullscreen=st.booleans(),
    keep_notes=st.booleans(),
    show_drafts=st.booleans(),
)
shared_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(wanted=any_settings)
@shared_folder
def test_settings_come_back_as_they_were_kept(tmp_path: Path, wanted: Settings) -> None:
    write(tmp_path, wanted)

    assert read(tmp_path) == (wanted, "")


def test_nothing_is_moved_heard_timed_or_kept_unless_it_is_asked_for() -> None:
    usual = Settings()

    assert not (usual.sound or usual.timers or usual.keep_notes or usual.show_drafts or usual.fullscreen)


def test_without_a_file_everything_has_its_usual_value(tmp_path: Path) -> None:
    assert read(tmp_path / "missing") == (Settings(), "")
    assert read(None) == (Settings(), "")


@given(data=st.binary(max_size=200) | st.text(max_size=60).map(str.encode) | st.just(b"[" * 30_000))
@shared_folder
def test_a_broken_file_gives_the_usual_values_and_is_kept_aside(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(data)

    found, notice = read(tmp_path)

    assert found == Settings()
    assert "settings.json.broken" in notice
    assert (tmp_path / "settings.json.broken").read_bytes() == data


def test_of_a_newer_file_what_is_known_is_used_and_the_rest_kept_aside(tmp_path: Path) -> None:
    newer = {"format": 2, "text_percent": 150, "theme": "sepia", "voice": "slow"}
    (tmp_path / "settings.json").write_text(json.dumps(newer))

    found, notice = read(tmp_path)

    assert found == Settings(text_percent=150)
    assert notice
    assert json.loads((tmp_path / "settings.json.broken").read_text()) == newer


@pytest.mark.parametrize("name", list(asdict(Settings())))
@pytest.mark.parametrize("value", [None, 1, 0, 105, 100.0, "yes", [], {}, "PAPER"])
def test_a_value_that_a_setting_cannot_have_is_not_taken(tmp_path: Path, name: str, value: object) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"format": 1, name: value}))

    found, notice = read(tmp_path)

    assert (found, bool(notice)) == (Settings(), True)


def test_a_file_torn_at_any_byte_never_stops_a_start(tmp_path: Path) -> None:
    write(tmp_path, Settings(text_percent=200, theme="dark"))
    whole = (tmp_path / "settings.json").read_bytes()
    for cut in range(len(whole) - 2):
        (tmp_path / "settings.json").write_bytes(whole[:cut])

        assert read(tmp_path)[0] == Settings()


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()

    found, notice = read(tmp_path)

    assert (found, bool(notice)) == (Settings(), True)


def test_an_application_keeps_what_was_changed(home: Home) -> None:
    home.starts().change_settings(theme="high-contrast", text_percent=180)

    assert home.starts().settings == Settings(theme="high-contrast", text_percent=180)


def test_settings_that_cannot_be_kept_hold_for_now_and_that_is_told(home: Home) -> None:
    (home.folder / "config").write_text("in the way")
    application = home.starts()

    application.change_settings(text_percent=180)

    assert application.settings.text_percent == 180
    assert any("cannot be kept" in notice for notice in application.notices)


@pytest.mark.parametrize("change", [{"text_percent": 85}, {"text_percent": 210}, {"theme": "pink"}, {"sound": 1}])
def test_a_change_to_what_cannot_be_changes_nothing(home: Home, change: dict[str, object]) -> None:
    application = home.starts()

    with pytest.raises(ValueError, match="cannot be"):
        application.change_settings(**change)
    assert application.settings == Settings()


def test_the_chosen_pacing_is_that_of_the_next_play(home: Home) -> None:
    application = home.starts()
    application.change_settings(pacing="flow")

    assert application.play("sample").view().pacing == "flow"
