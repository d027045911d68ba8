"""What people said, as the register keeps it: roster, sign-offs, and the issue log as tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from golive.facts.connect import Instance
from golive.model import Basis, Fact, fact


@fact
class IssueLog(Fact):
    """When the newest trial was put into the issue log, and when it was read back, UTC.

    Both are None where nobody tried.
    """

    of = Instance
    taken: datetime | None
    given_back: datetime | None


@fact
class Held(Fact):
    """A role of the roster: whether it has a person, and when they were reached and told, UTC."""

    id: str
    title: str
    filled: bool
    confirmed: datetime | None
    told: datetime | None


@fact
class Roster(Fact):
    """Every role of the plan's roster; no person is named."""

    of = Instance
    roles: tuple[Held, ...]

    def basis(self, part: str = "") -> Basis:
        return Basis.SIGNED


@fact
class SignOffs(Fact):
    """People's words by line.

    `signed` is when a word that counts was given, UTC. `ended` says of one that counts no more
    why not. `trained` are the declared agents for whom line 2.5.1-3 was signed, `untrained`
    the others.
    """

    of = Instance
    signed: Mapping[str, datetime]
    ended: Mapping[str, str]
    trained: tuple[str, ...]
    untrained: tuple[str, ...]

    def basis(self, part: str = "") -> Basis:
        return Basis.SIGNED
