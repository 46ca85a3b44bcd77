"""Reading again: the transcript is what was shown, no more and no less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.session import messages as m
from game.session import views as v
from game.session.phases import Phase
from game.session.session import Session
from game.session.view import view
from tests.player import commands, play, session_at
from tests.sample import SAMPLE

walks = st.lists(st.integers(0, 9_999), max_size=80)


class Reader:
    """Writes down every line as it comes on screen, and every choice as it is made."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self._tried: list[str] = []
        self._was_looking = False

    @property
    def all_read(self) -> list[str]:
        return [*self.read, *self._tried]

    def watches(self, before: v.SessionView, events: tuple[m.Event, ...], after: v.SessionView) -> None:
        page = self._tried if before.is_practice or after.is_practice else self.read
        for event in events:
            match event:
                case m.ChoiceMade(choice=choice):
                    assert isinstance(before.screen, v.DecisionView)
                    page.append(next(offer.do for offer in before.screen.offers if offer.id == choice))
                case m.LinesShown(to_line=to_line):
                    assert isinstance(before.screen, v.ScriptView) and isinstance(after.screen, v.ScriptView)
                    page.extend(line.words for line in after.screen.lines[before.screen.line : to_line])
                case m.Moved() if isinstance(after.screen, v.ScriptView) and before.phase is not Phase.LOOK_CLOSER:
                    page.extend(line.words for line in after.screen.lines[: after.screen.line])
                case m.Moved(phase=Phase.ENDING):
                    assert isinstance(after.screen, v.EndingView)
                    page.append(after.screen.closing_says)
        if not after.is_practice:
            self._tried.clear()


@given(walk=walks, pacing=st.sampled_from(m.Pacing))
def test_the_transcript_is_what_was_shown(walk: list[int], pacing: m.Pacing) -> None:
    session, reader = Session(SAMPLE, pacing=pacing), Reader()
    for command in commands(session, walk):
        before = view(session)
        events = session.handle(command)
        after = view(session)
        reader.watches(before, events, after)

        assert [entry.words for entry in after.transcript] == reader.all_read


def test_trying_another_way_does_not_tell_what_comes_next() -> None:
    session = session_at(SAMPLE, Phase.ALTERNATIVES, "interrupt")

    session.handle(m.TryAgain("call"))

    assert "The call ends." not in [entry.words for entry in view(session).transcript]


def test_what_was_tried_is_told_apart_from_what_was_chosen() -> None:
    session = session_at(SAMPLE, Phase.ALTERNATIVES, "interrupt")
    session.handle(m.TryAgain("call"))
    session.handle(m.Choose("ask"))

    said = {entry.speaker_name: entry.words for entry in view(session).transcript if entry.speaker == "choice"}

    assert set(said) == {"You chose", "You tried"}


def test_everybody_is_named_beside_their_words() -> None:
    session = session_at(SAMPLE, Phase.DEBRIEF, "interrupt", "own-up", "rota")
    play(session, until=Phase.CLOSED)

    named = {entry.speaker: entry.speaker_name for entry in view(session).transcript}

    assert named == {"": "", "amara": "Amara Okafor", "duarte": "Duarte Reis", "choice": "You chose"}
