"""Line 2.7.1: scheduled reports arrive."""

from __future__ import annotations

from datetime import timedelta

from golive.controls.control import Finding, control
from golive.controls.several import among
from golive.facts.traffic import ReportArrival, ReportArrivals
from golive.model import Side

SLACK = timedelta(hours=1)
"""A report is made after its interval ends, and takes its time."""


@control("2.7.1", ReportArrivals, fix="Schedule the report in Connect, with the declared prefix.")
def reports_arrive(arrivals: ReportArrivals, side: Side) -> Finding | None:
    """Each declared report was stored within its interval."""
    return among(arrivals.reports, lambda report: _late(report, side))


def _late(report: ReportArrival, side: Side) -> Finding | None:
    if report.newest is None:
        return Finding("reports", f"has never stored the report {report.name}")
    if side.now - report.newest > timedelta(hours=report.every_hours) + SLACK:
        return Finding(
            "reports",
            f"last stored the report {report.name} at {report.newest:%F %R} UTC,"
            f" and should every {report.every_hours} hours",
        )
    return None
