"""What a facilitator is asked before something is done: lists, questions, and the command that comes of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.core.ballot import TieRule
from game.session import messages as m
from game.session.phases import Phase
from game.session.room_views import OptionView, RoadView
from game.session.room_words import TIES
from game.ui.room_desk import Ask, Desk, Entry
from game.ui.room_keys import OPTION_LETTERS

LETTERS = OPTION_LETTERS.upper()
EMPTY = {
    Ask.GO_BACK: "There is no decision to go back to yet.",
    Ask.ROAD: "There is no other road to show here.",
    Ask.TIES: "The room has voted already, so what decides a tie stays as it was said.",
}
QUESTIONS = {
    Ask.GO_BACK: "Go back to which decision? What came after it has not happened then.",
    Ask.ROAD: "At which decision?",
    Ask.ROAD_CHOICE: "Which other road shall the room see?",
    Ask.TIES: "What shall decide a tie? The room is told before it votes.",
    Ask.HEADCOUNT: "How many people are here?",
    Ask.CONDITION: "What will you change together?",
    Ask.REVIEW: "When will you look at it again?",
    Ask.WIFI_NAME: "The name of the Wi-Fi, as phones show it:",
    Ask.WIFI_PASSWORD: "Its password. It goes on the wall and is kept nowhere. Empty for an open Wi-Fi.",
    Ask.FINISH: "Finish the session? After that it cannot be gone on with.",
    Ask.HELP: "All keys",
    Ask.SCREENS: "Check my screens",
    Ask.REMOTE: "Scan this with your own phone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """All that a list is made of.

    Attributes:
        desk: What is asked and typed.
        phase: Where the room is.
        roads: The decisions of the path, with what else was open there.
        here: The question that the room is at, where it has come to a decision; else empty.
        scene: Of that decision.
        last_scene: Of the decision that was made last.
        may_settle_ties: The room has not voted yet.
    """

    desk: Desk
    phase: Phase
    roads: tuple[RoadView, ...]
    here: str
    scene: str
    last_scene: str
    may_settle_ties: bool

    def entries(self) -> tuple[Entry, ...]:
        """The list, each line with its letter."""
        match self.desk.ask:
            case Ask.GO_BACK:
                told = [(road.ask, f"This path: {road.taken}") for road in self.roads]
                if self.here:
                    told.append((self.here, "This one, before any vote."))
            case Ask.ROAD:
                told = [(road.ask, f"This path: {road.taken}") for road in self.open_roads()]
            case Ask.ROAD_CHOICE:
                told = [(other.do, "") for other in self._road().others]
            case Ask.TIES if self.may_settle_ties:
                told = [(says, "") for says in TIES.values()]
            case _:
                told = []
        # Later decisions are the likelier ones, so those stay where a list is longer than the letters.
        told = told[-len(LETTERS) :]
        return tuple(Entry(letter, words, note) for letter, (words, note) in zip(LETTERS, told, strict=False))

    def open_roads(self) -> tuple[RoadView, ...]:
        """Where another road can be shown now."""
        if self.phase is Phase.DEBRIEF:
            return tuple(road for road in self.roads if road.others)
        if self.phase is Phase.CONSEQUENCE:
            return tuple(road for road in self.roads if road.others and road.scene == self.last_scene)
        return ()

    def _road(self) -> RoadView:
        return next(road for road in self.roads if road.scene == self.desk.kept_text)

    def taken(self, letter: str) -> m.Command | str:
        """What the entry with this letter does; for `Ask.ROAD` the scene whose choices are asked for next."""
        entries = self.entries()
        at = LETTERS.index(letter)
        match self.desk.ask:
            case Ask.TIES:
                rules: Sequence[TieRule] = tuple(TIES)
                return m.SetTieRule(rules[at])
            case Ask.GO_BACK:
                scenes = [road.scene for road in self.roads] + ([self.scene] if self.here else [])
                return m.GoBack(scenes[-len(entries) :][at])
            case Ask.ROAD:
                return self.open_roads()[-len(entries) :][at].scene
            case _:
                return m.ShowRoad(self.desk.kept_text, self._road().others[at].id)


def question(desk: Desk, option: OptionView | None, *, is_vote: bool) -> str:
    """What is asked now, in a sentence; empty for nothing."""
    if desk.ask is not None:
        digits = f" {desk.digits or '…'}" if desk.ask is Ask.HEADCOUNT else ""
        return QUESTIONS[desk.ask] + digits
    if option is None:
        return ""
    if is_vote:
        hands = "1 hand" if desk.digits == "1" else f"{desk.digits} hands" if desk.digits else "how many hands?"
        return f"{option.letter}: {hands}"
    return f"Go on with {option.letter}? {option.do}"
