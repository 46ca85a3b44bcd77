"""
Reading on after a broken line.

A broken line is explained from the author's own words; then its list item, or its scene, is left blank with the line
numbers kept, and the file is read again.  So one run finds the next broken line, and all that is wrong elsewhere.
"""

from __future__ import annotations

import re

from game.core.diagnostic import Span
from game.scenario_yaml.keys import SCENARIO
from game.scenario_yaml.manuscript import Manuscript, words_of
from game.scenario_yaml.slips import closed, odd_spaces, slip, unquoted
from game.scenario_yaml.tree import MAX_COPIES, MAX_DEPTH, MAX_NODES, Broken, Tree, grow
from game.scenario_yaml.values import CONTROL

MAX_BROKEN = 20  # each costs reading the file once more

_LIMITS = {
    "UP106": (f"The file has more than {MAX_NODES:,} keys, values and list items.", "Make two scenarios of it."),
    "UP107": (f"Brackets or list items stand inside each other more than {MAX_DEPTH} deep.", "Close the brackets."),
    "UP108": (
        f"What the “*” names on this line and before it stand for comes to more than {MAX_COPIES:,} parts.",
        "Write the text out where it is needed.",
    ),
}
_ODD = {
    "UP118": (
        "A second document begins here; what follows is not read.",
        "Take out the line “---”, or move what follows to a file of its own.",
    ),
    "UP119": (
        "The word “{name}” at the start has a meaning of its own here, and is not part of the text.",
        "Put the whole text in quotes, or take the word out.",
    ),
    "UP120": (
        "“*{name}” asks for a part called “{name}”, and there is none.",
        "If it is part of the text, put the whole text in quotes.",
    ),
    "UP121": (
        "The word “&{name}” at the start is taken as a name for this part, and is not shown.",
        "If it is part of the text, put the whole text in quotes.",
    ),
    "UP123": ("“*{name}” stands inside the very part that it asks for.", "Write the text out instead."),
}


def read_tree(page: Manuscript) -> Tree:
    """A manuscript as a tree, with all that is broken reported.  `page.text` keeps its lines; broken ones are blank."""
    written = page.text
    for _ in range(MAX_BROKEN):
        tree = grow(page.text)
        if tree.broken is None:
            break
        if tree.broken.problem == "control character":
            _take_out_controls(page)
            continue
        page.is_story_clear = False
        number = _culprit(page, tree.broken)
        if (moved := _moved_left(page, number)) >= 0:
            _say_moved_left(page, moved)
            _blank_lines(page, moved, moved)
            continue
        if not _follows_blank(page, number):
            _explain(page, tree.broken)
        if not _blank(page, number):
            break
    else:
        tree = grow(page.text)
        if tree.broken is not None:
            page.say(
                "UP124",
                Span(tree.broken.line + 1, 1),
                f"There are more than {MAX_BROKEN} broken lines; reading stopped here.",
                "Mend the lines above, then check again.",
            )
    if tree.limit:
        message, hint = _LIMITS[tree.limit]
        page.say(tree.limit, Span(tree.limit_line + 1, tree.limit_column + 1), message, hint)
    _say_odd(page, tree)
    if page.text is not written:
        page.spoken_for |= words_of(
            "\n".join(line for first, last in page.blanks for line in written.split("\n")[first : last + 1])
        )
    return tree


def _say_odd(page: Manuscript, tree: Tree) -> None:
    odd = list(tree.odd)
    if not tree.limit:
        odd += [("UP121", event, name) for name, event in tree.anchors.items() if name not in tree.used]
    for code, event, name in odd:
        message, hint = _ODD[code]
        mark = event.start_mark
        line = page.line(mark.line)
        if code == "UP119":
            name = line[mark.column :].split(" ")[0]
        length = len(name) + 1 if code in ("UP120", "UP121", "UP123") else max(1, len(name))
        if code == "UP118":
            column, length = 0, max(1, len(line.rstrip()))
        else:
            column = mark.column
        if code in ("UP119", "UP120", "UP121"):
            hint = f"{hint} Write:\n{_in_quotes(line, column)}"
        page.say(code, Span(mark.line + 1, column + 1, min(60, length)), message.format(name=name), hint)


def _take_out_controls(page: Manuscript) -> None:
    last = -1
    for found in CONTROL.finditer(page.text):
        number = page.text.count("\n", 0, found.start())
        if number != last and last < MAX_BROKEN:
            column = found.start() - (page.text.rfind("\n", 0, found.start()) + 1)
            page.say(
                "UP127",
                Span(number + 1, column + 1),
                f"This line holds a character that cannot be shown (number {ord(found.group())}).",
                "Delete it, and write the words around it again.",
            )
        last = number
        if len(page.found) > MAX_BROKEN:
            break
    page.rewrite(CONTROL.sub(" ", page.text))


# --- what to say ---------------------------------------------------------------------------------------------


def _culprit(page: Manuscript, broken: Broken) -> int:
    """The line to look at: an open quote or bracket is noticed only far below."""
    if "quoted" in broken.context or "flow" in broken.context or "block scalar" in broken.context:
        if "tab" in broken.problem:
            return broken.line
        return broken.opened_line
    if "simple key" in broken.context or "alias" in broken.context or "anchor" in broken.context:
        return broken.opened_line
    if page.line(broken.line)[: broken.column].rstrip().endswith(('"', "'")):
        for number in range(broken.opened_line, broken.line):
            if _opens_quote(page.line(number)):
                return number
    number = broken.line
    while number > 0 and not page.line(number).strip():
        number -= 1
    return number


def _opens_quote(line: str) -> bool:
    """Whether a text on this line opens with a quote that the line does not close."""
    if '"' not in line and "'" not in line:
        return False
    start = _beginning(line)
    return line[start : start + 1] in ('"', "'") and line.count(line[start], start) == 1


def _line_above(page: Manuscript, number: int) -> int:
    """The nearest line above that is not empty, or -1."""
    number -= 1
    while number >= 0 and not page.line(number).strip():
        number -= 1
    return number


def _follows_blank(page: Manuscript, number: int) -> bool:
    """Whether only empty lines lie between a line and one that was left out: then it broke because of that one."""
    above = _line_above(page, number)
    return any(above < last and first <= number for first, last in page.blanks)


def _moved_left(page: Manuscript, number: int) -> int:
    """The line above, if it stands at the left edge and belongs further in; -1 otherwise."""
    above = _line_above(page, number)
    before = _line_above(page, above)
    if above < 0 or before < 0:
        return -1
    line = page.line(above)
    if _indent(line) > 0 or _indent(page.line(before)) == 0 or _indent(page.line(number)) == 0:
        return -1
    key = _KEY.match(line)
    if key is None or line.startswith(("-", "#")):
        return -1 if line.startswith(("-", "#")) else above
    name = key.group(1)[:-1]
    is_known = name in SCENARIO.known and not any(other.startswith(f"{name}:") for other in page.lines[:above])
    return -1 if is_known else above


def _say_moved_left(page: Manuscript, number: int) -> None:
    if slipped := odd_spaces(page.lines, number):
        page.say(*slipped)
        return
    line = page.line(number)
    page.say(
        "UP117",
        Span(number + 1, 1, max(1, min(60, len(line.rstrip())))),
        "This line starts further left than the lines around it.",
        "Start it in the same column as the lines beside it, or further right if it goes on with a text.",
    )


_KEY = re.compile(r"^\s*(?:- +)*([^\s#\"'\[{][^:#\"'\[{]*:)(?:\s+|$)")
_ITEM = re.compile(r"^\s*(?:- +)+")


def _beginning(line: str) -> int:
    """Where the words of a line begin, after its key or dash."""
    if found := _KEY.match(line):
        return found.end()
    if found := _ITEM.match(line):
        return found.end()
    return len(line) - len(line.lstrip())


def _explain(page: Manuscript, broken: Broken) -> None:
    number = _culprit(page, broken)
    line = page.line(number)
    start = _beginning(line)
    words = line[start:].rstrip()
    sign = words[:1]
    place = Span(number + 1, start + 1, max(1, min(60, len(words))))
    leading = line[: len(line) - len(line.lstrip())]
    if "\t" in leading or "tab" in broken.problem:
        column = leading.find("\t") if "\t" in leading else 0
        page.say(
            "UP112",
            Span(number + 1, column + 1),
            "This line begins with a tab.",
            "Use spaces instead, as many as the lines beside it have. Many editors turn all tabs into spaces at once.",
        )
    elif slipped := slip(page.lines, number):
        page.say(*slipped)
    elif "quoted scalar" in broken.context or (number < broken.line and _opens_quote(line)):
        page.say(
            "UP113",
            Span(number + 1, start + 1),
            "The text opens with a quote that is not closed.",
            f"Close it. Write:\n{whole}"
            if (whole := closed(line, start))
            else f"Put the words on the next line, after “|”. Write:\n{_below(line, start)}",
        )
    elif "flow" in broken.context:
        bracket = line[broken.opened_column : broken.opened_column + 1] or "["
        page.say(
            "UP114",
            Span(number + 1, broken.opened_column + 1),
            f"The bracket “{bracket}” is not closed on this line, or what is inside it cannot be told apart.",
            "Close it, and put a text with a comma, a colon or a bracket of its own in quotes.",
        )
    elif sign in ("*", "&", "!", "@", "`", "%") and ("scanning" in broken.context or sign in "*&!@`%"):
        code = {"*": "UP120", "&": "UP121", "!": "UP119"}.get(sign, "UP129")
        page.say(
            code,
            place,
            f"The text begins with “{sign}”, which has a meaning of its own there.",
            f"Put it in quotes. Write:\n{_in_quotes(line, start)}",
        )
    elif sign in ("|", ">") and "block scalar" in broken.context:
        page.say(
            "UP111",
            place,
            f"Words stand on the same line as “{sign}”.",
            f"Put them on the next line. Write:\n{line[: start + 1]}\n{' ' * (_indent(line) + 2)}{words[1:].strip()}",
        )
    elif sign in ('"', "'") and "block" in broken.context and len(words) > 1:
        end = min(len(line), broken.column) if number == broken.line else len(line)
        page.say(
            "UP116",
            Span(number + 1, end + 1, max(1, min(60, len(line.rstrip()) - end))),
            "The text opens with a quote, so it ends at the next quote, and more words follow.",
            f"Put the words on the next line, after “|”. Write:\n{_below(line[:start] + unquoted(words), start)}",
        )
    elif "mapping values" in broken.problem:
        _explain_colon(page, broken, number, line, start)
    elif "simple key" in broken.context or "expected ':'" in broken.problem:
        page.say(
            "UP111",
            place,
            "This line is neither a key with a colon, nor part of the text above it.",
            "Add a colon after the key, or move the line to the right, under the text that it belongs to.",
        )
    elif "sequence entries" in broken.problem:
        page.say(
            "UP111",
            Span(number + 1, broken.column + 1),
            "A list item begins on the same line as its key.",
            "Begin the list on the next line.",
        )
    elif "did not find expected key" in broken.problem or "'-' indicator" in broken.problem:
        indent = _indent(line)
        page.say(
            "UP117",
            Span(number + 1, indent + 1, max(1, min(60, len(line.strip())))),
            "This line starts further left or further right than the lines it belongs to.",
            "Start it in the same column as the lines beside it. A text after “|” stands further right than its key.",
        )
    else:
        page.say(
            "UP111",
            place,
            "Nothing can be read from here: the line does not go on from the one above it.",
            "Compare it with a line of the same kind that works. A text is safe on the next line, after “|”.",
        )


def _explain_colon(page: Manuscript, broken: Broken, number: int, line: str, start: int) -> None:
    above = page.line(_line_above(page, number))
    if broken.column < start or not line[start:].strip():
        # The line is a key by itself, and the one above it took it for its own text.
        page.say(
            "UP117",
            Span(number + 1, _indent(line) + 1, max(1, len(line.strip()))),
            f"This line stands further right than the one above it, “{above.strip()[:40]}”, which has words already.",
            "Start it in the same column as the key above it.",
        )
        return
    page.say(
        "UP115",
        Span(number + 1, broken.column + 1),
        "The words hold a colon, so they are taken for a key of their own.",
        f"Put the words on the next line, after “|”. Write:\n{_below(line, start)}",
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _below(line: str, start: int) -> str:
    deeper = _indent(line) + (4 if line.lstrip().startswith("- ") else 2)
    return f"{line[:start].rstrip()} |\n{' ' * deeper}{line[start:].strip()}"


def _in_quotes(line: str, start: int) -> str:
    words = line[start:].rstrip()
    quoted = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{line[:start]}{quoted}"


# --- what to leave out ---------------------------------------------------------------------------------------


def _blank(page: Manuscript, number: int) -> bool:
    """Blank the list item, person or scene that a line belongs to; False if there is nothing left to blank."""
    lines = list(page.lines)
    first = _first_line_of_item(lines, number)
    while first > 0 and not any(line.strip() for line in lines[first : _last_line_of_item(lines, first) + 1]):
        first -= 1
    last = max(number, _last_line_of_item(lines, first))
    if not any(line.strip() for line in lines[first : last + 1]):
        return False
    _blank_lines(page, first, last)
    return True


def _blank_lines(page: Manuscript, first: int, last: int) -> None:
    lines = list(page.lines)
    for number in range(first, min(last + 1, len(lines))):
        lines[number] = ""
    page.blanks.append((first, last))
    page.rewrite("\n".join(lines))


def _first_line_of_item(lines: list[str], number: int) -> int:
    number = min(number, len(lines) - 1)
    while number > 0 and not lines[number].strip():
        number -= 1
    indent = _indent(lines[number])
    here = number
    while True:
        line = lines[here]
        if (line.strip() and _indent(line) < indent) or here == number:
            indent = min(indent, _indent(line))
            if line.lstrip(" ").startswith("- ") or indent == 0 or _is_below_top_key(lines, here, indent):
                return here
        if here == 0:
            return number
        here -= 1


def _is_below_top_key(lines: list[str], number: int, indent: int) -> bool:
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if line.strip() and _indent(line) < indent:
            return _indent(line) == 0
    return False


def _last_line_of_item(lines: list[str], first: int) -> int:
    indent = _indent(lines[first])
    for number in range(first + 1, len(lines)):
        if lines[number].strip() and _indent(lines[number]) <= indent:
            return number - 1
    return len(lines) - 1
