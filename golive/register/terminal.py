"""Texts of people as a terminal may show them: as given, but nothing that commands it."""

from __future__ import annotations

from unicodedata import category

TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows (Unicode Standard Annex 9)."""
CUT = 200


def safe(text: str) -> str:
    r"""The text with control characters written out, such as `\x1b`; line breaks stay."""
    return "".join(map(_shown, text.replace("\r\n", "\n")))


def in_a_row(text: str) -> str:
    """The same in one line."""
    return safe(" / ".join(text.splitlines()))


def cut(text: str) -> str:
    """At most the beginning of it, and how much more there is."""
    row = in_a_row(text)
    return row if len(row) <= CUT else f"{row[:CUT]}... ({len(text)} characters)"


def who(arn: str) -> str:
    """The name at the end of a caller's ARN."""
    return safe(arn.rpartition(":")[2])


def _shown(letter: str) -> str:
    if letter == "\n" or not (category(letter) in ("Cc", "Zl", "Zp") or letter in TURNS):
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
