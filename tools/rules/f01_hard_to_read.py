"""
F01 hard-to-read: the story, or the feedback, needs more years of school than many players have had in English.

Why it matters
    Most players read this in a second language, off a wall, while others wait. Short sentences and common words
    leave their minds free for the moment itself.

How it is found
    The Flesch–Kincaid grade of all captions and lines of scenes and consequences together, and of all commentaries
    together: above 8 is a warning, above 10 an error. It goes by the length of sentences and of words, and is right
    within about one year.

Example::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Redistributing conversational opportunities necessitated comparatively insignificant personal
                expenditure, because postponing intervention until grammatically appropriate opportunities materialised
                prevented unnecessary interpersonal confrontation. Nevertheless, organisational circumstances
                perpetuating recurrent interruptions remain fundamentally unaddressed: inadequate acoustic
                infrastructure, established conversational hierarchies, insufficient agenda representation.
            - id: write-in-chat
              commentary: |
                Asynchronous communication technologies theoretically guarantee geographically distributed participants
                equivalent conversational visibility, simultaneously generating documentary evidence. Nevertheless,
                effectiveness presupposes continuous chairperson availability, and organisational attention
                predominantly concentrated elsewhere, consequently prioritising managerial announcements.
            - id: ask-amara
              commentary: |
                Prioritising preliminary confidential consultation guarantees subsequent interventions accurately
                accommodate individual preferences, simultaneously preserving opportunities for uncomplicated refusal.
                Nevertheless, organisational participants collectively remain comprehensively uninformed concerning
                investigative conclusions, perpetuating fundamental misunderstandings.
            - id: let-it-go
              commentary: |
                Prioritising organisational punctuality demonstrates understandable professional considerations, and
                telecommunications unreliability constitutes partially satisfactory explanations concerning simultaneous
                utterances. Nevertheless, differentiated discontinuation probabilities necessitate supplementary
                investigation, considering accumulated institutional normalisation.

Use instead::

    scenes:
      third-time:
        decision:
          choices:
            - id: hand-back
              commentary: |
                Handing back a turn cost you one sentence. Because you waited for Duarte's full stop, it never became a
                contest between the two of them. The things that make the minute come round are still there: one
                microphone, no speaking order, an agenda without her on it.

False alarms
    In the six scenarios of this program the grade of the story is 1.5 to 3.2 and that of the commentaries 4.4 to
    5.2, so nothing is found.
"""

from __future__ import annotations

from collections.abc import Iterator

from game.core.diagnostic import Severity
from tools.checking import prose
from tools.checking.rule import Finding, Rule
from tools.checking.story import Kind, Story

RULE = Rule(
    code="F01",
    name="hard-to-read",
    severity=Severity.WARNING,
    is_english_only=True,
    is_about_prose=True,
)
_PARTS = (
    ("scenes and consequences", (Kind.SCRIPT, Kind.CONSEQUENCE)),
    ("commentaries", (Kind.COMMENTARY,)),
)


def check(story: Story) -> Iterator[Finding]:
    """Yield a finding for the story as a whole, and one for the feedback."""
    most = story.limit("F01", "grade")
    for name, kinds in _PARTS:
        texts = [text.words for text in story.texts(*kinds)]
        words = sum(map(prose.count, texts))
        if words < story.limit("F01", "fewest_words"):
            continue
        grade = prose.grade(*texts)
        if grade > most:
            each = words / max(1, sum(len(prose.sentences(text)) for text in texts))
            is_far = grade > story.limit("F01", "far_too_hard")
            yield Finding(
                where="scenes",
                message=f"The {name} need about {grade:.0f} years of school; sentences have {each:.0f} words on "
                "average.",
                hint=f"Aim for {most:.0f} years or fewer: one thought a sentence, and words that one would say aloud.",
                severity=Severity.ERROR if is_far else None,
            )
