"""What keeps alarms from telling anybody for a time."""

from __future__ import annotations

from datetime import datetime

from golive.facts.connect import Instance
from golive.facts.words import Named
from golive.model import Fact, fact


@fact
class Mute(Fact):
    """A mute rule: the alarms that it names, its schedule, and when it ends, UTC.

    `expression` is cron or at, in the time zone `zone`; `duration` is in ISO 8601; `expires` is
    None for a rule that stays.
    """

    name: Named
    targets: tuple[Named, ...]
    expression: str
    duration: str
    zone: str
    expires: datetime | None


@fact
class Mutes(Fact):
    """The rules that mute alarms of the environment, against those that it declares.

    `strange` are rules that it doesn't declare; `changed` are `rule: field` that differ;
    `missing` are declared ones that aren't there, but those that are over.
    """

    of = Instance
    strange: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
