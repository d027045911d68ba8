"""The columns of the sheets that come back: what people own, and what proves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from golive.plan import Priority


class Kind(StrEnum):
    """What a cell holds; the value is what a person is told."""

    TEXT = "a text"
    NUMBERLIKE = "a text, also where it looks like a number"
    LINK = "a link that begins with https:// or tel:+"
    DATE = "a date, or a text such as 2027-01-18"
    MOMENT = "a date and time"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `owned` by people: it comes back. `width` is in characters.

    Dates of what happened are `past`. Cells that don't `wrap` show as much as fits. A link's cell
    `says` something in place of its address.
    """

    key: str
    header: str
    width: int
    kind: Kind = Kind.TEXT
    owned: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    past: bool = False
    wrap: bool = True
    says: str = ""

    @property
    def allowed(self) -> str:
        """What the cell may hold, in words."""
        return f"{', '.join(self.choices)}, or empty" if self.choices else self.kind


STATUSES = ("go", "no-go")
PRIORITIES: tuple[str, ...] = get_args(Priority)
NOTES = Column("notes", "Notes", 34, owned=True)

LINE = (
    Column("id", "Line", 7),
    Column("section", "Section", 15),
    Column("title", "What must hold", 34),
    Column("proof", "Proof", 11),
    Column("read", "Proof read", 15, Kind.MOMENT),
    Column("found", "What was found", 34),
    Column("owner", "Owner", 15, owned=True, hint="One person, who sees to it."),
    Column("status", "Status", 8, owned=True, choices=STATUSES, hint="Your word: go or no-go."),
    Column("priority", "Priority", 9, owned=True, choices=PRIORITIES),
    Column("due", "Due", 11, Kind.DATE, owned=True, hint="A date."),
    NOTES,
    Column("link", "Link", 20, Kind.LINK, owned=True, hint="Evidence or ticket: https://..."),
)
ROLE = (
    Column("id", "Role", 13),
    Column("title", "Who that is", 38),
    Column("person", "Person", 24, owned=True, hint="Without a person the role is open."),
    Column("reach", "Reached by", 26, Kind.NUMBERLIKE, owned=True, hint="Phone or mail."),
    Column(
        "confirmed",
        "Reached on",
        12,
        Kind.DATE,
        owned=True,
        past=True,
        hint="Last reached that way.",
    ),
    Column(
        "told",
        "Told the dates",
        14,
        Kind.DATE,
        owned=True,
        past=True,
        hint="Told the launch dates.",
    ),
    NOTES,
)


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of record with its columns; the first is what tells its rows apart."""

    record: str
    columns: Sequence[Column]

    @property
    def key(self) -> Column:
        return self.columns[0]

    @property
    def owned(self) -> list[Column]:
        return [column for column in self.columns if column.owned]

    @property
    def proof(self) -> list[Column]:
        """The columns that nobody may change, without the key."""
        return [column for column in self.columns[1:] if not column.owned]


TABLES = {"line": Table("line", LINE), "role": Table("role", ROLE)}
