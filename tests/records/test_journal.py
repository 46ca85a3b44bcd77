"""The file of a play: what is written comes back, and what is broken does no harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.records.commands import decode, encode
from game.records.journal import Header, Journal, NotAPlay, OpenElsewhere, header_line, parse
from game.session import messages as m
from tests.player import NONSENSE

HEADER = Header(
    scenario="sample",
    title="Whose “Finding”",
    content_hash="5a" * 32,
    mode="video",
    seed=-3,
    pacing="guided",
    is_first_scenario=True,
    version="1.0",
    started="2026-03-02T09:30:00+00:00",
)

COMMANDS = (
    *NONSENSE,
    *(m.SetPacing(pacing) for pacing in m.Pacing),
    *(m.AnswerProbe(sureness, reason) for sureness in (None, *m.Sureness) for reason in (None, -1, 0, 3)),
    m.TryAgain("καλημέρα"),
    m.Continue(12),
)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one != m.AnswerProbe(None, -2)], ids=str)
def test_a_command_comes_back_as_it_was_written(command: m.Command) -> None:
    written = json.loads(json.dumps(encode(command)))

    assert decode(written) == command


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=6).map(lambda v: [v]))
@example(["to", True])
@example(["to", 1.0])
@example(["to", -2])
@example(["choose", ""])
@example(["choose", "x" * 201])
@example(["probe", "certain", 1])
@example(["probe", ["very"], 1])
@example(["pacing", "fast"])
@example(["begin", 1])
@example([])
def test_what_is_no_command_is_not_taken_for_one(entry: list[object]) -> None:
    try:
        command = decode(entry)
    except ValueError:
        return
    assert encode(command) == entry


def test_header_and_entries_come_back(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path / "new", HEADER, [["begin"]])
    journal.append([["to", 2], ["choose", "ask"]])
    journal.close()

    recorded = parse(journal.path.read_bytes())

    assert recorded.header == HEADER
    assert [list(entry) for entry in recorded.entries] == [["begin"], ["to", 2], ["choose", "ask"]]
    assert recorded.is_whole


def test_two_plays_of_one_second_have_two_files(tmp_path: Path) -> None:
    journals = [Journal.create(tmp_path, HEADER, []) for _ in range(3)]
    for journal in journals:
        journal.close()

    assert len({journal.path for journal in journals}) == 3


def test_the_name_of_a_file_never_leaves_its_folder(tmp_path: Path) -> None:
    from dataclasses import replace

    journal = Journal.create(tmp_path, replace(HEADER, scenario="../../etc/passwd", started="/../x"), [])
    journal.close()

    assert journal.path.parent == tmp_path


def test_a_torn_last_line_is_cut_off_before_going_on(tmp_path: Path) -> None:
    path = tmp_path / "one.play"
    path.write_bytes(header_line(HEADER) + b'["begin"]\n["to",')

    journal, recorded = Journal.resume(path)
    journal.append([["to", 2]])
    journal.close()

    assert recorded.is_whole
    assert path.read_bytes() == header_line(HEADER) + b'["begin"]\n["to",2]\n'


FOREIGN = (b"???", b'{"a":1}', b"[]", b"[1]", b"12", b"\x00" * 40, b"[" * 50_000, b"\xff\xfe")


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_foreign_line_ends_what_is_read_and_is_told(foreign: bytes) -> None:
    recorded = parse(header_line(HEADER) + b'["begin"]\n' + foreign + b'\n["on"]\n')

    assert [list(entry) for entry in recorded.entries] == [["begin"]]
    assert not recorded.is_whole


@given(st.binary(max_size=300))
@example(b"")
@example(b"{}\n")
@example(header_line(HEADER)[:-1])
@example(header_line(HEADER).replace(b'"upstander":1', b'"upstander":2'))
@example(header_line(HEADER).replace(b"-3", b'"3"'))
@example(b"[" * 100_000 + b"\n")
def test_what_is_no_play_is_not_taken_for_one(data: bytes) -> None:
    with pytest.raises(NotAPlay):
        parse(data)


@given(st.data())
def test_no_damage_to_a_file_gives_anything_but_its_beginning(data: st.DataObject) -> None:
    lines = [b'["begin"]\n', b'["to",2]\n', b'["on"]\n', b'["choose","ask"]\n']
    whole = header_line(HEADER) + b"".join(lines)
    at = data.draw(st.integers(len(header_line(HEADER)), len(whole) - 1))
    byte = data.draw(st.integers(0, 255))

    recorded = parse(whole[:at] + bytes([byte]) + whole[at + 1 :])

    untouched = whole[:at].count(b"\n") - 1  # the header is a line as well
    expected = [json.loads(line) for line in lines[:untouched]]
    assert [list(entry) for entry in recorded.entries][:untouched] == expected


def test_a_second_program_is_kept_out_while_the_first_plays(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, HEADER, [["begin"]])

    with pytest.raises(OpenElsewhere):
        Journal.resume(journal.path)

    journal.close()
    again, _ = Journal.resume(journal.path)
    again.close()


def test_what_somebody_else_wrote_into_the_file_is_noticed(tmp_path: Path) -> None:
    # Some network drives have no locks.
    journal = Journal.create(tmp_path, HEADER, [["begin"]])
    with journal.path.open("ab") as file:
        file.write(b'["on"]\n')

    with pytest.raises(OpenElsewhere):
        journal.append([["to", 2]])
    journal.close()


def test_a_finished_play_is_two_lines(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, HEADER, [["begin"]] * 50)

    journal.finish({"choices": ["ask"]})

    assert journal.path.read_bytes() == header_line(HEADER) + b'{"choices":["ask"]}\n'
    assert [path.name for path in tmp_path.iterdir()] == [journal.path.name]


def test_a_play_that_was_deleted_while_it_went_on_does_not_come_back(tmp_path: Path) -> None:
    journal = Journal.create(tmp_path, HEADER, [["begin"]])
    journal.path.unlink()

    journal.finish({"choices": []})

    assert list(tmp_path.iterdir()) == []
