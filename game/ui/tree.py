"""
Which screen is shown: everything that there is to see, as one element tree.

Screens are imported when they are first shown: the library must be there at once, and it needs none of a play's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.settings import Settings
from game.ui.actions import Overlay
from game.ui.element import Element
from game.ui.interface import Interface
from game.ui.screens.library import library_screen
from game.ui.stage import Stage
from game.ui.theme import Look

if TYPE_CHECKING:
    from game.application import LibraryView
    from game.organisation import Organisation
    from game.session.views import CastView, SessionView
    from game.ui.screens.debrief import DrawMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything a screen may be made of: values, no open files and no session."""

    settings: Settings
    organisation: Organisation
    library: LibraryView | None = None
    play: SessionView | None = None
    cast: tuple[CastView, ...] = ()
    kept_in: str = ""  # the folder of the records, to be shown
    has_library: bool = True  # that a play can be left for
    own_folder: str = ""  # where scenarios of one's own are written


def tree(shown: Shown, interface: Interface, look: Look, stage: Stage, draw_map: DrawMap) -> Element:
    """The screen: what lies on top, or the play, or the library."""
    if interface.overlay is not None:
        return _overlay(interface.overlay, shown, interface, look)
    if shown.play is not None:
        return _play(shown, shown.play, interface, look, stage, draw_map)
    assert shown.library is not None
    return library_screen(shown.library, interface, look)


def _overlay(overlay: Overlay, shown: Shown, interface: Interface, look: Look) -> Element:
    from game.ui.screens import help as helping
    from game.ui.screens import leave, left_out, people, settings, support, transcript

    over = replace(interface, page=interface.overlay_page)
    match overlay:
        case Overlay.TRANSCRIPT if shown.play:
            return transcript.transcript_screen(shown.play, over, look)
        case Overlay.SETTINGS:
            can_leave = shown.play is not None and shown.has_library
            return settings.settings_screen(
                shown.settings, over, look, can_leave_play=can_leave, kept_in=shown.kept_in
            )
        case Overlay.PEOPLE:
            return people.people_screen(shown.cast, over, look)
        case Overlay.SUPPORT:
            return support.support_screen(shown.organisation, over, look)
        case Overlay.LEFT_OUT if shown.library:
            return left_out.left_out_screen(shown.library.left_out, over, look, own=shown.library.own_left_out)
        case Overlay.GROUP if interface.hosting and shown.library:
            from game.ui.screens.room.settling import settling_screen

            title = next((each.card.title for each in shown.library.cards if each.card.id == interface.group), "")
            return settling_screen(title, interface.hosting, over, look)
        case Overlay.WRITE | Overlay.WRITTEN:
            from game.ui.screens import write

            if overlay is Overlay.WRITTEN and interface.written is not None:
                return write.written_screen(interface.written, over, look)
            return write.write_screen(over, look, folder=shown.own_folder)
        case Overlay.DELETE:
            return leave.delete_screen(over, look)
        case Overlay.NEUTRAL:
            return leave.leave_screen(look)
        case _:
            return helping.help_screen(over, look)


def _play(
    shown: Shown, view: SessionView, interface: Interface, look: Look, stage: Stage, draw_map: DrawMap
) -> Element:
    from game.session import views as v
    from game.ui.screens import after_choice, briefing, debrief, decision, ending, look_closer, script

    match view.screen:
        case v.BriefingView() as told:
            note = shown.organisation.note
            return briefing.briefing_screen(
                view, told, interface, look, organisation_note=note, has_library=shown.has_library
            )
        case v.ScriptView() as told:
            return script.script_screen(view, told, interface, look, stage)
        case v.LookCloserView() as told:
            return look_closer.look_closer_screen(view, told, interface, look)
        case v.DecisionView() as told:
            return decision.decision_screen(view, told, interface, look)
        case v.ProbeView() as told:
            return after_choice.probe_screen(view, told, interface, look)
        case v.ReflectionView() as told:
            keeps_notes = shown.settings.keep_notes
            return after_choice.reflection_screen(view, told, interface, look, keeps_notes=keeps_notes)
        case v.CommentaryView() as told:
            return after_choice.commentary_screen(view, told, interface, look)
        case v.AlternativesView() as told:
            return after_choice.alternatives_screen(view, told, interface, look)
        case v.EndingView() as told:
            return ending.ending_screen(view, told, interface, look)
        case v.DebriefView() as told:
            has_support = bool(shown.organisation.help)
            return debrief.debrief_screen(view, told, interface, look, draw_map, has_support=has_support)
        case v.ClosedView():
            raise AssertionError("a finished play is left for the library")
