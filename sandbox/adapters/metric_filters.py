"""CloudWatch Logs' metric filters: they count events as these arrive.

Sources: CloudWatch Logs User Guide, Configuring metric values for a metric filter; API Reference,
PutMetricFilter. A metric filter that takes its value from the event is refused here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sandbox.emulator import needs
from sandbox.filter_pattern import InvalidPattern, Test, read

LOGS = needs(
    "services.cloudwatch_logs",
    "_fanout_to_subscription_filters",
    "_metric_filters",
    "_put_metric_filter",
    "error_response_json",
)
METRICS = needs("services.cloudwatch", "_metric_bucket", "_dims_key")
MOST = 100
"""Filters of a log group."""
MINUTE = 60
Event = Mapping[str, Any]
_fan_out, _put = LOGS._fanout_to_subscription_filters, LOGS._put_metric_filter


@lru_cache
def pattern(text: str) -> Test:
    """The test that a pattern is; InvalidPattern for one that AWS refuses."""
    return read(text)


def put(given: Mapping[str, Any]) -> Any:
    """PutMetricFilter, which refuses what can't be read, a 101st, and dimensions with a default."""
    group, name = given.get("logGroupName"), given.get("filterName")
    there = [key for key in LOGS._metric_filters if key[0] == group]
    if len(there) >= MOST and (group, name) not in there:
        return LOGS.error_response_json("LimitExceededException", "Resource limit exceeded.", 400)
    try:
        pattern(given.get("filterPattern", ""))
        for counted in given.get("metricTransformations", []):
            valid(counted)
    except InvalidPattern as wrong:
        return LOGS.error_response_json("InvalidParameterException", str(wrong), 400)
    return _put(given)


def valid(counted: Mapping[str, Any]) -> None:
    """InvalidPattern for a transformation that AWS refuses, or that isn't played here."""
    if counted.get("dimensions") and "defaultValue" in counted:
        raise InvalidPattern("a metric with dimensions has no default value")
    if counted.get("dimensions") or str(counted.get("metricValue", "")).startswith("$"):
        raise InvalidPattern("the sandbox takes no value or dimension from events")


def arrived(group: str, stream: str, events: list[Event]) -> None:
    """Count what came, and hand it on."""
    filters = [kept for key, kept in LOGS._metric_filters.items() if key[0] == group]
    if filters:
        minutes = by_minute(events)
        for each in filters:
            for counted in each["metricTransformations"]:
                count(pattern(each["filterPattern"]), counted, minutes)
    _fan_out(group, stream, events)


def by_minute(events: Iterable[Event]) -> dict[int, list[Any]]:
    """What is said in JSON, by the minute (seconds since 1970) of the event's own time."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for event in events:
        said = parsed(event["message"])
        if isinstance(said, dict):
            found[event["timestamp"] // 1000 // MINUTE * MINUTE].append(said)
    return found


def parsed(message: str) -> Any:
    """A message in JSON; None for another."""
    try:
        return json.loads(message)
    except ValueError:
        return None


def count(test: Test, counted: Mapping[str, Any], minutes: Mapping[int, list[Any]]) -> None:
    """A datapoint for each minute with events: its matches, or the default where none did."""
    where = counted["metricNamespace"], counted["metricName"], METRICS._dims_key({})
    for minute, said in minutes.items():
        matches = sum(map(test, said))
        value = matches * float(counted["metricValue"]) if matches else counted.get("defaultValue")
        if value is not None:
            about: dict[str, Any] = {"Unit": counted.get("unit", "None"), "Dimensions": {}}
            point = {"Timestamp": float(minute), **about, "Value": float(value)}
            METRICS._metric_bucket(where).append(point)


LOGS._fanout_to_subscription_filters = arrived
LOGS._put_metric_filter = put
