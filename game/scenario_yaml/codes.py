"""Every finding of the reader: its code, its name and how much it matters."""

from __future__ import annotations

from typing import NamedTuple

from game.core.diagnostic import Severity


class Code(NamedTuple):
    """What a code stands for."""

    name: str
    severity: Severity


_E, _W = Severity.ERROR, Severity.WARNING

CODES: dict[str, Code] = {
    # The file, and what its characters do.
    "UP101": Code("file-not-readable", _E),
    "UP102": Code("not-a-file", _E),
    "UP103": Code("not-utf-8", _E),
    "UP104": Code("not-text", _E),
    "UP105": Code("file-too-large", _E),
    "UP106": Code("too-many-parts", _E),
    "UP107": Code("too-deep", _E),
    "UP108": Code("too-many-copies", _E),
    "UP109": Code("text-too-long", _E),
    "UP110": Code("empty-file", _E),
    "UP111": Code("broken-line", _E),
    "UP112": Code("tab-at-line-start", _E),
    "UP113": Code("open-quote", _E),
    "UP114": Code("open-bracket", _E),
    "UP115": Code("colon-in-text", _E),
    "UP116": Code("words-after-quote", _E),
    "UP117": Code("line-out-of-place", _E),
    "UP118": Code("second-document", _E),
    "UP119": Code("exclamation-at-start", _E),
    "UP120": Code("star-at-start", _E),
    "UP121": Code("ampersand-at-start", _W),
    "UP122": Code("words-after-hash", _W),
    "UP123": Code("copy-of-itself", _E),
    "UP124": Code("too-many-broken-lines", _E),
    "UP125": Code("text-split-at-comma", _W),
    "UP126": Code("lines-run-together", _W),
    "UP127": Code("control-character", _E),
    "UP128": Code("more-findings", _E),
    "UP129": Code("sign-at-start", _E),
    "UP130": Code("hash-in-script", _W),
    "UP131": Code("too-many-scenes", _E),
    # Keys and what stands beside them.
    "UP201": Code("unknown-key", _E),
    "UP202": Code("duplicate-key", _E),
    "UP203": Code("missing-key", _E),
    "UP204": Code("empty-key", _E),
    "UP205": Code("not-text-but-list", _E),
    "UP206": Code("not-a-number", _E),
    "UP207": Code("not-yes-or-no", _E),
    "UP208": Code("not-a-list", _E),
    "UP209": Code("not-keys-and-values", _E),
    "UP210": Code("unknown-word", _E),
    "UP211": Code("out-of-range", _E),
    "UP212": Code("todo-left", _E),
    "UP213": Code("unknown-format", _E),
    "UP214": Code("id-is-not-file-name", _E),
    "UP215": Code("letters-not-in-ids", _E),
    "UP216": Code("no-way-on", _E),
    "UP217": Code("two-ways-on", _E),
    "UP218": Code("unlike-ratings", _E),
    "UP219": Code("too-few-ratings", _E),
    "UP220": Code("timer-without-need", _E),
    "UP221": Code("missing-for-this-move", _W),
    "UP222": Code("key-without-effect", _W),
    "UP223": Code("empty-optional-key", _W),
    # Names and conditions.
    "UP301": Code("unknown-scene", _E),
    "UP302": Code("unknown-choice", _E),
    "UP303": Code("unknown-fact", _E),
    "UP304": Code("unknown-value", _E),
    "UP305": Code("unknown-person", _E),
    "UP306": Code("unknown-speaker", _E),
    "UP307": Code("near-speaker", _W),
    "UP308": Code("unknown-place", _W),
    "UP309": Code("unknown-expression", _W),
    "UP310": Code("unknown-look", _W),
    "UP311": Code("unknown-theme", _W),
    "UP312": Code("duplicate-choice", _E),
    "UP313": Code("unclear-condition", _E),
    "UP314": Code("fact-too-wide", _E),
    "UP315": Code("unclear-fact", _E),
    "UP316": Code("speaker-without-words", _E),
    "UP317": Code("value-not-askable", _W),
    "UP318": Code("no-one-affected", _W),
    # The story.
    "UP401": Code("too-few-choices", _E),
    "UP402": Code("may-strand", _E),
    "UP403": Code("no-ending-ahead", _E),
    "UP404": Code("endless-fork", _E),
    "UP405": Code("too-many-states", _E),
    "UP406": Code("fork-without-last-way", _E),
    "UP407": Code("branch-never-taken", _W),
}
