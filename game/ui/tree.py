"""Which screen is shown: everything that there is to see, as one element tree."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.session.views import (
    AlternativesView,
    BriefingView,
    CastView,
    ClosedView,
    CommentaryView,
    DebriefView,
    DecisionView,
    EndingView,
    LookCloserView,
    ProbeView,
    ReflectionView,
    ScriptView,
    SessionView,
)
from game.settings import Settings
from game.ui.actions import Overlay
from game.ui.element import Element
from game.ui.interface import Interface
from game.ui.screens.after_choice import (
    alternatives_screen,
    commentary_screen,
    probe_screen,
    reflection_screen,
)
from game.ui.screens.briefing import briefing_screen
from game.ui.screens.debrief import DrawMap, debrief_screen
from game.ui.screens.decision import decision_screen
from game.ui.screens.ending import ending_screen
from game.ui.screens.help import help_screen
from game.ui.screens.leave import delete_screen, leave_screen
from game.ui.screens.left_out import left_out_screen
from game.ui.screens.library import library_screen
from game.ui.screens.look_closer import look_closer_screen
from game.ui.screens.people import people_screen
from game.ui.screens.script import script_screen
from game.ui.screens.settings import settings_screen
from game.ui.screens.support import support_screen
from game.ui.screens.transcript import transcript_screen
from game.ui.stage import Stage
from game.ui.theme import Look

if TYPE_CHECKING:
    from game.application import LibraryView
    from game.organisation import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything a screen may be made of: values, no open files and no session."""

    settings: Settings
    organisation: Organisation
    library: LibraryView | None = None
    play: SessionView | None = None
    cast: tuple[CastView, ...] = ()
    kept_in: str = ""  # the folder of the records, to be shown


def tree(shown: Shown, interface: Interface, look: Look, stage: Stage, draw_map: DrawMap) -> Element:
    """The screen: what lies on top, or the play, or the library."""
    if interface.overlay is not None:
        return _overlay(interface.overlay, shown, interface, look)
    if shown.play is not None:
        return _play(shown, shown.play, interface, look, stage, draw_map)
    assert shown.library is not None
    return library_screen(shown.library, interface, look)


def _overlay(overlay: Overlay, shown: Shown, interface: Interface, look: Look) -> Element:
    over = replace(interface, page=interface.overlay_page)
    match overlay:
        case Overlay.TRANSCRIPT if shown.play:
            return transcript_screen(shown.play, over, look)
        case Overlay.SETTINGS:
            return settings_screen(
                shown.settings, over, look, can_leave_play=shown.play is not None, kept_in=shown.kept_in
            )
        case Overlay.PEOPLE:
            return people_screen(shown.cast, over, look)
        case Overlay.SUPPORT:
            return support_screen(shown.organisation, over, look)
        case Overlay.LEFT_OUT if shown.library:
            return left_out_screen(shown.library.left_out, over, look)
        case Overlay.DELETE:
            return delete_screen(over, look)
        case Overlay.NEUTRAL:
            return leave_screen(look)
        case _:
            return help_screen(over, look)


def _play(
    shown: Shown, view: SessionView, interface: Interface, look: Look, stage: Stage, draw_map: DrawMap
) -> Element:
    match view.screen:
        case BriefingView() as briefing:
            note = shown.organisation.note
            return briefing_screen(view, briefing, interface, look, organisation_note=note)
        case ScriptView() as script:
            return script_screen(view, script, interface, look, stage)
        case LookCloserView() as closer:
            return look_closer_screen(view, closer, interface, look)
        case DecisionView() as decision:
            return decision_screen(view, decision, interface, look)
        case ProbeView() as probe:
            return probe_screen(view, probe, interface, look)
        case ReflectionView() as reflection:
            return reflection_screen(view, reflection, interface, look, keeps_notes=shown.settings.keep_notes)
        case CommentaryView() as commentary:
            return commentary_screen(view, commentary, interface, look)
        case AlternativesView() as alternatives:
            return alternatives_screen(view, alternatives, interface, look)
        case EndingView() as ending:
            return ending_screen(view, ending, interface, look)
        case DebriefView() as debrief:
            has_support = bool(shown.organisation.help)
            return debrief_screen(view, debrief, interface, look, draw_map, has_support=has_support)
        case ClosedView():
            raise AssertionError("a finished play is left for the library")
