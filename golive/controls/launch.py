"""Lines 3.1.2, 3.2.1 and 3.2.4: on launch day self-service, agents and feeds are seen at work."""

from __future__ import annotations

from golive.controls.control import Finding, control
from golive.controls.several import among
from golive.facts.traffic import FeedLag, FeedLags, QueueStaff, SelfServiceData, Staffing
from golive.model import Side


@control("3.1.2", SelfServiceData, fix="Deploy the rows flows-fatal and flows-failing as alarms.")
def self_service_alarmed(data: SelfServiceData, side: Side) -> Finding | None:
    """Alarms of ours watch what tells that flows fail."""
    if not data.unwatched:
        return None
    return Finding("unwatched", f"has no alarm of ours on {', '.join(data.unwatched)}")


@control("3.1.2", SelfServiceData, fix="Call in; then read why the flow, function or log is idle.")
def self_service_measured(data: SelfServiceData, side: Side) -> Finding | None:
    """Calls, declared flows, their log, functions and bots were active in the last hours."""
    if not data.silent:
        return None
    return Finding("silent", f"shows nothing in the last hours of: {', '.join(data.silent)}")


@control("3.2.1", Staffing, fix="Have the agents log in and set themselves available.")
def agents_available(staffing: Staffing, side: Side) -> Finding | None:
    """In each declared queue at least one agent is logged in and available."""
    return among(staffing.queues, _unstaffed)


def _unstaffed(queue: QueueStaff) -> Finding | None:
    if queue.online == 0:
        return Finding("queues", f"has no agent logged in for the queue {queue.name}")
    if queue.available == 0:
        return Finding("queues", f"has no agent of {queue.online} available in {queue.name}")
    return None


@control("3.2.4", FeedLags, fix="Start the reader, and let its role read the stream and its key.")
def feeds_keep_up(lags: FeedLags, side: Side) -> Finding | None:
    """Each declared feed's stream gets records, and somebody reads them within the limit."""
    return among(lags.feeds, _behind)


def _behind(feed: FeedLag) -> Finding | None:
    stream = feed.stream.replace("_", " ")
    if feed.records == 0:
        return Finding("feeds", f"sent no {stream} in the last four hours, for {feed.reader}")
    if feed.lag_minutes is None:
        return Finding("feeds", f"has nobody who reads its {stream}, not {feed.reader} either")
    if feed.lag_minutes > feed.allowed_minutes:
        return Finding(
            "feeds",
            f"has readers of its {stream} {feed.lag_minutes:.0f} minutes behind;"
            f" {feed.reader} may be {feed.allowed_minutes}",
        )
    return None
