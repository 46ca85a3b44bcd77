"""Which wall screen is shown."""

from __future__ import annotations

from game.session import room_views as r
from game.session import views as v
from game.session.phases import Phase
from game.ui.blocks import Paragraph
from game.ui.element import Box, Element, Role
from game.ui.screens.room import bars, deciding, joining, looking_back, story
from game.ui.screens.room.canvas import Canvas, WallExtras, WallPage, wall_look
from game.ui.stage import Stage
from game.ui.theme import Look

REHEARSAL = ("Rehearsal",)
PAUSED = ("Paused",)
OTHER_ROAD = ("Another road, not taken", "Not taken")


def wall_screen(view: r.WallView, look: Look, stage: Stage, extras: WallExtras | None = None) -> Element:
    """All that the projector shows.

    Args:
        view: What may be shown.
        look: Size, theme and text size as they are set; a wall's text is larger by itself.
        stage: Where people are in each place.
        extras: The way to join, a clock, the page.
    """
    return wall_page(view, look, stage, extras).root


def wall_page(view: r.WallView, look: Look, stage: Stage, extras: WallExtras | None = None) -> WallPage:
    """The same, with which page of how many it is."""
    extras = extras or WallExtras()
    if extras.is_blank:
        return WallPage(blank_wall(look))
    canvas = Canvas(wall_look(look), view.title, extras, _marks(view, extras), _place(view))
    if extras.shows_name:
        return _named(canvas)
    if extras.shows_join and extras.join is not None:
        return joining.join_wall(canvas, None)
    match view.screen:
        case r.LobbyView() as lobby:
            return joining.lobby_wall(lobby, canvas, is_open=view.phase is not Phase.BRIEFING)
        case v.ScriptView() as script:
            return story.script_wall(script, canvas, stage)
        case v.LookCloserView() as closer:
            return story.look_closer_wall(closer, canvas)
        case r.ThinkView() as think:
            return deciding.think_wall(think, canvas)
        case r.VoteView() as vote:
            return deciding.vote_wall(vote, canvas)
        case r.VotedView() as voted:
            return deciding.voted_wall(voted, canvas)
        case r.RevealView() as reveal:
            return bars.reveal_wall(reveal, canvas)
        case r.TalkView() as talk:
            return deciding.talk_wall(talk, canvas)
        case r.CompareView() as compare:
            return bars.compare_wall(compare, canvas)
        case r.ToldView() as told:
            return story.told_wall(told, canvas)
        case r.WhyView() as why:
            return story.why_wall(why, canvas)
        case v.EndingView() as ending:
            return story.ending_wall(ending, canvas)
        case r.GroupDebriefView() as debrief:
            return looking_back.debrief_wall(debrief, canvas, is_over=view.phase is Phase.CLOSED)


def blank_wall(look: Look) -> Element:
    """Nothing to see, in the darkest colour there is: the same whatever lies beneath."""
    return Element(Role.WINDOW, look.area, key="wall", name="The screen is blank", shapes=(Box(look.area, (0, 0, 0)),))


def _named(canvas: Canvas) -> WallPage:
    look, theme = canvas.look, canvas.look.theme
    blocks = (
        Paragraph("This is the wall.", look.display, theme.ink, look.px(24), heading=True),
        Paragraph("The room sees this screen, and no other.", look.large, theme.ink),
    )
    return canvas.flowing("This is the wall", blocks)


def _marks(view: r.WallView, extras: WallExtras) -> tuple[tuple[str, ...], ...]:
    named = ((REHEARSAL, view.is_rehearsal), (PAUSED, extras.is_paused), (OTHER_ROAD, extras.is_other_road))
    return tuple(words for words, is_so in named if is_so)


def _place(view: r.WallView) -> str:
    in_decision = isinstance(view.screen, r.VoteView | r.VotedView | r.RevealView | r.TalkView | r.CompareView)
    return f"decision {view.number}" if in_decision and view.number else ""
