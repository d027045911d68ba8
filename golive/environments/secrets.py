"""Secrets don't belong into an environment file, not even into a comment of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

CARD = re.compile(r"(?<![\w+.:/-])[2-6][0-9](?:[ -]?[0-9]){11,17}(?![\w-])")
PATTERNS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "an AWS access key": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
}


def secrets_in(text: str) -> Iterator[tuple[int, str]]:
    """The row and the kind of each secret, never the secret."""
    for row, line in enumerate(text.splitlines(), 1):
        for kind, pattern in PATTERNS.items():
            if pattern.search(line):
                yield row, kind
        if any(luhn(match[0]) for match in CARD.finditer(line)):
            yield row, "a card number"


def luhn(number: str) -> bool:
    """Whether the check digit is right (ISO/IEC 7812-1, annex B)."""
    digits = [int(d) for d in reversed(number) if d.isdigit()]
    doubled = (sum(divmod(2 * d, 10)) for d in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
