"""What only the account can tell: deliveries and arrivals, read at the subjects of another kind."""

from __future__ import annotations

from datetime import datetime

from golive.facts.audit import Function, Recorder, Trail
from golive.facts.connect import Instance
from golive.facts.monitoring import Dashboard
from golive.model import Fact, fact


@fact
class TrailDelivery(Fact):
    """When a trail last delivered, UTC; None for never. Errors are CloudTrail's words."""

    of = Trail
    logging: bool
    last_log: datetime | None
    last_digest: datetime | None
    log_error: str
    digest_error: str
    digest_valid: bool


@fact
class RecorderStatus(Fact):
    """What the recorder says of itself."""

    of = Recorder
    recording: bool
    last_status: str


@fact
class FlowLogArrival(Fact):
    """When the newest event of `/aws/connect/<alias>` arrived, UTC; None for never."""

    of = Instance
    last_event: datetime | None


@fact
class FunctionLogArrival(Fact):
    """When a function last logged, and when it was last changed, UTC. No content is read."""

    of = Function
    last_event: datetime | None
    changed: datetime


@fact
class DashboardData(Fact):
    """The metrics of a dashboard that had no datapoint in the last day.

    `never_seen` are those that exist on failure only, and had none in the last two weeks: that
    they would come is known from their source alone.
    """

    of = Dashboard
    silent: tuple[str, ...]
    never_seen: tuple[str, ...]

    def aside(self) -> str:
        names = ", ".join(self.never_seen)
        return f"never seen live, for they exist on failure only: {names}" if names else ""
