"""What a hand-over is made of, and what it is made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from golive.register.errors import RegisterError
from golive.register.records import Issue, Role, Snapshot
from golive.report.people import told

if TYPE_CHECKING:
    from golive.environment import Environment
    from golive.waivers.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the archive, and what it is."""

    name: str
    about: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Missing:
    """A part that can't be had, and why."""

    name: str
    why: str


class Unavailable(Exception):
    """A part can't be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """What everything is made from. `body` is the run as it was kept, at `address`.

    `as_of` is the moment that all parts speak of: the newest that the run or the register knows,
    so that the same input gives the same bytes. `public` is the signing key's public half in
    DER, or why it can't be had.
    """

    environment: Environment
    snapshot: Snapshot
    run: Mapping[str, Any]
    body: bytes
    address: str
    waivers: tuple[Waiver, ...]
    key_arn: str
    public: bytes | Unavailable
    as_of: datetime


def shown(snapshot: Snapshot) -> Snapshot:
    """The register without numbers of people: callers are left out, other texts blotted."""
    return replace(
        snapshot,
        issues={id_: _issue(issue) for id_, issue in snapshot.issues.items()},
        roles={id_: _role(role) for id_, role in snapshot.roles.items()},
        log=tuple(replace(entry, text=told(entry.text)) for entry in snapshot.log),
    )


def as_of(run: Mapping[str, Any], snapshot: Snapshot) -> datetime:
    """The newest moment of both. ValueError for a run that doesn't say when it was made."""
    read_at = datetime.fromisoformat(run.get("read_at") or "")
    if read_at.tzinfo is None:
        raise ValueError(f"{read_at} has no offset")
    kept = [*snapshot.lines.values(), *snapshot.roles.values(), *snapshot.sign_offs.values()]
    more = [*snapshot.issues.values(), *snapshot.log, *snapshot.decisions]
    moments = [record.at for record in (*kept, *more) if record.at]
    return max([read_at, *moments])


def had(name: str, about: str, make: Callable[[], bytes]) -> Part | Missing:
    """A part, or why there is none."""
    try:
        return Part(name, about, make())
    except (Unavailable, RegisterError, ValueError) as error:
        return Missing(name, str(error))


def text(value: Any) -> bytes:
    """JSON for people and programs, the same bytes for the same value."""
    return (json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def private(snapshot: Snapshot, environment: Environment) -> Iterable[str]:
    """The numbers of callers: none of them may stand in the archive."""
    own = {number.number for number in environment.numbers}
    return {issue.caller for issue in snapshot.issues.values() if issue.caller} - own


def _issue(issue: Issue) -> Issue:
    return replace(issue, caller="", details=told(issue.details))


def _role(role: Role) -> Role:
    return replace(role, reach=told(role.reach), notes=told(role.notes))
