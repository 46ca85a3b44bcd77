"""
What is kept of a play: bytes while it goes on and once it is finished, and the time to add an entry.

Waiting for the disk is left out of the time: that is the machine's, not ours.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measured import Judged, Measured, percentile
from benchmarks.program import alone, home
from game import startup
from game.application import Application
from game.core.playthrough import history, offers
from game.play import Play
from game.records.recorder import Recorder
from game.session import messages as m
from game.session.phases import Phase
from game.session.position import script_at
from game.session.session import DEBRIEF_PARTS

WHOLE, FINISHED, ENTRY = 8_000, 1_000, 0.2  # bytes, bytes, ms


def measure(quick: bool) -> Iterator[Measured]:
    """Every scenario once, read panel by panel, everything looked at and each decision tried again."""
    entries: list[float] = []
    sizes: list[tuple[int, int]] = []
    with home() as folder, _disk_does_not_wait(), _entries_timed(entries):
        application = startup.make_application()
        ids = [card.id for card in application.library.cards()]
        for name in ids[: 1 if quick else len(ids)]:
            sizes.append(_sizes(application, name, folder))
    for what, values, bar in (
        ("journal of a whole play, the longest", [size for size, _ in sizes], WHOLE),
        ("journal once finished, the longest", [size for _, size in sizes], FINISHED),
    ):
        yield Measured(what=what, unit="B", ours=max(values), judged=Judged.OURS, bar=bar, runs=len(values))
    yield Measured(
        what="an entry of the journal, without the disk, median",
        unit="ms",
        ours=statistics.median(entries) * 1000,
        judged=Judged.OURS,
        bar=ENTRY,
        runs=len(entries),
    )
    yield Measured(
        what="an entry of the journal, without the disk, p99",
        unit="ms",
        ours=percentile(entries, 0.99) * 1000,
        judged=Judged.NOTHING,
        runs=len(entries),
    )


def _sizes(application: Application, name: str, folder: Path) -> tuple[int, int]:
    """Bytes of the file before the play is closed, and after."""
    play = application.play(name, fresh=True, seed=1)
    looked_at: set[tuple[str, int]] = set()
    while not isinstance(command := _next(play, looked_at), m.Close):
        _hand_in(play, command)
    before = _bytes(folder, name)
    _hand_in(play, command)
    play.close()
    return before, _bytes(folder, name)


def _hand_in(play: Play, command: m.Command) -> None:
    [*_, event] = play.handle(command)
    if isinstance(event, m.Refused):
        raise RuntimeError(f"{command} is refused: {event.reason}")


def _bytes(folder: Path, name: str) -> int:
    [file] = (folder / "records" / "plays").glob(f"{name}--*.play")
    return file.stat().st_size


def _next(play: Play, looked_at: set[tuple[str, int]]) -> m.Command:
    """What somebody thorough does next."""
    session = play.session
    position, phase = session.position, session.phase
    there_are = len(script_at(phase, position))
    if position.line < there_are:
        return m.Continue(position.line + 1)
    match phase:
        case Phase.BRIEFING:
            return m.Begin()
        case Phase.LOOK_CLOSER:
            return m.LookUp()
        case Phase.DECISION:
            scene = session.scene_on_screen(position)
            for at in range(len(scene.look_closer)):
                if (scene.id, at) not in looked_at:
                    looked_at.add((scene.id, at))
                    return m.LookCloser(at)
            offered = [offer.choice.id for offer in offers(position.moment) if offer.is_open]
            return m.Choose(offered[-1 if position.practice else 0])
        case Phase.PROBE:
            return m.AnswerProbe(m.Sureness.FAIRLY, 0)
        case Phase.ALTERNATIVES | Phase.DEBRIEF:
            for step in history(position.play):
                if step.scene not in position.tried:
                    return m.TryAgain(step.scene)
            if phase is Phase.ALTERNATIVES:
                return m.GoOn()
            part = getattr(play.view().screen, "part", 0)
            return m.ShowPart(part + 1) if part + 1 < len(DEBRIEF_PARTS) else m.Close()
        case _:
            return m.GoOn()


@contextmanager
def _disk_does_not_wait() -> Iterator[None]:
    wait = os.fsync
    os.fsync = lambda fd: None
    try:
        yield
    finally:
        os.fsync = wait


@contextmanager
def _entries_timed(times: list[float]) -> Iterator[None]:
    keep = Recorder.keep

    def timed(recorder: Recorder, entry: Sequence[object], *, at_once: bool = True) -> None:
        began = time.perf_counter()
        keep(recorder, entry, at_once=at_once)
        times.append(time.perf_counter() - began)

    Recorder.keep = timed  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        Recorder.keep = keep  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(alone("saved_play", measure))
