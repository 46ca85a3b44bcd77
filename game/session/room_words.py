"""What a group play says to its room and to its facilitator, by moment and by how the room split."""

from __future__ import annotations

import re

from game.core.ballot import Split, TieRule
from game.session.phases import Phase

SOMETHING_ELSE_DO = "Something else."

PROMISES = (
    "You can take part with no name. Nobody here can see who voted for what, now or later.",
    "You can pass on any question, and you can leave at any time without a word.",
    "Counts show from {votes} votes on. With fewer, only what leads is named, so that nobody can be found out.",
    "What is kept: the path of the story, what you agree on, and counts of {votes} or more. "
    "No vote of one person, no time, no address.",
)

# What to talk about.  Nobody is asked to defend their own vote: it was promised that nobody knows it.
TALK = {
    Split.AGREED: (
        "Most of the room agrees. What is the strongest case for the option that fewest chose?", 1
    ),
    Split.DIVIDED: (
        "In pairs: one makes the best case for one option, the other for another. Then swap. "
        "It need not be the one you chose.", 3
    ),
    Split.SCATTERED: (
        "In groups of three: take an option each and find one sentence that begins “It depends on …”.", 3
    ),
    Split.FEW: ("Talk it through together: what would each option cost, and whom?", 2),
}
TALK_FIRST = ("Talk it through together: what would each option cost, and whom?", 2)

SAY = {
    Split.AGREED: "Most of the room is in one place. Ask for the best case for the least chosen option.",
    Split.DIVIDED: "The room is split. Pairs work well now: a case for each option, then swap sides.",
    Split.SCATTERED: "The room is spread out. Small groups work well now, one sentence back from each.",
    Split.FEW: "There are few votes, so the wall names only what leads. Talk rather than count.",
}

REMINDERS = (
    "Nobody speaks for a group. Do not ask a person who shares something with a character to comment.",
    "If somebody tells of something that happened to them: thank them, do not ask further, offer the help card, go on.",
    "Nobody has to say how they voted, or why.",
    "Passing is fine, and so is leaving.",
)

TIES = {
    TieRule.FACILITATOR: "In a tie, the facilitator chooses.",
    TieRule.AGAIN: "In a tie, the room talks and votes again.",
    TieRule.STORY: "In a tie, the story takes the one that it lists first.",
    TieRule.BOTH: "In a tie, the story goes on with one, and shows what would have come of the other.",
}

NEXT = {
    Phase.BRIEFING: "Open the doors.",
    Phase.LOBBY: "Begin the story.",
    Phase.SCENE: "Read on.",
    Phase.LOOK_CLOSER: "Look up again.",
    Phase.THINK: "Give them half a minute in silence, then open the vote.",
    Phase.VOTE: "Close the vote when most have voted.",
    Phase.VOTED: "Show how the room voted, or go straight to talking.",
    Phase.REVEAL: "Let the room talk, or go on with what leads.",
    Phase.TALK: "Open the second vote.",
    Phase.COMPARE: "Go on with what leads.",
    Phase.CONSEQUENCE: "Read it aloud, leave it silent for a while, then go on. The why comes only if you ask for it.",
    Phase.COMMENTARY: "Go on with the story.",
    Phase.ENDING: "Look back together.",
    Phase.DEBRIEF: "Go on to the next part.",
    Phase.CLOSED: "The session is over.",
}
ALL_TOLD = "Finish the session."
ONLY_LEADS = "Follow the room, or choose."
SHOW_OTHER = "Show what would have come of the other, then go on."
TIED = "Two or more lead together. "

PARTS = ("reactions", "what", "so-what", "the-situation", "now-what", "other-roads")

QUESTIONS = {
    "reactions": ("One word each for how that was. Passing is fine.",),
    "what": (
        "What did {affected} know, want and risk?",
        "Who had power here that is not on an organisation chart?",
    ),
    "so-what": (
        "What moved, between the first vote and the second? What may that have been about?",
        "What would make the quiet option the brave one?",
    ),
    "the-situation": (
        "Look at how this meeting, chat or room is run, and not at the people. What would you keep?",
        "What would you change?",
    ),
    "now-what": (
        "Each of you writes one line for yourself: if this happens, I will …",
        "Together: which one thing will you change in how you work, and when will you look at it again?",
    ),
    "other-roads": ("Would you like to see what would have come of another choice?",),
}

ON_THIS_PATH = "On this path: {do}"
AT_THE_START = "It had happened when the story began."

_YOU = re.compile(r"\byou(r|rs|rself|rselves)?\b", re.IGNORECASE)


def says_you(text: str, language: str) -> bool:
    """Whether a sentence speaks to the person in the story; in a language other than English it may, so it does."""
    return bool(_YOU.search(text)) or not language.lower().startswith("en")
