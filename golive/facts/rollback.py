"""Whether somebody is told, in the account, that it is time to go back (lines 3.1.3 and 3.3.1)."""

from __future__ import annotations

from datetime import datetime

from golive.facts.connect import Instance
from golive.model import Fact, fact


@fact
class RollbackCriterion(Fact):
    """The alarm on how long critical launch issues are open, as it runs in the account.

    `alarm` is empty where there is none. `hours` is what it waits for, `declared_hours` what the
    environment says. `evaluated` is the newest datapoint of the heartbeat in the last hour, UTC.
    `hearing` counts confirmed and unfiltered subscriptions of what is told when it fires.
    """

    of = Instance
    alarm: str
    hours: float
    declared_hours: float
    evaluated: datetime | None
    hearing: int
