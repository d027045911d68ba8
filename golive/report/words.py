"""How a verdict looks and what it means: said once for page, Markdown and terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from golive.judge import Verdict

Tone = Literal["go", "no-go", "unsure", "aside"]
TEMPLATE = "template"
# Control characters, lone surrogates, and what turns the direction of the text around it.
HARMFUL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Word:
    """`sign` is one character for text, `glyph` the symbol's name on the page."""

    tone: Tone
    sign: str
    glyph: str
    meaning: str


WORDS = {
    Verdict.PROVEN: Word("go", "✔", "proven", "template and account agree"),
    Verdict.UNMANAGED: Word("go", "◎", "unmanaged", "true on the account, not ours"),
    Verdict.LISTED: Word("go", "≡", "listed", "holds by our own reading of access, no proof"),
    Verdict.SIGNED: Word("go", "✍", "signed", "holds on a person's word"),
    Verdict.NOT_APPLICABLE: Word("aside", "-", "not-applicable", "declared, with owner and reason"),
    Verdict.WAIVED: Word("aside", "⚑", "waived", "fails, and somebody answers for it"),
    Verdict.NOT_BUILT: Word("aside", "·", "not-built", "no control yet, doesn't decide"),
    Verdict.ON_ACCOUNT: Word("aside", "○", "on-account", "no template says it: for verify"),
    Verdict.DESIGNED: Word("unsure", "□", "designed", "in the template, not deployed"),
    Verdict.UNKNOWN: Word("unsure", "?", "unknown", "can't be known, with the reason"),
    Verdict.SKIPPED: Word("unsure", "↷", "skipped", "not judged: what it requires failed"),
    Verdict.ACCIDENTAL: Word("no-go", "△", "accidental", "true now, the next deployment ends it"),
    Verdict.DRIFTED: Word("no-go", "▲", "drifted", "the account left the template"),
    Verdict.FAILED: Word("no-go", "✘", "failed", "doesn't hold"),
}
DESIGNED_ALONE = Word("go", "□", "designed", "holds in the template")


@dataclass(frozen=True, slots=True)
class Call:
    """The verdict of a whole run."""

    word: str
    tone: Tone
    glyph: str


CALLS = {
    "go": Call("GO", "go", "proven"),
    "no-go": Call("NO-GO", "no-go", "failed"),
    "can't tell": Call("CAN'T TELL", "unsure", "unknown"),
}
SIDES = {TEMPLATE: "the template alone", "account": "the account alone"}


def words(side: str) -> Mapping[Verdict, Word]:
    """The words of a run: where only the template is read, `designed` is all that can be."""
    return WORDS | {Verdict.DESIGNED: DESIGNED_ALONE} if side == TEMPLATE else WORDS


def clean(text: str) -> str:
    """A text without the characters that would act on a terminal or on the text beside it."""
    return HARMFUL.sub("\N{REPLACEMENT CHARACTER}", text)
