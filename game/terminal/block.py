"""`Block`: one thing that is said, before anything is known of the terminal that says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """Words in one paragraph.

    Attributes:
        text: The words; a line end in them stays one.
        lead: Words before them that say what this is ("Decision 2 of up to 5.", "Amara, calm:"); bold where that
            can be.
        indent: Columns that every line stands in.
        hang: Columns that every line but the first stands in as well.
        opens: Whether an empty line comes before.
    """

    text: str
    lead: str = ""
    indent: int = 0
    hang: int = 0
    opens: bool = False


def plain(blocks: tuple[Block, ...]) -> str:
    """The words of blocks, a line each."""
    return "\n".join(" ".join(part for part in (block.lead, block.text) if part) for block in blocks)
