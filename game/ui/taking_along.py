"""What a player takes along: a note to keep, a line for next time in one of its forms, a slip."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.session.views import DebriefView, ReflectionView, SessionView
from game.ui import actions as a
from game.ui.interface import NOTE, Interface

if TYPE_CHECKING:
    from game.application import Application
    from game.play import Play
    from game.records.exports import Form


def take_along(
    keep: a.Keep,
    application: Application,
    play: Play,
    view: SessionView,
    interface: Interface,
    copy: Callable[[str], bool],
) -> str:
    """Keep what was asked for; what to say about it, or nothing where there was nothing to keep."""
    if keep is a.Keep.NOTE and isinstance(view.screen, ReflectionView):
        typed = interface.texts.get(NOTE, "").strip()
        is_kept = bool(typed) and application.keep_note(play, view.screen.question, typed)
        return "Your note is kept on this computer." if is_kept else ""
    if isinstance(view.screen, DebriefView):
        return _take_plan(keep, application, play, view.screen, interface, copy)
    return ""


def _take_plan(
    keep: a.Keep,
    application: Application,
    play: Play,
    debrief: DebriefView,
    interface: Interface,
    copy: Callable[[str], bool],
) -> str:
    from game.records.exports import CannotSave
    from game.records.notes import if_then
    from game.ui.screens.debrief import plan_line

    line = plan_line(debrief, interface).strip()
    if not line and keep is not a.Keep.SLIP:
        return ""
    if keep is a.Keep.COPY:
        words = if_then(debrief.if_then_cue, line)
        return "Copied." if copy(words) else "Nothing on this computer takes a copy."
    if keep is a.Keep.PLAN:
        kept = application.keep_plan(play.scenario.id, debrief.if_then_cue, line)
        return "Your line is kept with your records on this computer." if kept else ""
    try:
        if keep is a.Keep.SLIP:
            return f"Saved: {application.save_slip(play, _form(a.Keep.PAGE))}"
        return f"Saved: {application.save_plan(play, debrief.if_then_cue, line, _form(keep))}"
    except CannotSave as problem:
        return str(problem)


def _form(keep: a.Keep) -> Form:
    from game.records.exports import Form

    return {a.Keep.TEXT: Form.TEXT, a.Keep.CALENDAR: Form.CALENDAR, a.Keep.PAGE: Form.PAGE}[keep]
