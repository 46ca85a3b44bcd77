"""
Scripts: one beat a line, as in a screenplay.

A line of the form ``name: words`` or ``name (expression, chat): words`` is spoken if the name is a cast id or `you`;
any other line is a caption and may hold a colon.  ``[if condition]`` before a line shows it only then.  A line that
begins with a space goes on with the one above it.
"""

from __future__ import annotations

from game.core.expression import ALWAYS, Expression
from game.core.scenario import NARRATOR, YOU, Line
from game.scenario_yaml.entries import Found, is_empty
from game.scenario_yaml.lexicon import Lexicon
from game.scenario_yaml.manuscript import Manuscript
from game.scenario_yaml.nodes import Node, ScalarNode
from game.scenario_yaml.values import MAX_TEXT, is_todo, say_too_long, scalar, without_controls

_LONGEST_HEAD = 60  # characters before the colon; a name with an expression is shorter
_CONDITION_NAMES = ("chose", "seen", "open_harm", "repaired_harm")  # what a condition asks for beside facts
_CONDITION_WORDS = ("if", "else", "otherwise", "elif", "unless", "when")


def script(page: Manuscript, names: Lexicon, found: Found, key: str) -> tuple[Line, ...]:
    """The lines of a script; none when the key is missing."""
    node = found.get(key)
    one = None if node is None else scalar(page, node, key)
    if one is None:
        return ()
    words: str = one.value
    if one.style != "|":
        if is_empty(one):
            if not page.touches_blank(one):
                page.say("UP204", one, f"“{key}” has nothing beside it.", "Write its lines below, after “|”.")
            return ()
        if one.start_mark.line != one.end_mark.line - (one.style == ">"):
            _run_together(page, one, key)
    words = without_controls(page, one, words)
    if len(words) < _LONGEST_HEAD and is_todo(words):
        if not page.is_draft:
            page.say("UP212", one, f"“{key}” is still to be written.", "Write it, or add “status: draft” to the file.")
        return (Line(words.strip()),)
    if len(words) > MAX_TEXT:
        say_too_long(page, one, key)
        return ()
    if "\n " in words or "\n\t" in words or " \n" in words or words[:1] in " \t":
        return _lines(page, names, one, _joined(words))
    return _lines(page, names, one, words.split("\n"))


def _lines(page: Manuscript, names: Lexicon, node: ScalarNode, written: list[str]) -> tuple[Line, ...]:
    lines = []
    heads = names.heads
    for number, line in enumerate(written):
        if not line:
            continue
        head, colon, said = line.partition(": ")
        speaker = heads.get(head)
        if speaker is not None and said:  # most lines by far
            name, expression, is_message = speaker
            if said[0] == "(":
                _how_after_colon(page, node, head, said, number, 0)
            lines.append(Line(said.lstrip(), name, expression, is_message, ALWAYS))
        elif line[0] == "[" or colon or ":" in line or line[0] == "#":
            if (other := _line_with_care(page, names, node, line, number)) is not None:
                lines.append(other)
        else:
            lines.append(Line(line, NARRATOR, "", False, ALWAYS))
    return tuple(lines)


def _line_with_care(page: Manuscript, names: Lexicon, node: ScalarNode, line: str, number: int) -> Line | None:
    """A line with a condition, or with a colon whose meaning is not plain; None if there is nothing to show."""
    when: Expression = ALWAYS
    skipped = 0  # characters before the words, taken up by a condition
    if line[0] == "[":
        when, skipped = _condition(page, names, node, line, number)
        line = line[skipped:]
        if not line:
            return None
    if line[0] in ":iI" and _is_condition_out_of_place(page, names, node, line, number, skipped):
        return Line(line, NARRATOR, "", False, when)
    head, colon, said = line.partition(": ")
    if colon and said and len(head) <= _LONGEST_HEAD:
        speaker = names.heads.get(head) or _speaker(page, names, node, head, number, skipped)
        if speaker is not None:
            name, expression, is_message = speaker
            if said[0] == "(":
                _how_after_colon(page, node, head, said, number, skipped)
            return Line(said.lstrip(), name, expression, is_message, when)
    elif ":" in line and _has_no_words(page, names, node, line, number, skipped):
        return None
    if line[0] == "#":
        _hash(page, node, line, number, skipped)
    return Line(line, NARRATOR, "", False, when)


def _at(node: ScalarNode, number: int, skipped: int = 0) -> int:
    """The character of the node's text at which line `number` begins, or what stands `skipped` further on."""
    lines = node.value.split("\n")
    own = lines[number]
    return sum(map(len, lines[:number])) + number + len(own) - len(own.lstrip()) + skipped


def _joined(words: str) -> list[str]:
    """The lines, each in its place, with every line that begins with a space added to the one above it."""
    joined: list[str] = []
    above = -1  # the line that can be gone on with: an empty line ends it
    for number, line in enumerate(words.split("\n")):
        stripped = line.strip()
        joined.append(stripped)
        if not stripped:
            above = -1
        elif line[0] in " \t" and above >= 0:
            joined[above] += " " + stripped
            joined[number] = ""
        else:
            above = number
    return joined


def _condition(page: Manuscript, names: Lexicon, node: ScalarNode, line: str, number: int) -> tuple[Expression, int]:
    """What a bracket before a line asks, and how many characters it takes up; 0 if it is part of the line."""
    inside, bracket, rest = line[1:].partition("]")
    first, _, condition = inside.strip().partition(" ")
    skipped = len(line) - len(rest.lstrip()) if bracket else 0
    if first.lower() not in _CONDITION_WORDS:
        return ALWAYS, 0
    if first.lower() != "if":
        page.say(
            "UP313",
            page.span_inside(node, _at(node, number), len(first) + 1),
            f"“[{first} …]” has no meaning before a line.",
            "Write “[if …]” with the whole condition, such as: [if not asked]",
        )
        return ALWAYS, skipped
    if not bracket:
        page.say(
            "UP313",
            page.span_inside(node, _at(node, number), min(len(line), 40)),
            "The bracket of “[if” is not closed.",
            "Add “]” after the condition: [if asked] She nods.",
        )
        return ALWAYS, 0
    when = names.known_condition(condition)
    if when is None:
        offset = 1 + inside.index(first) + len(first) + 1
        when = names.condition(node, condition, _at(node, number, offset))
    if skipped == len(line):
        page.say(
            "UP316",
            page.span_inside(node, _at(node, number), len(line)),
            "No words stand after this condition.",
            "Put the line that it is for on the same line.",
        )
    return when, skipped


def _is_condition_out_of_place(
    page: Manuscript, names: Lexicon, node: ScalarNode, line: str, number: int, skipped: int
) -> bool:
    """Whether a line has a condition without its brackets, or a colon after them; reported."""
    if skipped and line[0] == ":":
        said, hint = "a colon stands after the condition", "Take the colon out."
        length = 1
    else:
        head, _, rest = line.partition(":")
        word, _, condition = head.partition(" ")
        if word.lower() != "if" or not condition:
            return False
        first = (*condition.replace("(", " ").removeprefix("not ").split(), "")[0]
        speaker = rest.partition(":")[0].partition("(")[0].strip()
        if first not in (*names.facts, *_CONDITION_NAMES) and speaker not in names.heads:
            return False
        said = "a condition stands in square brackets"
        hint = f"Write “[if {condition}]” before the words, with no colon after it."
        length = len(head) + 1
    place = page.span_inside(node, _at(node, number, skipped), length)
    page.say("UP307", place, f"This line is read as a caption: {said}.", hint)
    return True


def _how_after_colon(
    page: Manuscript, node: ScalarNode, head: str, said: str, number: int, skipped: int
) -> None:
    """Report an expression in brackets that stands after the colon, where players would read it."""
    how, bracket, _ = said[1:].partition(")")
    if not bracket or not all(part.strip() in (*page.names.expressions, "chat") for part in how.split(",")):
        return
    page.say(
        "UP309",
        page.span_inside(node, _at(node, number, skipped + len(head) + 2), len(how) + 2),
        f"“({how})” stands after the colon, so players read it as words.",
        f"Write “{head.partition('(')[0].strip()} ({how}):” before them.",
    )


def _speaker(
    page: Manuscript, names: Lexicon, node: ScalarNode, head: str, number: int, skipped: int
) -> tuple[str, str, bool] | None:
    name, bracket, inside = head.partition("(")
    name = name.strip()
    if not bracket or not inside.endswith(")"):
        if head in page.spoken_for:
            return None
        who, square, how_said = head.partition("[")
        if square and head[-1] == "]" and who.strip() in names.heads:
            page.say(
                "UP307",
                page.span_inside(node, _at(node, number, skipped), len(head)),
                "This line is read as a caption: an expression stands in round brackets.",
                f"Write “{who.strip()} ({how_said[:-1]}):” before the words.",
            )
            return None
        if head.count(" ") <= 2:
            _near_miss(page, names, node, head, number, skipped)
        return None
    how = [part.strip() for part in inside[:-1].split(",")]
    if name not in names.heads:
        _unknown(page, names, node, name, how, number, skipped)
        return None
    is_message = False
    expression = ""
    for part in how:
        if part == "chat":
            is_message = True
        elif not page.names.expressions or part in page.names.expressions:
            expression = part
        elif part:
            known = (*sorted(page.names.expressions), "chat")
            page.say_name(
                "UP309",
                page.span_inside(node, _at(node, number, skipped + head.index(part, len(name))), len(part)),
                f"There is no expression called “{part}”.",
                part,
                known,
                f"It is one of: {', '.join(known)}.",
            )
    speaker = (name, expression, is_message)
    if expression or is_message:
        names.heads[head] = speaker
    return speaker


def _unknown(
    page: Manuscript, names: Lexicon, node: ScalarNode, name: str, how: list[str], number: int, skipped: int
) -> None:
    """A bracket with an expression shows that somebody is meant to speak; any other is part of a caption."""
    is_spoken = all(part == "chat" or part in page.names.expressions for part in how)
    if name in page.spoken_for or not name:
        return
    if is_spoken and name.count(" ") <= 2:
        meant = _meant(page, names, name)
        page.say(
            "UP306",
            page.span_inside(node, _at(node, number, skipped), len(name)),
            f"Nobody in the cast is called “{name}”.",
            f"Did you mean “{meant}”?" if meant else f"Those who can speak are: {', '.join((*names.cast, YOU))}.",
        )


def _near_miss(page: Manuscript, names: Lexicon, node: ScalarNode, head: str, number: int, skipped: int) -> None:
    meant = _meant(page, names, head)
    if meant:
        page.say(
            "UP307",
            page.span_inside(node, _at(node, number, skipped), len(head)),
            f"This line is read as a caption: nobody in the cast has the id “{head}”.",
            f"Did you mean “{meant}”? If it is a caption, put a dash in place of the colon.",
        )


def _meant(page: Manuscript, names: Lexicon, written: str) -> str:
    """The cast id that somebody probably meant, by id or by name."""
    folded = written.casefold()
    for member in names.cast.values():
        own = member.name.casefold()
        if folded in (member.id.casefold(), own) or (own and folded in own.split()):
            return member.id
    if folded == YOU:
        return YOU
    if len(written) < 3 or " " in written:
        return ""
    near = page.near(written, names.cast)
    # “Note” is a word of its own, and not a slip for “nate”: the first letter is seldom the one that is missed.
    return near if near and near[0].casefold() == folded[0] else ""


def _has_no_words(page: Manuscript, names: Lexicon, node: ScalarNode, line: str, number: int, skipped: int) -> bool:
    """A name with nothing after it, or with its words right after the colon; reported."""
    head, _, said = line.partition(":")
    if head.partition("(")[0].strip() not in names.heads:
        return False
    if said:
        page.say(
            "UP307",
            page.span_inside(node, _at(node, number, skipped), len(head) + 1),
            "This line is read as a caption: there is no space after the colon.",
            f"Write: {head}: {said.strip()[:60]}",
        )
        return False
    page.say(
        "UP316",
        page.span_inside(node, _at(node, number, skipped), len(head) + 1),
        f"“{head}” has no words here.",
        "Write the words after the colon, on the same line.",
    )
    return True


def _hash(page: Manuscript, node: ScalarNode, line: str, number: int, skipped: int) -> None:
    page.say(
        "UP130",
        page.span_inside(node, _at(node, number, skipped), min(60, len(line))),
        "Inside a script, a line that begins with “#” is shown to players.",
        "Take it out, or move it above the key.",
    )


def _run_together(page: Manuscript, node: Node, key: str) -> None:
    page.say(
        "UP126",
        node,
        f"The lines of “{key}” run together into one, as it does not begin with “|”.",
        f"Write “{key}: |” and put each line below it.",
    )
