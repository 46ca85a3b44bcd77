"""The pages for the scenes of a story: decisions with all that can be done there, what lies in between, endings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from game.core.ballot import AGREED_FROM, DIVIDED_FROM, Split
from game.core.expression import ALWAYS
from game.core.scenario import (
    Choice,
    Decision,
    Ending,
    Line,
    Scenario,
    Scene,
    is_defensible,
)
from game.session.room_words import SOMETHING_ELSE_DO, TALK, TALK_FIRST
from game.session.transcript import speaker_name
from game.session.wording import method_words
from game.terminal import words as said
from tools.guide.blocks import (
    Block,
    Bullets,
    Card,
    Heading,
    Option,
    Options,
    Paragraph,
    Question,
    Row,
    Script,
    Section,
    SpokenLine,
    Table,
    shape_of,
)
from tools.guide.conditions import Places, named, remembered
from tools.guide.numbers import minutes, share
from tools.guide.numbers import said as in_a_word
from tools.guide.timing import SILENCE, THINK
from tools.mapping.counts import Counts
from tools.mapping.naming import letter_of


class ScenePages:
    """Makes the sections of one scenario.  `counts` tell which scenes every play comes to."""

    def __init__(self, scenario: Scenario, counts: Counts, places: Places) -> None:
        self.scenario, self.counts, self.places = scenario, counts, places
        self.decisions = sum(isinstance(scene.exit, Decision) for scene in scenario.scenes.values())

    def story(self) -> Iterator[Section]:
        """Decisions and what lies between them, in the author's order."""
        number = 0
        for scene in self.scenario.scenes.values():
            if isinstance(scene.exit, Decision):
                number += 1
                yield self._decision(scene, scene.exit, number)
            elif not isinstance(scene.exit, Ending):
                yield self._in_between(scene, is_first=not number)

    def endings(self) -> Section:
        """All endings, with the last word of somebody affected."""
        blocks: list[Block] = [
            Paragraph(
                "Read the ending that the story came to. Then leave half a minute of silence before anybody speaks.",
                authored=False,
            )
        ]
        for scene in self.scenario.scenes.values():
            if isinstance(scene.exit, Ending):
                blocks.append(self._ending(scene, scene.exit))
        return Section("endings", "How it can end", tuple(blocks))

    def _decision(self, scene: Scene, decision: Decision, number: int) -> Section:
        blocks: list[Block] = [*self._opening(scene)]
        blocks.append(Question(decision.ask))
        last = len(decision.choices)
        blocks.append(Options((
            *(
                Option(letter_of(place), shape_of(place), choice.do, self._open_if(choice))
                for place, choice in enumerate(decision.choices)
            ),
            Option(letter_of(last), shape_of(last), SOMETHING_ELSE_DO, authored=False),
        )))
        blocks += self._talk(decision)
        blocks.append(Heading("What each way does"))
        blocks += (self._choice(decision, place, choice) for place, choice in enumerate(decision.choices))
        return Section(
            f"decision-{number}",
            _as_title(scene.summary) or f"Decision {number}",
            tuple(blocks),
            f"Decision {number} of {self.decisions}" + self._rarely(scene),
        )

    def _rarely(self, scene: Scene) -> str:
        if scene.id not in self.counts.can:
            return " · no play comes here"
        if self.counts.scenes.get(scene.id, 0) < self.counts.runs:
            return " · only on some ways through the story"
        return ""

    def _opening(self, scene: Scene) -> Iterator[Block]:
        who = ", ".join(self.scenario.cast[person].name for person in scene.present)
        where = [Row("Where", said.place(scene.place).capitalize(), authored=False)] if scene.place else []
        if who:
            where.append(Row("In the picture", who))
        if where:
            yield Table(tuple(where))
        if scene.happened:
            yield Paragraph(scene.happened.says, lead="What was done before.")
        if scene.script:
            yield Script("Read aloud", self._lines(scene.script))
        if scene.look_closer:
            yield Heading("For those who look closer")
            yield Table(tuple(Row(glance.at, " ".join(glance.shows.split())) for glance in scene.look_closer))

    def _lines(self, lines: Iterable[Line]) -> tuple[SpokenLine, ...]:
        return tuple(
            SpokenLine(
                line.words, speaker_name(self.scenario, line.speaker), line.is_message, self.places.when(line.when)
            )
            for line in lines
        )

    def _open_if(self, choice: Choice) -> str:
        notes = []
        if choice.when is not ALWAYS:
            notes.append(f"Only if {self.places.when(choice.when)}.")
        if choice.once:
            notes.append("Only once.")
        return " ".join(notes)

    def _talk(self, decision: Decision) -> Iterator[Block]:
        rows = [Row("To talk about", decision.discuss)] if decision.discuss else []
        if decision.reflect:
            rows.append(Row("To think about alone", decision.reflect))
        rows += (Row(label, words, authored=False) for label, words in self._prompts(decision))
        skipped = self._skipped(decision)
        if skipped:
            rows.append(Row("If time is short", skipped, authored=False))
        contested = [choice for choice in decision.choices if choice.id in decision.contested]
        if contested:
            letters = " and ".join(letter_of(decision.choices.index(choice)) for choice in contested)
            rows.append(Row("Reviewers disagree", f"about {letters}. The group may, too.", authored=False))
        yield Heading("After the first vote")
        yield Table(tuple(rows))

    def _prompts(self, decision: Decision) -> Iterator[tuple[str, str]]:
        """What to do with how a room has voted."""
        prompt, long = TALK_FIRST
        yield "If no result was shown", f"{_sentence(minutes(long))} {prompt}"
        yield (
            "Most agree",
            f"{_sentence(share(AGREED_FROM), '')} or more chose one way. All together, {_long(Split.AGREED)}: what is "
            "the best case for the way that the fewest chose? Read out its trade-off if nobody begins.",
        )
        pair = _worth_comparing(decision)
        worth = f" {pair[0]} and {pair[1]} are worth hearing side by side here." if pair else ""
        yield (
            "The room is split",
            f"In pairs, {_long(Split.DIVIDED)}: one makes the best case for one way, the other for another. Then swap. "
            f"Nobody has to say how they voted.{worth}",
        )
        yield (
            "It is spread out",
            f"No way has {share(DIVIDED_FROM)}. In threes, {_long(Split.SCATTERED)}. Each three brings back one "
            "sentence that begins “It depends on …”.",
        )
        yield (
            "“Something else” leads",
            "Ask “What would you do?” and let two or three answer. Then choose the way that comes nearest.",
        )

    def _skipped(self, decision: Decision) -> str:
        if not decision.skippable:
            return ""
        for place, choice in enumerate(decision.choices):
            if choice.id == decision.skippable:
                return f"Leave this decision out. Go on as if {letter_of(place)} was chosen: read what happens there."
        return ""

    def _choice(self, decision: Decision, place: int, choice: Choice) -> Card:
        rows = [Row("What happens", lines=self._lines(choice.consequence))] if choice.consequence else []
        rows.append(Row("Why", choice.commentary))
        if choice.harm:
            rows.append(Row("Harm done", choice.harm.says))
        if done := self._repaired(choice):
            rows.append(Row("Comes back to", done))
        if choice.tradeoff:
            rows.append(Row("Trade-off", choice.tradeoff))
        if choice.line:
            rows.append(Row("A line to say", f"“{choice.line}”"))
        kept = remembered(self.scenario, choice)
        if kept:
            rows.append(Row("Keep in mind", kept, authored=False))
        rows.append(Row("Then", self.places.way_on(choice.next), authored=False))
        asks = "asks the person affected" if choice.asks_affected else ""
        note = " · ".join(part for part in (method_words(choice.method), asks) if part)
        return Card(choice.summary, tuple(rows), letter_of(place), shape_of(place), note)

    def _repaired(self, choice: Choice) -> str:
        """What may have been done earlier and is put right by this."""
        harms = []
        for scene in self.scenario.scenes.values():
            harms.append(scene.happened)
            if isinstance(scene.exit, Decision):
                harms += (other.harm for other in scene.exit.choices)
        says = [harm.says for harm in harms if harm and not set(harm.flags).isdisjoint(choice.repairs)]
        return " ".join(dict.fromkeys(says))

    def _in_between(self, scene: Scene, *, is_first: bool) -> Section:
        assert not isinstance(scene.exit, Decision | Ending)
        blocks = [*self._opening(scene), Table((Row("Then", self.places.way_on(scene.exit), authored=False),))]
        return Section(
            f"scene-{scene.id}", _as_title(scene.summary) or named(scene.id).strip("“”").capitalize(), tuple(blocks),
            f"{'First' if is_first else 'In between'}: {named(scene.id)}", starts_page=is_first,
        )

    def _ending(self, scene: Scene, ending: Ending) -> Card:
        closing_by = self.scenario.cast[ending.closing_by].name
        rows = [Row("Read aloud", lines=self._lines(scene.script))] if scene.script else []
        rows.append(Row(f"{closing_by}, last word", f"“{ending.closing_says}”"))
        if ending.reflect:
            rows.append(Row("To think about", ending.reflect))
        return Card(ending.title, tuple(rows), note=scene.summary)


def _worth_comparing(decision: Decision) -> tuple[str, str] | None:
    """Two ways that can both be defended and differ in kind: the first such pair in the author's order."""
    good = [(place, choice) for place, choice in enumerate(decision.choices) if is_defensible(decision, choice)]
    for (one, first), (other, second) in combinations(good, 2):
        if first.method is not second.method:
            return letter_of(one), letter_of(other)
    return None


def _as_title(summary: str) -> str:
    """A title has no full stop, unless it is more than one sentence."""
    return summary[:-1] if summary.endswith(".") and "." not in summary[:-1] else summary


def _long(split: Split) -> str:
    """How long a room talks, in words."""
    return minutes(TALK[split][1])


def _sentence(words: str, end: str = ".") -> str:
    return f"{words[:1].upper()}{words[1:]}{end}"


def numbered_steps() -> Bullets:
    """How one decision goes, the same each time."""
    shortest, longest = (pick(long for _, long in (TALK_FIRST, *TALK.values())) for pick in (min, max))
    return Bullets(
        (
            "Read the scene aloud, or show it. Let people look closer if they want to.",
            f"Read the question and every way. Then {THINK[0]} to {THINK[1]} seconds of silence: each thinks alone.",
            "All vote at once, with eyes closed: cards held up, or hands. Do not show or say the result yet.",
            f"Talk, {in_a_word(shortest)} to {minutes(longest)}; each page says about what. You may say the result "
            "first: then each page says what fits it, but people talk less freely.",
            "Vote again. Now show both results, and go on with the way that has the most votes. In a tie you choose; "
            "say so before the first vote.",
            f"Read what happens. Leave {SILENCE} seconds of silence. Read why, if the group wants to hear it.",
        ),
        is_numbered=True,
    )
