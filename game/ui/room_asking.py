"""What a facilitator is asked before something is done: lists, questions, their keys, and what comes of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.core.ballot import TieRule
from game.session import messages as m
from game.session.phases import Phase
from game.session.room_views import OptionView, RoadView
from game.session.room_words import TIES
from game.ui.room_desk import Ask, Desk, Entry, Step
from game.ui.room_keys import BY_VERB, OPTION_LETTERS, Verb

LETTERS = OPTION_LETTERS.upper()
EMPTY = {
    Ask.GO_BACK: "There is no decision to go back to yet.",
    Ask.ROAD: "There is no other road to show here.",
    Ask.TIES: "The room has voted already, so what decides a tie stays as it was said.",
}
PRESS_LETTER = "Press its letter, then Enter."
FINISH_HERE = (
    "Finish here? The sheet is written up to the last decision that the story went on from. "
    "After that the session cannot be gone on with."
)
FINISH_EARLY = "Finish here? Nothing was decided yet, so no sheet is written. The session cannot be gone on with."
QUESTIONS = {
    Ask.GO_BACK: f"Go back to which decision? {PRESS_LETTER} What came after it has not happened then.",
    Ask.ROAD: f"At which decision? {PRESS_LETTER}",
    Ask.ROAD_CHOICE: f"Which other road shall the room see? {PRESS_LETTER}",
    Ask.TIES: f"What shall decide a tie? {PRESS_LETTER} The room is told before it votes.",
    Ask.HEADCOUNT: "How many people are here? Type a number, then Enter.",
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
        told: What the story takes where the present decision is told; None where it has to be played.
        has_decided: The story has gone on from a decision.
    """

    desk: Desk
    phase: Phase
    roads: tuple[RoadView, ...]
    here: str
    scene: str
    last_scene: str
    may_settle_ties: bool
    told: OptionView | None = None
    has_decided: bool = False

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

    def question(self, option: OptionView | None) -> str:
        """What is asked now, in a sentence; empty for nothing.  `option` is the picked one."""
        desk = self.desk
        match desk.ask:
            case Ask.TELL if self.told is not None:
                return f"Tell it in a sentence? The story takes {self.told.letter}: {self.told.do}"
            case Ask.FINISH if self.phase is not Phase.DEBRIEF:
                return FINISH_HERE if self.has_decided else FINISH_EARLY
            case Ask.GO_ON:
                return desk.kept_text
            case Ask.HEADCOUNT:
                return f"{QUESTIONS[Ask.HEADCOUNT]} {desk.digits or '…'}"
            case Ask():
                return QUESTIONS[desk.ask]
        if option is None:
            return ""
        if self.phase is Phase.VOTE:
            hands = "1 hand" if desk.digits == "1" else f"{desk.digits} hands" if desk.digits else "how many hands?"
            return f"{option.letter}: {hands}"
        return f"Go on with {option.letter}? {option.do}"


ENTERS = {
    Ask.HELP: "Close", Ask.SCREENS: "Close", Ask.REMOTE: "Hide the code", Ask.FINISH: "Finish", Ask.TELL: "Tell it",
    Ask.GO_ON: "Go on",
}  # what Enter does; elsewhere it takes what was typed or picked


def asked_steps(desk: Desk) -> tuple[Step, ...]:
    """The keys that do something while something is asked; none while nothing is."""
    if desk.ask is None:
        return ()
    enter = _step(Verb.CONFIRM, ENTERS.get(desk.ask, "Done"))
    if desk.ask is Ask.GO_ON:
        return (enter, _step(Verb.HEADCOUNT, "Begin a new one"), _step(Verb.LEAVE, "Leave now"))
    away = _step(Verb.LEAVE, "Not now")
    if desk.ask in (Ask.HELP, Ask.SCREENS):
        return (enter, _step(Verb.LEAVE, "Close"))
    if desk.ask is Ask.REMOTE:
        return (enter, _step(Verb.REMOTE, "Remote off"), _step(Verb.LEAVE, "Hide the code"))
    if desk.is_typing or desk.ask is Ask.HEADCOUNT:
        return (enter, _step(Verb.ERASE, "Erase"), away)
    return (enter, away)


def _step(verb: Verb, label: str) -> Step:
    return Step(BY_VERB[verb].cap, label, verb)
