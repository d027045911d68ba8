"""How long a text of the register may be.

An item of DynamoDB holds 400 KB (Service quotas, item size), its history row the text before
and after: the longest note, four bytes a letter, is 80 KB there.
"""

from __future__ import annotations

from dataclasses import fields

from golive.mistakes import quoted
from golive.register.errors import BadChange
from golive.register.items import Item, size
from golive.register.layout import id_of, record_name
from golive.register.records import Kept

LONGEST = 10_000
"""Letters of a note, a detail, a log row."""
SHORT = 500
"""Letters of a name, a link, a reason."""
SHORTER = frozenset(
    {"owner", "person", "reach", "link", "caller", "representative", "screenshot", "step"}
)
UNLIMITED = frozenset({"message"})
LARGEST = 400 * 1024


def check_texts(record: Kept) -> None:
    """Raise BadChange that names the first text which is too long, or can't be kept."""
    name = record_name(type(record), id_of(record))
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str) and field.name not in UNLIMITED:
            check_text(f"{name}: {field.name}", value, short=field.name in SHORTER)


def check_text(key: str, value: str, *, short: bool = False) -> None:
    """Raise BadChange when the text is too long, or has half of a character."""
    most = SHORT if short else LONGEST
    if len(value) > most:
        start = quoted(value[:20])[:-1]
        raise BadChange(f'{key}: {start}..." has {len(value)} characters; allowed: {most}')
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadChange(f"{key}: has half of a character; allowed: Unicode text") from None


def check_size(name: str, item: Item) -> None:
    """Raise BadChange for what DynamoDB would refuse."""
    if (bytes_ := size(item)) > LARGEST:
        raise BadChange(f"{name}: has {bytes_} bytes; allowed: {LARGEST}, an item of DynamoDB")
