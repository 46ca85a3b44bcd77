"""From the bytes of a file to a manuscript: how large it may be, and in which letters it is written."""

from __future__ import annotations

from game.core.diagnostic import Span
from game.known_names import KnownNames
from game.scenario_yaml.manuscript import Manuscript

MAX_BYTES = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"
_NOT_PLAIN = (b"{\\rtf", b"PK\x03\x04")  # rich text; the zip file in which other word processors keep a document
# Line ends of other times, which editors do not count as lines: spaces, so that line numbers agree with the editor's.
_LINE_LIKE = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})


def manuscript(data: bytes, file: str, names: KnownNames) -> Manuscript:
    """The text to read; empty, with a finding, when there is none."""
    page = Manuscript(file, "", names)
    if len(data) > MAX_BYTES:
        page.say(
            "UP105",
            Span(1, 1),
            f"The file has {len(data) / 1024 / 1024:.1f} MB; a scenario has {MAX_BYTES // 1024 // 1024} MB at most.",
            "Make two scenarios of it.",
        )
        return page
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        page.say("UP103", Span(1, 1), "The file is written in UTF-16.", "Save it as UTF-8.")
        return page
    if data.startswith(_NOT_PLAIN):
        page.say(
            "UP104",
            Span(1, 1),
            "This is a document of a word processor, and not plain text.",
            "Save it as plain text, in UTF-8. In TextEdit, choose Format, Make Plain Text.",
        )
        return page
    if b"\x00" in data:
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
        page.say("UP104", Span(line, 1), "The file holds bytes that are not text.", "Save it as plain text, in UTF-8.")
        return page
    try:
        text = data.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n")
        row = before[before.rfind(b"\n") + 1 :].decode(errors="replace")
        rest = error.object[error.start : error.start + 20].split(b"\n")[0].decode("latin-1")
        page.rewrite("\n" * line + row + rest)
        page.say(
            "UP103",
            Span(line + 1, len(row) + 1),
            "From here on the letters cannot be read: the file is not saved as UTF-8.",
            "Save it as UTF-8.",
        )
        page.rewrite("")
        return page
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\u2028" in text or "\u2029" in text or "\x85" in text:
        text = text.translate(_LINE_LIKE)
    if not text or text.isspace():
        page.say("UP110", Span(1, 1), "The file is empty.", "Begin with “format: 1”.")
        return page
    page.rewrite(text)
    return page
