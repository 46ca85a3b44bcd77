"""
`say(view)`: what is on screen, in blocks of words.

Pure: a view in, blocks out.  Each block begins with a word that says what it is, so that nothing depends on where it
stands or how it looks.
"""

from __future__ import annotations

from game.session import views as v
from game.session.messages import Sureness
from game.terminal import words as w
from game.terminal.block import Block
from game.terminal.say_debrief import alternative, debrief

# Said before every play, since it is a condition for playing honestly.
PROMISE = (
    "nobody but you. What you do stays on this machine, and is never to be used for hiring, appraisal or discipline."
)
LOOKED_BACK = 8  # lines: about as much as one scene, so that the question itself stays in sight


def say(view: v.SessionView, *, after_line: int = 0) -> tuple[Block, ...]:
    """What to say for a view.

    Args:
        view: Of the player.
        after_line: How many lines of the present script have been said already; only later ones are said then.
    """
    match view.screen:
        case v.BriefingView() as screen:
            return briefing(view.title, screen)
        case v.ScriptView() as screen:
            return script(screen, after_line)
        case v.LookCloserView() as screen:
            return look_closer(screen)
        case v.DecisionView() as screen:
            return decision(screen, is_practice=view.is_practice)
        case v.ProbeView() as screen:
            return sureness(screen)
        case v.ReflectionView() as screen:
            return (Block(screen.question, "A question to think about.", opens=True),)
        case v.CommentaryView() as screen:
            note = (Block(screen.note, "On the reason you gave."),) if screen.note else ()
            return (Block(screen.commentary, "Why it went that way.", opens=True), *note)
        case v.AlternativesView() as screen:
            return alternatives(screen)
        case v.EndingView() as screen:
            return ending(screen)
        case v.DebriefView() as screen:
            return debrief(screen)
        case v.ClosedView():
            return (Block("This play is finished.", opens=True),)


# --- before ------------------------------------------------------------------------------------------------------


def briefing(title: str, screen: v.BriefingView) -> tuple[Block, ...]:
    """What one should know before playing."""
    intensity = w.INTENSITIES.get(screen.intensity, str(screen.intensity))
    blocks = [
        Block(title, "Scenario:", opens=True),
        Block(screen.summary),
        Block(f"about {w.count(screen.minutes, 'minute')}.", "Takes:", opens=True),
        Block(f"{intensity}, {screen.intensity} of 3.", "Intensity:"),
    ]
    if screen.content_note:
        blocks.append(Block(screen.content_note, "What it shows:"))
    if screen.setting:
        blocks.append(Block(screen.setting, "Where:"))
    blocks.append(Block(screen.role, "You:"))
    blocks.append(Block(screen.power, "Your power here:"))
    blocks.extend(people(screen))
    if screen.glossary:
        blocks.append(Block("", "Words:", opens=True))
        blocks.extend(Block(says, f"{word}:", indent=2, hang=2) for word, says in screen.glossary)
    blocks.append(Block(screen.review, "Review:", opens=True))
    blocks.append(Block(PROMISE, "Who sees this:"))
    return tuple(blocks)


def people(screen: v.BriefingView) -> tuple[Block, ...]:
    """Who is who, and how a name sounds."""
    return (
        Block("", "People:", opens=True),
        *(Block(_described(person), f"{person.name}:", indent=2, hang=2) for person in screen.cast),
    )


def _described(person: v.CastView) -> str:
    sounds = f"say {person.say_it}" if person.say_it else ""
    return "; ".join(part for part in (person.role, person.pronouns, sounds) if part) + "."


# --- reading -----------------------------------------------------------------------------------------------------


def script(screen: v.ScriptView, after_line: int = 0) -> tuple[Block, ...]:
    """The lines up to the present one, from the one after `after_line`."""
    blocks: list[Block] = []
    if screen.is_consequence and not after_line:
        blocks.append(Block(screen.after_choice, "You chose:", opens=True))
        blocks.append(Block("", "What happens:"))
    for number in range(after_line, screen.line):
        line = screen.lines[number]
        is_new_scene = number == 0 or screen.lines[number - 1].scene != line.scene
        if is_new_scene and not screen.is_consequence:
            # The panel is known for the last line; a scene that was passed on the way there is only named as one.
            is_last_scene = screen.lines[screen.line - 1].scene == line.scene
            blocks.append(where(screen.panel) if is_last_scene else Block("", "Scene.", opens=True))
        blocks.append(spoken(line))
    return tuple(blocks)


def where(panel: v.PanelView) -> Block:
    """Where one is, and who is there."""
    here = w.listed(tuple(person.name or person.id for person in panel.people))
    somewhere = f"{w.place(panel.place)}." if panel.place else ""
    with_whom = f"Here: {here}." if here else ""
    return Block(" ".join(part for part in (somewhere, with_whom) if part), "Scene:", opens=True)


def spoken(line: v.LineView) -> Block:
    """One beat."""
    if not line.speaker:
        return Block(line.words)
    how = [w.face(line.expression)] if line.expression else []
    if line.is_message:
        how.append("in the chat")
    return Block(line.words, f"{', '.join([line.speaker_name or line.speaker, *how])}:")


def look_closer(screen: v.LookCloserView) -> tuple[Block, ...]:
    """One thing, and what else there is to look at."""
    there_are, glance = len(screen.glances), screen.glances[screen.at]
    blocks = [Block(glance.shows, f"Look closer, {screen.at + 1} of {there_are}. {glance.at}:", opens=True)]
    for number, other in enumerate(screen.glances):
        if number != screen.at:
            seen = " (looked at)" if other.is_seen else ""
            blocks.append(Block(f"{other.at}{seen}", f"{number + 1}.", indent=2, hang=3))
    return tuple(blocks)


def transcript(entries: tuple[v.TranscriptEntry, ...], last: int = 0) -> tuple[Block, ...]:
    """What was read and chosen so far; only the `last` entries where that is not 0."""
    if not entries:
        return (Block("Nothing has been read yet.", opens=True),)
    shown = entries[-last:] if last else entries
    head = "Looking back." if last else "All that was said so far."
    blocks = [Block("", head, opens=True)]
    for entry in shown:
        if entry.speaker == "choice":
            blocks.append(Block(entry.words, "You chose:", indent=2))
        else:
            name = entry.speaker_name or entry.speaker
            blocks.append(Block(entry.words, f"{name}:" if entry.speaker else "", indent=2))
    return (*blocks, Block("", "That is where you are."))


# --- deciding ----------------------------------------------------------------------------------------------------


def decision(screen: v.DecisionView, *, is_practice: bool) -> tuple[Block, ...]:
    """The question, and what can be done."""
    if is_practice:
        head = Block("What you did first stays what you did.", "This moment, another way.", opens=True)
    else:
        head = Block("", f"Decision {screen.number} of up to {screen.count}.", opens=True)
    blocks = [head, Block(screen.ask)]
    for offer in screen.offers:
        if offer.is_open:
            blocks.append(Block(offer.do, f"{offer.letter}.", hang=3))
        else:
            blocks.append(Block(f"{offer.reason} ({offer.do})", f"{offer.letter}. Not open:", hang=3))
    if screen.glances:
        blocks.append(Block(f"There {_things(screen.glances)} to look at more closely first: type look."))
    return tuple(blocks)


def _things(number: int) -> str:
    return "is one thing" if number == 1 else f"are {number} things"


def sureness(screen: v.ProbeView) -> tuple[Block, ...]:
    """The first of the two questions after a choice."""
    return (
        Block(screen.choice, "You chose:", opens=True),
        Block("How sure are you?", "Question 1 of 2."),
        *(Block(w.SURENESS[how], f"{number}.", indent=2, hang=3) for number, how in enumerate(Sureness, 1)),
    )


def reasons(screen: v.ProbeView) -> tuple[Block, ...]:
    """The second."""
    return (
        Block("What was your main reason?", "Question 2 of 2.", opens=True),
        *(Block(says, f"{number}.", indent=2, hang=3) for number, says in enumerate(screen.reasons, 1)),
        Block("Something else.", f"{len(screen.reasons) + 1}.", indent=2, hang=3),
    )


def alternatives(screen: v.AlternativesView) -> tuple[Block, ...]:
    """The other ways, with the same weight as the player's own."""
    blocks = [Block("", "Ways to meet this moment.", opens=True), *alternative("What you did", screen.yours)]
    for number, other in enumerate(screen.others, 1):
        name = "Another way" if len(screen.others) == 1 else f"Another way, {number} of {len(screen.others)}"
        blocks.extend(alternative(name, other))
    return tuple(blocks)


def ending(screen: v.EndingView) -> tuple[Block, ...]:
    """Where it ended, and somebody's last word."""
    blocks = [Block(screen.title, "Ending:", opens=True)]
    if screen.closing_says:
        blocks.append(Block(screen.closing_says, f"{screen.closing_by.name or screen.closing_by.id}:"))
    if screen.reflect:
        blocks.append(Block(screen.reflect, "A question to think about.", opens=True))
    return tuple(blocks)
