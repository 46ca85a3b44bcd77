"""What a group play says to its room and to its facilitator, by moment and by how the room split."""

from __future__ import annotations

import re

from game.core.ballot import Split, TieRule
from game.core.scenario import Dimension
from game.session.phases import Phase

SOMETHING_ELSE_DO = "Something else."

PROMISES = (
    "You can take part with no name. Nobody here sees who voted by phone for what, now or later.",
    "You can pass on any question, and you can leave at any time without a word.",
    "Counts show from {votes} votes in all. With fewer, at most what leads is named, so that nobody can be found out.",
    "What is kept: the path of the story, what you agree on, and counts of {votes} or more. "
    "No vote of one person, no time, no address.",
)

# For the facilitator to say at the door, in their own words.
GROUND_RULES = (
    "Everybody here is able and means well.",
    "Nobody speaks for a group. Nobody has to tell what happened to them.",
    "You can pass on anything, and you can leave at any time without saying why.",
    "What is told here stays here. What is learned may leave.",
    "Nobody sees who voted by phone for what, now or later. Hands are counted with eyes closed.",
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

# What the facilitator is told of the split, once the room has seen it.
SAY = {
    Split.AGREED: "Most of the room is in one place. Ask for the best case for the least chosen option.",
    Split.DIVIDED: "The room is split. Pairs work well now: a case for each option, then swap sides.",
    Split.SCATTERED: "The room is spread out. Small groups work well now, one sentence back from each.",
    Split.FEW: "There are few votes, so the wall names at most what leads. Talk rather than count.",
}
# And before that: the room talks about all options alike, so nothing said aloud may tell how it split.
SAY_UNSEEN = {
    Split.AGREED: "For you alone: most of the room is in one place. See that other options get a good case too.",
    Split.DIVIDED: "For you alone: the room is split. See that more than one option gets a good case.",
    Split.SCATTERED: "For you alone: the room is spread out. See that several options get a good case.",
    Split.FEW: "There are few votes. Talk rather than count.",
}

REMINDERS = (
    "Nobody speaks for a group. Do not ask a person who shares something with a character to comment.",
    "If somebody tells of something that happened to them: Thank them. Do not ask. Offer the help card. "
    "Blank the wall with . and ask the room whether to go on.",
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
    Phase.SCENE: "Read on.",
    Phase.LOOK_CLOSER: "Look up again.",
    Phase.THINK: "Give them 30 to 45 seconds of silence, then open the vote.",
    Phase.VOTE: "Close the vote when most have voted.",
    Phase.VOTED: "Show how the room voted, or go straight to talking.",
    Phase.REVEAL: "Let the room talk, or go on with what leads.",
    Phase.TALK: "Open the second vote.",
    Phase.COMPARE: "Go on with what leads.",
    Phase.CONSEQUENCE: "Read it aloud, leave 20 seconds of silence, then go on. W shows why.",
    Phase.COMMENTARY: "Go on with the story.",
    Phase.ENDING: "Look back together.",
    Phase.CLOSED: "The session is over.",
}
WAIT = "Wait until most people are in ({joined})."
ELSE_LEADS = (
    "“Something else” leads. Ask “What would you do?” and let two or three answer. "
    "Press the letter of the nearest road, then Enter."
)
NONE_NAMED = "There are too few votes to name one. Choose together. Press the letter to go on with, then Enter."
SHOW_OTHER = "Show what would have come of the other, then go on."
TIED = {
    TieRule.FACILITATOR: "Two or more lead together, so you choose. Press the letter to go on with, then Enter.",
    TieRule.AGAIN: "Two or more lead together, so the room talks and votes again. Press T to talk.",
    TieRule.STORY: "Two or more lead together. Go on with the one that the story lists first.",
    TieRule.BOTH: "Two or more lead together. Go on with one, and then see what would have come of the other.",
}

# Why a key does nothing in this place.
NOT_NOW = {
    "open_vote": "a vote opens at a decision, and only one at a time",
    "reveal": "there is no closed vote that is still to be shown",
    "talk": "a talk comes after a vote",
    "ask_why": "the why comes after a choice and what came of it",
    "look_closer": "there is nothing to look at more closely now",
    "go_back": "this is no place to go back from",
}

PARTS = ("reactions", "what", "so-what", "the-situation", "now-what", "other-roads")

# What to do in each, with how long it may take where all of looking back takes 15 minutes.
LOOK_BACK = {
    "reactions": ("Ask it and count to ten. Hear a word from whoever wants to say one. {time} Then go on.", 2),
    "what": ("Ask both, each in its turn. Count to ten and hear three people. {time} Then go on.", 3),
    "so-what": ("Ask one of them. Count to ten and hear three people. {time} Then go on.", 3),
    "the-situation": ("Ask both, each in its turn. Count to ten and hear three people. {time} Then go on.", 3),
    "now-what": ("Give them a minute to write. Then agree on one thing. {time} Press Y to write it down.", 3),
    "other-roads": ("Show one if they want it: M. {time} Then finish the session.", 1),
}
AGREED_ON = "What you agreed is written down. Go on."
LOOKING_BACK_MINUTES = 15
LOOKING_BACK_SHARE = 3  # a third of the time belongs to it


def about(minutes: int) -> str:
    """How long something may take, in a sentence."""
    return "About 1 minute." if minutes <= 1 else f"About {minutes} minutes."


# What a path showed, by dimension: a group can go on talking about that, and nobody is measured by it.
CAME_THROUGH = {
    Dimension.NOTICE: "seeing what goes on, and who holds power",
    Dimension.OWN: "taking a part that fits one’s own power and risk",
    Dimension.CENTRE: "letting the wishes of the person affected decide",
    Dimension.CRAFT: "finding words, a time and a place that fit",
    Dimension.REPAIR: "coming back to what went badly",
    Dimension.SHIFT: "leaving something behind that makes it easier next time",
}

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
