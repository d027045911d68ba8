"""Capacity and traffic: good facts, and what breaks each control."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.facts.capacity import Limit, Limits
from golive.facts.traffic import (
    FeedLag,
    FeedLags,
    FlowRun,
    FlowRuns,
    PacketLoss,
    QueueStaff,
    RecordingUploads,
    ReportArrival,
    ReportArrivals,
    SelfServiceData,
    Staffing,
)
from golive.facts.words import AWS_MANAGED
from golive.model import Fact
from tests.controls.good import ref
from tests.controls.wrong import Wrong
from tests.sides import NOW


def limits(**changes: Any) -> tuple[Limit, ...]:
    """Calls as changed, beside a limit that is wide enough."""
    values: dict[str, Any] = {"name": "concurrent calls", "code": "L-12AB7C57", "needed": 100}
    values |= {"quota": 125.0, "shown": 125.9} | changes
    return (
        Limit(name="queues", code="L-19A87C94", needed=1, quota=50.0, shown=None),
        Limit(**values),
    )


def run(**changes: Any) -> tuple[FlowRun, ...]:
    values: dict[str, Any] = {"name": "Payment", "started": 2, "errors": 0, "fatal": 0}
    return (FlowRun(name="Main", started=9, errors=0, fatal=0), FlowRun(**(values | changes)))


def queue(**changes: Any) -> tuple[QueueStaff, ...]:
    values: dict[str, Any] = {"name": "Billing", "online": 3, "available": 1}
    return (QueueStaff(**(values | changes)),)


def feed(**changes: Any) -> tuple[FeedLag, ...]:
    values: dict[str, Any] = {
        "reader": "workforce management",
        "stream": "agent_events",
        "records": 30,
        "lag_minutes": 14.5,
        "allowed_minutes": 15,
    }
    return (FeedLag(**(values | changes)),)


def report(**changes: Any) -> tuple[ReportArrival, ...]:
    values: dict[str, Any] = {"name": "daily queues", "every_hours": 24, "newest": NOW}
    return (ReportArrival(**(values | changes)),)


GOOD: dict[str, Fact] = {
    "Limits": Limits(headroom=0.2, limits=limits()),
    "PacketLoss": PacketLoss(worst_hour=0.029),
    "FlowRuns": FlowRuns(flows=run()),
    "Uploads": RecordingUploads(calls=40, failed=0),
    "SelfService": SelfServiceData(silent=(), unwatched=()),
    "Staffing": Staffing(queues=queue()),
    "Feeds": FeedLags(feeds=feed()),
    "Reports": ReportArrivals(reports=report(newest=NOW - timedelta(hours=24, minutes=59))),
}
LATE = NOW - timedelta(hours=25, minutes=1)
OTHER = "arn:aws:connect:us-east-1:1:instance/x"
WRONG: list[Wrong] = [
    ("2.1.2-limits-cover-peak", "Limits", {"limits": limits(quota=124.0)}),
    ("2.1.2-limits-cover-peak", "Limits", {"limits": limits(quota=0.0, shown=None)}),
    ("2.1.2-limits-cover-peak", "Limits", {"limits": limits(quota=200.0, shown=124.9)}),
    ("2.1.2-limits-cover-peak", "Limits", {"limits": limits(needed=101)}),
    ("2.1.2-limits-cover-peak", "Limits", {"headroom": 0.21}),
    ("2.4.2-agents-are-heard", "PacketLoss", {"worst_hour": 0.03}),
    ("2.4.3-5-flows-ran", "FlowRuns", {"flows": run(started=0)}),
    ("2.4.3-5-flows-ran", "FlowRuns", {"flows": run(errors=1)}),
    ("2.4.3-5-flows-ran", "FlowRuns", {"flows": run(fatal=1)}),
    ("2.6.4-recordings-kept", "Recordings", {"resource_type": "CHAT_TRANSCRIPTS"}),
    ("2.6.4-recordings-kept", "Recordings", {"instance": OTHER}),
    ("2.6.4-recordings-kept", "Recordings", {"storage_type": "KINESIS_VIDEO_STREAM"}),
    ("2.6.4-recordings-kept", "Recordings", {"target": "arn:aws:s3:::elsewhere"}),
    ("2.6.4-recordings-kept", "Recordings", {"target": ref("Stream")}),
    ("2.6.4-recordings-kept", "Recordings", {"key": AWS_MANAGED}),
    ("2.6.4-recordings-stored", "Uploads", {"failed": 1}),
    ("2.7.1-reports-arrive", "Reports", {"reports": report(newest=None)}),
    ("2.7.1-reports-arrive", "Reports", {"reports": report(newest=LATE)}),
    ("3.1.2-self-service-alarmed", "SelfService", {"unwatched": ("ContactFlowErrors",)}),
    ("3.1.2-self-service-measured", "SelfService", {"silent": ("calls",)}),
    ("3.2.1-agents-available", "Staffing", {"queues": queue(online=0, available=0)}),
    ("3.2.1-agents-available", "Staffing", {"queues": queue(available=0)}),
    ("3.2.4-feeds-keep-up", "Feeds", {"feeds": feed(records=0)}),
    ("3.2.4-feeds-keep-up", "Feeds", {"feeds": feed(lag_minutes=None)}),
    ("3.2.4-feeds-keep-up", "Feeds", {"feeds": feed(lag_minutes=15.1)}),
]
