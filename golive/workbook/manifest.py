"""What was exported, kept in a hidden sheet of the workbook: the base of the merge.

A row a record, as JSON that any program keeps as it is: no blank, no underscore, nothing that
a formula begins with. The first row names the environment and has the digest of all.
The digest tells damage from a person's work; it keeps nobody from forging a workbook, whose
changes are made in the name of who imports it all the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, cast

from golive.workbook.errors import Refused
from golive.workbook.text import LONGEST

FORMAT = 1
SHEET = "golive"
MARK = "golive-workbook"
PIECE = LONGEST - 767
AS_IS = str.maketrans({char: f"\\u{ord(char):04x}" for char in " _=+-@"})
AGAIN = "export the plan again, and fill in that workbook"


@dataclass(frozen=True, slots=True)
class Exported:
    """One record as its cells showed it; `cut` are the fields that were too long for a cell."""

    kind: str
    id: str
    version: int
    fields: Mapping[str, str]
    proof: Mapping[str, str]
    cut: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that was exported; `read_only` has a digest of each sheet that doesn't come back."""

    environment: str
    account: str
    exported_at: datetime
    records: Sequence[Exported]
    read_only: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def by_id(self) -> dict[tuple[str, str], Exported]:
        return {(record.kind, record.id): record for record in self.records}


def to_rows(manifest: Manifest) -> list[list[str]]:
    """The rows of the hidden sheet, each a text in pieces that fit into a cell."""
    rows = [_json(asdict(record)) for record in manifest.records]
    head: dict[str, Any] = {
        "mark": MARK,
        "format": FORMAT,
        "environment": manifest.environment,
        "account": manifest.account,
        "exported_at": manifest.exported_at.isoformat(),
        "read_only": dict(manifest.read_only),
    }
    head["digest"] = _digest(head, rows)
    return [_pieces(text) for text in (_json(head), *rows)]


def from_rows(rows: Iterable[Sequence[str]]) -> Manifest:
    """The manifest; Refused when it is of another format, or not as it was written."""
    head_text, *texts = ["".join(row) for row in rows] or [""]
    head = _head(head_text)
    if head.get("format") != FORMAT:
        raise Refused(_other_format(head.get("format")))
    try:
        return _manifest(head, texts)
    except (ValueError, TypeError, KeyError) as error:
        raise Refused(f"its hidden sheet {SHEET} was changed or damaged: {AGAIN}") from error


def _manifest(head: dict[str, Any], texts: Sequence[str]) -> Manifest:
    if head.pop("digest") != _digest(head, texts):
        raise ValueError("the digest is of other rows")
    return Manifest(
        str(head["environment"]),
        str(head["account"]),
        datetime.fromisoformat(head["exported_at"]),
        [Exported(**json.loads(text)) for text in texts],
        dict(head["read_only"]),
    )


def _head(text: str) -> dict[str, Any]:
    """The first row; empty when it isn't one of ours."""
    try:
        head: object = json.loads(text)
    except ValueError:
        return {}
    match head:
        case {"mark": str(mark)} if mark == MARK:
            return cast("dict[str, Any]", head)
        case _:
            return {}


def _other_format(format_: object) -> str:
    if isinstance(format_, int) and not isinstance(format_, bool):
        made = "an older" if format_ < FORMAT else "a newer"
        return f"was made by {made} golive (format {format_}, this one reads {FORMAT}): {AGAIN}"
    return f"is no launch plan that golive exported, or its hidden sheet {SHEET} is gone: {AGAIN}"


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":")).translate(AS_IS)


def _pieces(text: str) -> list[str]:
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def _digest(head: Mapping[str, Any], rows: Sequence[str]) -> str:
    return sha256("\n".join((_json(head), *rows)).encode()).hexdigest()
