"""The controls on a schedule in the account: when, for how long, and what a run says as metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from golive.judge import APART, Verdict, exit_code

NAMESPACE = "GoLive/Readiness"
EVERY_MINUTES = 15
TIMEOUT_SECONDS = 600
"""Shorter than the pause between runs: with no retry, one run ends before the next begins."""
MEMORY_MB = 512
STATES = {0: 0, 3: 1, 1: 2}
"""What `Verdict` counts a line as, by its exit code: go, can't tell, no-go."""
Metric = dict[str, Any]


def counts(run: Mapping[str, Any]) -> dict[str, int]:
    """How many lines are a no-go, and how many can't be told."""
    states = list(_states(run).values())
    return {"Runs": 1, "RedLines": states.count(2), "UnknownLines": states.count(1)}


def metrics(environment: str, run: Mapping[str, Any], counted: Mapping[str, float]) -> list[Metric]:
    """`Verdict` of each line that has a control, and the counts of the environment.

    As PutMetricData takes them (CloudWatch API Reference, MetricDatum).
    """
    own = {"Environment": environment}
    lines = [_metric("Verdict", state, own | {"Line": id}) for id, state in _states(run).items()]
    return [*lines, *(_metric(name, value, own) for name, value in counted.items())]


def _states(run: Mapping[str, Any]) -> dict[str, int]:
    built = {line["id"]: Verdict(line["verdict"]) for line in run["lines"]}
    return {i: STATES[exit_code([v])] for i, v in built.items() if v not in APART}


def _metric(name: str, value: float, dimensions: Mapping[str, str]) -> Metric:
    named = [{"Name": key, "Value": text} for key, text in dimensions.items()]
    unit = "Seconds" if name == "Seconds" else "Count"
    return {"MetricName": name, "Value": value, "Unit": unit, "Dimensions": named}
