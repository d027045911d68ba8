"""The list of who reaches what, as rows: for a table, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from golive.access.listing import ADMINISTRATOR, UNAPPROVED
from golive.access.targets import DataClass
from golive.facts.access import Access, Reader
from golive.model import Gap

CLASSES: tuple[DataClass, ...] = ("contact_data", "secrets", "operations")
LIMITS = (
    "Not seen: service and resource control policies, session policies, log groups, backups and "
    "exports, and who inside the account assumes a role of the list."
)
COLUMNS = ("class", "standing", "principal", "sure", "what", "how")


@dataclass(frozen=True, slots=True)
class Listed:
    """The principals of one data class, or `why` they can't be told."""

    name: str
    readers: tuple[Reader, ...]
    why: str = ""

    @property
    def unapproved(self) -> int:
        return sum(reader.standing == UNAPPROVED for reader in self.readers)


def listed(access: Access, classes: Iterable[DataClass]) -> list[Listed]:
    """Each data class by itself: one may be known where another isn't."""
    return [_listed(access, name) for name in classes]


def _listed(access: Access, name: DataClass) -> Listed:
    try:
        return Listed(name, getattr(access, name))
    except Gap as gap:
        return Listed(name, (), str(gap))


def code(found: Iterable[Listed]) -> int:
    """0 all approved, 1 somebody is not, 3 can't tell; not approved wins."""
    known = list(found)
    if any(one.unapproved for one in known):
        return 1
    return 3 if any(one.why for one in known) else 0


def summary(one: Listed) -> str:
    """One sentence of a class, with counts and without names."""
    title = one.name.replace("_", " ")
    if one.why:
        return f"{title}: can't tell, {one.why}"
    counts = Counter(reader.standing for reader in one.readers)
    administrators = counts.pop(ADMINISTRATOR, 0)
    told = [f"{number} {standing}" for standing, number in counts.items()] or ["nobody"]
    return (
        f"{title}: {', '.join(told)}; beside them {administrators} administrators, who can "
        "give themselves access"
    )


def rows(found: Iterable[Listed]) -> list[dict[str, Any]]:
    """One row for each principal of each class."""
    return [
        {
            "class": one.name,
            "standing": reader.standing,
            "principal": reader.principal,
            "sure": reader.sure,
            "what": list(reader.what),
            "how": list(reader.how),
        }
        for one in found
        for reader in one.readers
    ]


def as_json(found: Sequence[Listed], by: Mapping[str, str], environment: str) -> str:
    """The whole list; `by` says of a class whose reading it is, `unknown` why it can't be told."""
    whole: Mapping[str, Any] = {
        "environment": environment,
        "by": {one.name: by[one.name] for one in found},
        "limits": LIMITS,
        "unknown": {one.name: one.why for one in found if one.why},
        "access": rows(found),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def as_csv(found: Iterable[Listed]) -> str:
    """A row for each principal; several things in a cell are parted by `; `."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows(found):
        sure = "yes" if row["sure"] else "possibly"
        cells = row | {"sure": sure} | {name: "; ".join(row[name]) for name in ("what", "how")}
        writer.writerow(cells[name] for name in COLUMNS)
    return text.getvalue()
