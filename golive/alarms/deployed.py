"""An alarm as the account has it: whom it tells, and one digest of all that is set.

A drill proves the settings that it found: another digest is another alarm.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from golive.alarm_rule import members
from golive.model import Unknown

Described = Mapping[str, Any]
"""An alarm as DescribeAlarms gives it."""

OWN = (
    "ActionsEnabled",
    "AlarmActions",
    "AlarmName",
    "ComparisonOperator",
    "DatapointsToAlarm",
    "Dimensions",
    "EvaluateLowSampleCountPercentile",
    "EvaluationPeriods",
    "ExtendedStatistic",
    "MetricName",
    "Metrics",
    "Namespace",
    "OKActions",
    "Period",
    "Statistic",
    "Threshold",
    "ThresholdMetricId",
    "TreatMissingData",
    "Unit",
)
OF_A_TELLER = ("ActionsEnabled", "ActionsSuppressor", "AlarmActions", "AlarmName", "OKActions")
"""Of a composite: its rule grows with other alarms."""


MOST_NAMES = 100
"""In one call of DescribeAlarms."""


def described(cloudwatch: Any, names: Sequence[str]) -> dict[str, Described]:
    """The alarms and composites of these names that there are, by name; raises what a call does."""
    pages, found = cloudwatch.get_paginator("describe_alarms"), dict[str, Described]()
    for first in range(0, len(names), MOST_NAMES):
        answer = pages.paginate(
            AlarmNames=list(names[first : first + MOST_NAMES]),
            AlarmTypes=["MetricAlarm", "CompositeAlarm"],
        ).build_full_result()
        for kind in ("MetricAlarms", "CompositeAlarms"):
            found |= {alarm["AlarmName"]: alarm for alarm in answer.get(kind, ())}
    return found


def tellers(name: str, composites: Iterable[Described]) -> list[Described]:
    """The composites that an alarm turns on by itself."""
    return [one for one in composites if name in _named(one)]


def settings(alarm: Described, composites: Iterable[Described]) -> str:
    """SHA-256, hexadecimal, of the alarm's settings and of how its composites tell."""
    told = tellers(alarm["AlarmName"], composites)
    said = [_some(alarm, OWN), *sorted((_some(one, OF_A_TELLER) for one in told), key=_text)]
    return hashlib.sha256(_text(said).encode()).hexdigest()


def topics(alarm: Described, composites: Iterable[Described]) -> tuple[str, ...]:
    """The ARNs of the topics that hear of it, through itself and its composites."""
    acting = [alarm, *tellers(alarm["AlarmName"], composites)]
    enabled = (one for one in acting if one.get("ActionsEnabled", True))
    return tuple(dict.fromkeys(arn for one in enabled for arn in one.get("AlarmActions", ())))


def _named(composite: Described) -> list[str]:
    found = members(composite["AlarmRule"])
    named = () if isinstance(found, Unknown) else found
    return [name.rpartition(":alarm:")[2] for name in named]


def _some(described: Described, names: Iterable[str]) -> dict[str, Any]:
    """What is set; the order of dimensions and actions has no meaning."""
    kept = {name: described[name] for name in names if described.get(name) not in (None, [], "")}
    return {name: _ordered(value) for name, value in kept.items()}


def _ordered(value: object) -> object:
    return sorted(value, key=_text) if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, default=str)
