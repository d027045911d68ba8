"""A quiet past for the metrics that alarms watch: a sandbox is minutes old, and has no history.

On AWS nobody can put it: `AWS/` namespaces are the services' own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from golive.alarms.match import row_of
from golive.alarms.row import Row
from sandbox.emulator import needs
from sandbox.inprocess import client

METRICS = needs("services.cloudwatch", "_metric_bucket", "_metrics", "_dims_key")
EQUAL = re.compile(r"(\w+) = '([^']*)'")
LINE = "2.6.3"
HOURS = 30
AGO = 600
"""Seconds before now at which it ends: what happened lately is as it was."""
APART = 900
"""Seconds between datapoints, where the alarm's period is shorter."""


def leave(said: dict[str, Any]) -> dict[str, int]:
    """Leave what the alarms that begin with this `prefix` don't fire at.

    Metrics that exist on failure only get none.
    """
    pages = client("cloudwatch").get_paginator("describe_alarms")
    left = 0
    for page in pages.paginate(AlarmNamePrefix=said["prefix"], AlarmTypes=["MetricAlarm"]):
        for alarm in page["MetricAlarms"]:
            row = row_of(alarm["AlarmName"])
            if row and row.expects != "failure":
                quiet = alarm["Threshold"] + 1 if "Less" in alarm["ComparisonOperator"] else 0.0
                left += sum(_fill(where, quiet, row) for where in _watched(alarm, row))
    return {"datapoints": left}


def _watched(alarm: Mapping[str, Any], row: Row) -> Iterable[tuple[str, str, dict[str, str]]]:
    """Namespace, name and dimensions; of a query those metrics that are there."""
    if row.each:
        named = (row.namespace, row.metric)
        there = [points[0]["Dimensions"] for key, points in _all() if key[:2] == named and points]
        mine = [(*named, one) for one in there if row.each in one]
        return mine or ([(*named, _first(alarm, row))] if row.expects == "always" else [])
    inputs = [
        one["MetricStat"]["Metric"] for one in alarm.get("Metrics", []) if "MetricStat" in one
    ]
    return [
        (one["Namespace"], one["MetricName"], {d["Name"]: d["Value"] for d in one["Dimensions"]})
        for one in inputs or [alarm]
    ]


def _first(alarm: Mapping[str, Any], row: Row) -> dict[str, str]:
    """The dimensions of a series before there is any: what its query asks for, of a plan's line."""
    return {**dict(EQUAL.findall(alarm["Metrics"][0]["Expression"])), row.each: LINE}


def _all() -> Iterator[tuple[Any, Any]]:
    yield from METRICS._metrics.items()


def _fill(where: tuple[str, str, dict[str, str]], value: float, row: Row) -> int:
    """Datapoints so close that an alarm on too little finds some in each of its periods."""
    namespace, name, dimensions = where
    every = row.period if "Less" in row.comparison else max(row.period, APART)
    now = time.time()
    times = range(int(now - HOURS * 3600), int(now - AGO), every)
    about = {"Unit": "None", "Dimensions": dimensions, "Value": value}
    series = METRICS._metric_bucket((namespace, name, METRICS._dims_key(dimensions)))
    series[:0] = [{"Timestamp": float(at), **about} for at in times]
    return len(times)
