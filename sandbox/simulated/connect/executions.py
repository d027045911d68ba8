"""Test cases and their executions: one passes when its content and its flow are sound.

Nothing is called: the sandbox has no telephony, so an execution says what a run would need,
and never that a caller heard anything.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.simulated.connect import starts
from sandbox.simulated.connect.catalogue import problem_of
from sandbox.simulated.connect.crud import operations as of_kind
from sandbox.simulated.connect.kinds import Kind, get
from sandbox.simulated.connect.store import Instance, Record, instance, last, new_id
from sandbox.simulated.service import Operation, Parameters, Refused

ENTRIES = ("VoiceCallEntryPointParameters", "ChatEntryPointParameters")
SHORTEST = timedelta(seconds=20)
"""How long an execution is said to have taken."""


def content(case: Record) -> None:
    """JSON with Version and Observations (API Reference, testing language)."""
    if problem := problem_of(case["Content"], {"Version", "Observations"}):
        raise Refused("InvalidTestCaseException", problem)


CASE = Kind(
    "TestCase",
    "test-case",
    "TestCases",
    at_first={"Status": "PUBLISHED"},
    updates=("",),
    check=content,
)


def start(given: Parameters) -> Parameters:
    """StartTestCaseExecution, of a published case; it has ended when it is asked for."""
    found = instance(given)
    case = get(found, "TestCase", given["TestCaseId"])
    if case["Status"] != "PUBLISHED":
        raise Refused("InvalidRequestException", f"Test case {case['Id']} is not published")
    now, id_ = datetime.now(UTC), new_id()
    for flow in _entered(case):
        starts.start(found, flow, now)
    found.kept["Execution"][id_] = {
        "Name": case["Name"],
        "StartTime": now - SHORTEST,
        "EndTime": now,
        "TestCaseExecutionId": id_,
        "TestCaseId": case["Id"],
        "TestCaseExecutionStatus": "PASSED" if _sound(found, case) else "FAILED",
    }
    return {"TestCaseExecutionId": id_, "TestCaseId": case["Id"], "Status": "INITIATED"}


def _entered(case: Record) -> list[str]:
    """The ids of the flows that the case's contact enters."""
    entry: dict[str, Any] = case.get("EntryPoint", {})
    return [last(entry[name]["FlowId"]) for name in ENTRIES if "FlowId" in entry.get(name, {})]


def _sound(found: Instance, case: Record) -> bool:
    """Whether the flow that the case enters is there and active."""
    flows = [found.kept["ContactFlow"].get(each) for each in _entered(case)]
    return all(flow and flow["State"] == "ACTIVE" for flow in flows)


def executions(given: Parameters) -> Parameters:
    """ListTestCaseExecutions, newest first; times of the filter are seconds."""
    found = sorted(
        instance(given).kept["Execution"].values(), key=lambda e: e["StartTime"], reverse=True
    )
    first, end = given.get("StartTime", 0), given.get("EndTime", 1 << 40)
    return {
        "TestCaseExecutions": [
            {k: v for k, v in each.items() if k != "Name"}
            for each in found
            if given.get("TestCaseId", each["TestCaseId"]) == each["TestCaseId"]
            and given.get("TestCaseName", each["Name"]) == each["Name"]
            and given.get("Status", each["TestCaseExecutionStatus"])
            == each["TestCaseExecutionStatus"]
            and first <= each["StartTime"].timestamp() < end
        ]
    }


def summary(given: Parameters) -> Parameters:
    """GetTestCaseExecutionSummary"""
    each = get(instance(given), "Execution", given["TestCaseExecutionId"])
    return {
        "StartTime": each["StartTime"],
        "EndTime": each["EndTime"],
        "Status": each["TestCaseExecutionStatus"],
    }


OPERATIONS: dict[str, Operation] = {
    **of_kind(CASE),
    "StartTestCaseExecution": start,
    "ListTestCaseExecutions": executions,
    "GetTestCaseExecutionSummary": summary,
}
