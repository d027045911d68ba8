"""What contacts leave behind in metrics and buckets: counts and times, never content.

The test window is the declared one as far as it has passed; recent is the last four hours.
"""

from __future__ import annotations

from datetime import datetime

from golive.facts.connect import Instance
from golive.model import Fact, fact


@fact
class PacketLoss(Fact):
    """The highest hourly average of lost voice packets in the test window, 0 to 1."""

    of = Instance
    worst_hour: float


@fact
class FlowRun(Fact):
    """How often a declared flow was started in the test window, and how often it failed.

    `errors` counts error branches that were taken, `fatal` contacts that the flow ended.
    """

    name: str
    started: int
    errors: int
    fatal: int


@fact
class FlowRuns(Fact):
    """Every declared flow in the test window."""

    of = Instance
    flows: tuple[FlowRun, ...]


@fact
class RecordingUploads(Fact):
    """The calls of the test window, and the recordings that could not be stored."""

    of = Instance
    calls: int
    failed: int


@fact
class SelfServiceData(Fact):
    """What the path of self-service should publish, and did not recently; and which of its
    metrics no alarm of the environment watches."""

    of = Instance
    silent: tuple[str, ...]
    unwatched: tuple[str, ...]


@fact
class QueueStaff(Fact):
    """Agents of a declared queue at this moment."""

    name: str
    online: int
    available: int


@fact
class Staffing(Fact):
    """Every declared queue at this moment."""

    of = Instance
    queues: tuple[QueueStaff, ...]


@fact
class FeedLag(Fact):
    """A declared reader of a stream: how far behind, None when nobody reads at all.

    `records` came in recently. Readers that poll share one metric; see the stream's reader.
    """

    reader: str
    stream: str
    records: int
    lag_minutes: float | None
    allowed_minutes: int


@fact
class FeedLags(Fact):
    """Every declared feed."""

    of = Instance
    feeds: tuple[FeedLag, ...]


@fact
class ReportArrival(Fact):
    """When the newest object of a scheduled report was stored, UTC; None for never."""

    name: str
    every_hours: int
    newest: datetime | None


@fact
class ReportArrivals(Fact):
    """Every declared report."""

    of = Instance
    reports: tuple[ReportArrival, ...]
