"""Text in a cell: how it is written so that it comes back as it was.

XML has no control characters, and a carriage return in it becomes a line feed. A cell writes
them as `_x000D_`, and what looks like that as `_x005F_x000D_` (ECMA-376 part 1, 22.9.2.19
ST_Xstring). A cell holds 32 767 characters (Excel specifications and limits), in UTF-16.
"""

from __future__ import annotations

import re

LONGEST = 32_767
ROOM = 200
"""What is left free in a cell for the note that its text was cut."""
ILLEGAL = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
ACTS = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would take for a formula (OWASP, CSV injection)."""


def escaped(text: str) -> str:
    """A text as a cell writes it."""
    return ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """A cell's text as it was before it was escaped."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def folded(text: str) -> str:
    """A text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def seen(text: str) -> str:
    """What of a text every program keeps, and a person sees: two texts are compared by this.

    LibreOffice writes one line feed for both line ends, drops control characters and a first tab
    on the way through .ods, and unescapes a literal `_x005F_x0041_` once too often.
    """
    while (once := unescaped(text)) != text:
        text = once
    return UNSEEN.sub("", folded(text))


def acts(text: str) -> bool:
    """Whether a program could take the text for a formula."""
    return text.startswith(ACTS)


def length(text: str) -> int:
    """The characters that a cell needs for a text."""
    return len(escaped(text).encode("utf-16-le")) // 2


def cut(text: str, where: str) -> str:
    """The text as far as a cell holds it, with a word on where the whole is."""
    if length(text) <= LONGEST:
        return text
    note = f"\n[cut here: {len(text)} characters, the whole is in {where}]"
    kept = text[: LONGEST - ROOM]
    while length(kept) > LONGEST - ROOM:
        kept = kept[: len(kept) * 9 // 10]
    return kept + note
