"""How often flows were started: what Connect's historical metrics tell of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox.simulated.connect.store import Instance, instance, last, new_id
from sandbox.simulated.service import Operation, Parameters, Refused

METRIC = "FLOWS_STARTED"
FLOW = "FLOWS_RESOURCE_ID"


def start(found: Instance, flow_id: str, at: datetime) -> None:
    """A contact enters a flow at this time, UTC."""
    found.kept["Start"][new_id()] = {"Flow": flow_id, "At": at}


def metric_data(given: Parameters) -> Parameters:
    """GetMetricDataV2, of flows only: how often each that is asked for was started."""
    if {metric["Name"] for metric in given["Metrics"]} != {METRIC}:
        raise Refused("InvalidRequestException", f"of metrics only {METRIC} is simulated")
    found = instance({"InstanceId": given["ResourceArn"]})
    asked = {
        last(value)
        for each in given["Filters"]
        if each["FilterKey"] == FLOW
        for value in each["FilterValues"]
    }
    counts = {flow: _started(found, flow, given) for flow in sorted(asked)}
    return {"MetricResults": [_result(flow, n) for flow, n in counts.items() if n]}


def _started(found: Instance, flow: str, given: Parameters) -> int:
    window = given["StartTime"], given["EndTime"]
    starts = [each["At"] for each in found.kept["Start"].values() if each["Flow"] == flow]
    return sum(window[0] <= at < window[1] for at in starts)


def _result(flow: str, count: int) -> dict[str, Any]:
    collection = {"Metric": {"Name": METRIC}, "Value": float(count)}
    return {"Dimensions": {FLOW: flow}, "Collections": [collection]}


OPERATIONS: dict[str, Operation] = {"GetMetricDataV2": metric_data}
