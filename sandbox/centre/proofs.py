"""Test cases that passed, and quotas that carry the declared peak."""

from __future__ import annotations

import json
from math import ceil
from typing import Any

from sandbox.centre.desk import Desk

KINDS = {
    "calls": "L-12AB7C57",
    "chats": "L-D4BA6F6E",
    "tasks": "L-60553137",
    "emails": "L-B117F12F",
}
"""The quotas that metrics tell a part of, by the kind of contact."""
MARGIN = 1.2
"""More than what the launch needs, as a team asks for."""


def test_cases(desk: Desk, flows: dict[str, str]) -> None:
    """Have every declared test case, executed once."""
    found, main = desk.ids("list_test_cases"), flows[desk.environment.flows[0].name]
    for condition in desk.environment.conditions:
        name = condition.test_case
        if name not in found:
            made = desk.call(
                "create_test_case",
                Name=name,
                Content=content(condition.kind),
                EntryPoint={
                    "Type": "VOICE_CALL",
                    "VoiceCallEntryPointParameters": {"FlowId": main},
                },
                Status="PUBLISHED",
            )
            found[name] = made["TestCaseId"]
        case = {"TestCaseId": found[name]}
        if not desk.call("list_test_case_executions", **case)["TestCaseExecutions"]:
            desk.call("start_test_case_execution", **case)


def content(kind: str) -> str:
    """What a caller meets: a message, then the end (API Reference, testing language)."""
    begun = {"Identifier": "begun", "Type": "TestInitiated", "Actor": "System"}
    heard = {
        "Identifier": "heard",
        "Type": "MessageReceived",
        "Actor": "System",
        "Properties": {"Text": kind},
        "MatchingCriteria": "Inclusion",
    }
    ended = {
        "Identifier": "end",
        "Type": "TestControl",
        "Parameters": {"ActionType": "TestControl", "Command": {"Type": "EndTest"}},
    }
    said: list[dict[str, Any]] = [
        {
            "Identifier": "start",
            "Event": begun,
            "Actions": [],
            "Transitions": {"NextObservations": ["message"]},
        },
        {
            "Identifier": "message",
            "Event": heard,
            "Actions": [ended],
            "Transitions": {"NextObservations": []},
        },
    ]
    return json.dumps({"Version": "2019-10-30", "Metadata": {}, "Observations": said})


def quotas(desk: Desk) -> dict[str, float]:
    """Raise what the declared peak and its headroom need; gives the quota of each kind."""
    declared, free = desk.environment, 1 - desk.environment.capacity.headroom
    needs = {
        **{code: getattr(declared.peak, kind) for kind, code in KINDS.items()},
        "L-9A46857E": declared.peak.agents,
        "L-8F812903": len(declared.numbers),
        "L-19A87C94": len(declared.queues),
    }
    values = {code: _raised(desk, code, need / free) for code, need in needs.items()}
    return {kind: values[code] for kind, code in KINDS.items()}


def _raised(desk: Desk, code: str, need: float) -> float:
    api, where = desk.client("service-quotas"), {"ServiceCode": "connect", "QuotaCode": code}
    value = api.get_service_quota(**where, ContextId=desk.instance)["Quota"]["Value"]
    if value >= need:
        return value
    wanted = float(ceil(need * MARGIN))
    api.request_service_quota_increase(**where, DesiredValue=wanted, ContextId=desk.instance)
    return wanted
