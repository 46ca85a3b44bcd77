"""What a facilitator's keys do: commands to the session, what is asked, what lies over the wall."""

from __future__ import annotations

from dataclasses import replace

from game.core.ballot import SOMETHING_ELSE, TieRule
from game.session import messages as m
from game.session.phases import Phase
from game.session.room import LONGEST_AGREEMENT, LONGEST_REVIEW
from game.session.room_words import PARTS
from game.session.views import LookCloserView, ScriptView
from game.ui.room_asking import EMPTY
from game.ui.room_desk import LISTS, Ask
from game.ui.room_keys import Verb, digit_of, letter_of, verb_of
from game.ui.room_resuming import ResumedRoom
from game.ui.room_state import ADOPTING
from game.ui.screens.room.canvas import Wifi, wall_look
from game.ui.screens.room.story import next_line, panels_before

MOST_DIGITS = 4
LONGEST_TEXT = {Ask.REVIEW: LONGEST_REVIEW, Ask.WIFI_NAME: 32, Ask.WIFI_PASSWORD: 63}  # characters; as Wi-Fi allows
ONLY_SHOWN = (Ask.HELP, Ask.SCREENS, Ask.REMOTE)  # nothing is to be answered
SAME_PRESS = 0.5  # seconds: a key that bounces, or a clicker that sends twice, must not skip a screen

PAUSED = "Paused. Press P to go on."
BLANK = "The wall is blank. Press . to show it again."
NOBODY = "Nobody has voted yet. Press V to close the vote all the same."
CHOOSE = "Press the letter to go on with, then Enter."
NOT_BEGUN = "The story has not begun, so there is nothing to finish. Press Esc to leave."
NOT_YET_AGREED = "What the group agrees on is written down at the end, when it looks back."
HAS_TO_BE_PLAYED = "This decision has to be played: the story needs it."
PICK = "Press a letter, then Enter. Esc: not now."
COUNT = "Type a number, then Enter. Esc: not now."
YES_OR_NO = "Press Enter, or Esc for not now."
AGAIN = "In a tie, this room talks and votes again. Press T to talk."


class RoomController(ResumedRoom):
    """A room, and the keys that lead it."""

    # --- keys --------------------------------------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """A key, as `pygame.key.name` names it."""
        desk, verb = self.desk, verb_of(key)
        if verb is Verb.LEAVE:
            self._leave()
        elif desk.has_left:
            if verb in (Verb.NEXT, Verb.BLANK, Verb.CONFIRM):
                self.desk = replace(desk, has_left=False)
        elif desk.ask is Ask.GO_ON:
            self._answer(verb)
        elif desk.is_typing:
            self._typing_key(verb)
        elif digit := digit_of(key):
            self._digit(digit)
        elif letter := letter_of(key):
            self._letter(letter)
        elif verb is not None:
            if desk.message:
                self.desk = replace(desk, message="")
            self._do(verb)

    def type(self, text: str) -> None:
        """Text, while something is asked that is answered in words."""
        if self.desk.is_typing:
            most = LONGEST_TEXT.get(self.desk.ask, LONGEST_AGREEMENT) if self.desk.ask else 0
            self.desk = replace(self.desk, text=(self.desk.text + text)[:most], composing="")

    def compose(self, text: str) -> None:
        """What an input method shows before it is settled."""
        self.desk = replace(self.desk, composing=text)

    def _typing_key(self, verb: Verb | None) -> None:
        if verb is Verb.ERASE:
            self.desk = replace(self.desk, text=self.desk.text[:-1])
        elif verb is Verb.CONFIRM:
            self._typed()

    def _digit(self, digit: str) -> None:
        desk = self.desk
        is_hands = self.phase is Phase.VOTE and desk.picked and desk.ask is None
        if is_hands or desk.ask is Ask.HEADCOUNT:
            self.desk = replace(desk, digits=(desk.digits + digit)[:MOST_DIGITS].lstrip("0") or "0", message="")

    def _letter(self, letter: str) -> None:
        desk = self.desk
        if desk.ask in LISTS:
            if any(entry.letter == letter for entry in self.asking().entries()):
                self.desk = replace(desk, picked=letter, message="")
            return
        if desk.ask is not None or desk.shows_network:
            return
        option = next((each for each in self._options() if each.letter == letter), None)
        if option is None:
            return
        if self.phase is Phase.VOTE and not self.hosting.takes_hands:
            self.say("This room votes by phone. No hands are counted.")
        elif self.phase in ADOPTING and (option.id == SOMETHING_ELSE or not option.is_open):
            self.say(f"The story has no road for {letter}. Choose one that it has.")
        else:
            self.desk = replace(desk, picked=option.id, digits="", message="")

    # --- verbs -------------------------------------------------------------------------------------------------------

    def _do(self, verb: Verb) -> None:
        if self.desk.shows_network and self.close_network(verb):
            return
        desk = self.desk
        if desk.ask is not None and verb not in (Verb.CONFIRM, Verb.ERASE, Verb.NOTES_ON, Verb.NOTES_BACK, Verb.BLANK):
            # What is asked goes away with any other key, and that key is not taken for an answer.
            again = {Verb.HELP: Ask.HELP, Verb.SCREENS: Ask.SCREENS}.get(verb)
            was = desk.ask
            if verb in (Verb.NEXT, Verb.BACK) and was not in ONLY_SHOWN:
                self.say(PICK if was in LISTS else COUNT if was is Ask.HEADCOUNT else YES_OR_NO)
                return
            self._stop_asking()
            if again is was or verb in (Verb.NEXT, Verb.BACK):
                return
        match verb:
            case Verb.NEXT:
                self._next()
            case Verb.BACK:
                self._back()
            case Verb.CONFIRM:
                self._confirm()
            case Verb.ERASE:
                self._erase()
            case Verb.BLANK:
                self.desk = replace(self.desk, is_blank=not self.desk.is_blank)
            case Verb.PAUSE:
                self._pause()
            case Verb.VOTE:
                self._vote()
            case Verb.REVEAL:
                self.hand_in(m.Reveal())
            case Verb.TALK:
                self.hand_in(m.Talk())
            case Verb.UNDO_HANDS:
                self.hand_in(m.UndoHands())
            case Verb.TELL:
                self._tell()
            case Verb.LOOK:
                self._look_closer()
            case Verb.WHY:
                self.hand_in(m.AskWhy())
            case Verb.ROAD:
                self._ask(Ask.ROAD)
            case Verb.GO_BACK:
                self._ask(Ask.GO_BACK)
            case Verb.TIES:
                self._ask(Ask.TIES)
            case Verb.HEADCOUNT:
                self._ask(Ask.HEADCOUNT)
            case Verb.AGREE:
                if self.phase is Phase.DEBRIEF:
                    self._ask(Ask.CONDITION)
                else:
                    self.say(NOT_YET_AGREED)
            case Verb.FINISH:
                if self.phase in (Phase.BRIEFING, Phase.LOBBY):
                    self.say(NOT_BEGUN)
                elif self.phase is not Phase.CLOSED:
                    self._ask(Ask.FINISH)
            case Verb.WIFI:
                self._wifi()
            case Verb.JOIN:
                self._show_join()
            case Verb.LOCK:
                self._lock()
            case Verb.CLOCK:
                self._start_clock()
            case Verb.MORE_TIME:
                self._more_time()
            case Verb.HELP:
                self._ask(Ask.HELP)
            case Verb.SCREENS:
                self._ask(Ask.SCREENS)
            case Verb.REMOTE:
                self.switch_remote()
            case Verb.NETWORK:
                self.check_network()
            case Verb.NOTES_ON | Verb.NOTES_BACK:
                step = 1 if verb is Verb.NOTES_ON else -1
                self.desk = replace(self.desk, notes_page=max(0, self.desk.notes_page + step))
            case Verb.PANE:
                self.desk = replace(self.desk, has_pane=not self.desk.has_pane)
            case _:
                pass  # the window's own

    def _next(self) -> None:
        desk, now = self.desk, self.now()
        if now - self.moved < SAME_PRESS:
            return
        if desk.is_blank:
            self.say(BLANK)
            return
        if desk.is_paused:
            self.say(PAUSED)
            return
        if desk.shows_join:
            self.desk = replace(desk, shows_join=False, wifi=None)
            self.moved = now
            return
        if desk.panels_back:
            self.desk = replace(desk, panels_back=desk.panels_back - 1)
            self.moved = now
            return
        page = self.wall()
        if page.has_next:
            self.desk = replace(desk, page=page.number + 1)
            self.moved = now
            return
        if desk.picked:
            self._confirm()
            return
        self._main_step()
        self.moved = now

    def _main_step(self) -> None:
        match self.phase:
            case Phase.BRIEFING:
                self.hand_in(m.Begin())
            case Phase.SCENE | Phase.CONSEQUENCE:
                self._read_or_go_on()
            case Phase.LOOK_CLOSER:
                self.hand_in(m.LookUp())
            case Phase.THINK:
                if self.tells:
                    self._tell()
                else:
                    self.hand_in(m.OpenVote())
            case Phase.VOTE:
                if not self.facilitator_view().voted and not self.facilitator_view().passed:
                    self.say(NOBODY)
                else:
                    self.finish_vote()
            case Phase.VOTED:
                rounds = self.play.session.position.room
                self.hand_in(m.Reveal() if rounds and len(rounds.rounds) > 1 else m.Talk())
            case Phase.REVEAL:
                self.hand_in(m.Talk())
            case Phase.TALK:
                self.hand_in(m.OpenVote())
            case Phase.COMPARE:
                self._propose()
            case Phase.DEBRIEF:
                part = self.play.session.position.part
                if part + 1 < len(PARTS):
                    self.hand_in(m.ShowPart(part + 1))
                else:
                    self._ask(Ask.FINISH)
            case Phase.CLOSED:
                self.wants_to_quit = True
            case _:
                self.hand_in(m.GoOn())

    def _read_or_go_on(self) -> None:
        screen = self.wall_view().screen
        if isinstance(screen, ScriptView):
            following = next_line(screen, wall_look(self.look), self.stage)
            if following is not None:
                self.hand_in(m.Continue(following))
                return
            if screen.line < len(screen.lines):
                self.hand_in(m.Continue(len(screen.lines)))
        self.hand_in(m.GoOn())

    def _propose(self) -> None:
        """What leads is proposed, and taken with one more press: this is where a story turns."""
        room = self.play.session.position.room
        settled = self.settled
        if settled:
            self.desk = replace(self.desk, picked=settled)
        elif room and len(room.leading) > 1 and room.rules.tie_rule is TieRule.AGAIN:
            self.say(AGAIN)
        else:
            self.say(CHOOSE)

    def _back(self) -> None:
        desk = self.desk
        if desk.page:
            self.desk = replace(desk, page=desk.page - 1)
            return
        screen = self.wall_view().screen
        if isinstance(screen, ScriptView):
            before = panels_before(screen, wall_look(self.look), self.stage)
            self.desk = replace(desk, panels_back=min(before, desk.panels_back + 1))
        elif self.phase is Phase.DEBRIEF and self.play.session.position.part:
            self.hand_in(m.ShowPart(self.play.session.position.part - 1))

    def _vote(self) -> None:
        if self.phase is Phase.VOTE:
            self.finish_vote()
        else:
            self.hand_in(m.OpenVote())

    def _tell(self) -> None:
        if self.asking().told is None:
            self.say(HAS_TO_BE_PLAYED)
        else:
            self._ask(Ask.TELL)

    def _look_closer(self) -> None:
        screen = self.wall_view().screen
        at = screen.at + 1 if isinstance(screen, LookCloserView) else 0
        if isinstance(screen, LookCloserView) and at >= len(screen.glances):
            self.hand_in(m.LookUp())
        else:
            self.hand_in(m.LookCloser(at))

    # --- asking ------------------------------------------------------------------------------------------------------

    def _ask(self, ask: Ask) -> None:
        self.desk = replace(self.desk, ask=ask, picked="", digits="", text="", message="", notes_page=0)
        if ask in EMPTY and not self.asking().entries():
            self._stop_asking()
            self.say(EMPTY[ask])

    def _stop_asking(self) -> None:
        self.desk = replace(
            self.desk, ask=None, picked="", digits="", text="", kept_text="", composing="", notes_page=0
        )

    def _confirm(self) -> None:
        desk = self.desk
        match desk.ask:
            case None if desk.picked and self.phase is Phase.VOTE:
                if desk.digits:
                    picked, count = desk.picked, int(desk.digits)
                    self.desk = replace(desk, picked="", digits="")
                    self.hand_in(m.TypeHands(picked, count))
            case None if desk.picked:
                self.hand_in(m.Adopt(desk.picked))
            case None if self.phase in ADOPTING and self.settled:
                self._propose()
            case ask if ask in LISTS and desk.picked:
                self._take(desk.picked)
            case Ask.HEADCOUNT:
                self._stop_asking()
                self.hand_in(m.SetHeadcount(int(desk.digits) if int(desk.digits or 0) else None))
            case Ask.TELL if told := self.asking().told:
                self._stop_asking()
                self.hand_in(m.Adopt(told.id, is_told=True))
            case Ask.FINISH:
                self._stop_asking()
                self.finish_session()
            case Ask.HELP | Ask.SCREENS | Ask.REMOTE:
                self._stop_asking()
            case _:
                pass

    def _take(self, letter: str) -> None:
        taken = self.asking().taken(letter)
        self._stop_asking()
        if isinstance(taken, str):
            self.desk = replace(self.desk, ask=Ask.ROAD_CHOICE, kept_text=taken)
        else:
            self.hand_in(taken)

    def _typed(self) -> None:
        desk, typed = self.desk, self.desk.text.strip()
        match desk.ask:
            case Ask.CONDITION if typed:
                self.desk = replace(desk, ask=Ask.REVIEW, kept_text=typed, text="")
            case Ask.REVIEW:
                self._stop_asking()
                self.hand_in(m.Agree(desk.kept_text, typed))
            case Ask.WIFI_NAME if typed:
                self.desk = replace(desk, ask=Ask.WIFI_PASSWORD, kept_text=typed, text="")
            case Ask.WIFI_PASSWORD:
                self._stop_asking()
                self.desk = replace(self.desk, wifi=Wifi(desk.kept_text, desk.text), shows_join=True)
            case _:
                self._stop_asking()

    def _erase(self) -> None:
        desk = self.desk
        if desk.digits:
            self.desk = replace(desk, digits=desk.digits[:-1])
        elif desk.picked:
            self.desk = replace(desk, picked="")
        elif desk.ask:
            self._stop_asking()

    def _leave(self) -> None:
        desk = self.desk
        if (desk.ask is not None and desk.ask is not Ask.GO_ON) or desk.picked:
            self._stop_asking()  # the first press takes back what is asked, as everywhere
            self.desk = replace(self.desk, message="")
        elif desk.has_left or self.phase is Phase.CLOSED:
            self.wants_to_quit = True
        else:
            self.desk = replace(desk, has_left=True, shows_network=False, message="")
