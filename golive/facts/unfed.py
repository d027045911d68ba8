"""What no part of the project records yet: each kind names what will feed it.

Until then an account gives none of them, and their lines can't be told. The kinds are here so
that what will be asked of them is said, and can be broken, before they are fed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from golive.facts.connect import Instance
from golive.model import Fact, fact


@fact
class ContactEvidence(Fact):
    """What test contacts proved, by line, UTC.

    `proven` is the newest contact that did, `changed` what it was to prove last changed, and
    `missing` are the conditions that no contact met.
    """

    of = Instance
    start: datetime
    end: datetime
    proven: Mapping[str, datetime | None]
    changed: Mapping[str, datetime | None]
    missing: Mapping[str, tuple[str, ...]]


@fact
class RotationRehearsal(Fact):
    """The change of the input key, rehearsed: whether both slots opened what they sealed."""

    of = Instance
    rehearsed: datetime | None
    old_opens: bool
    new_opens: bool


FEEDS: Mapping[type[Fact], str] = {
    ContactEvidence: "the evidence of test contacts",
    RotationRehearsal: "the rehearsal of a key change",
}
