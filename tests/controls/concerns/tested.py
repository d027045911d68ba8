"""Integrations and conditions: what is good, and what breaks each control."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from golive.facts.tested import (
    AllowedFunctions,
    ConditionRun,
    Conditions,
    Integrations,
    IntegrationUse,
)
from tests.controls.good import ACCOUNT, ref, statement
from tests.sides import NOW

OURS, OTHER = ref("Instance", "Arn"), ref("Elsewhere", "Arn")
BOUND = {
    "StringEquals": {"aws:sourceaccount": (ACCOUNT,)},
    "ArnLike": {"aws:sourcearn": (OURS,)},
}


def lets_in(**changes: Any) -> Any:
    good: dict[str, Any] = {
        "principals": ("Service:connect.amazonaws.com",),
        "actions": ("lambda:InvokeFunction",),
        "conditions": BOUND,
    }
    return statement("Connect", **(good | changes))


def use(**changes: Any) -> IntegrationUse:
    good: dict[str, Any] = {
        "name": "orders",
        "function": "order-status",
        "exists": True,
        "allowed": True,
        "policy": (lets_in(),),
        "invocations": 100,
        "errors": 1,
        "error_rate": 0.01,
    }
    return IntegrationUse(**(good | changes))


def run(**changes: Any) -> ConditionRun:
    good: dict[str, Any] = {
        "kind": "holiday",
        "test_case": "Holiday",
        "exists": True,
        "last_passed": NOW - timedelta(hours=1),
        "last_failed": None,
    }
    return ConditionRun(**(good | changes))


GOOD = {
    "Integrations": Integrations(instance=OURS, integrations=(use(), use(name="crm"))),
    "Allowed": AllowedFunctions(undeclared=()),
    "Conditions": Conditions(
        conditions=(run(), run(last_failed=NOW - timedelta(hours=2), kind="emergency"))
    ),
}
ALLOWED, WORK = "2.3.1-5-integrations-allowed", "2.3.1-5-integrations-work"
UNBOUND = lets_in(conditions={})
FOREIGN = lets_in(conditions={"ArnLike": {"aws:sourcearn": (OTHER,)}})
WRONG = [
    *[
        (ALLOWED, "Integrations", {"integrations": (use(), wrong)})
        for wrong in (
            use(exists=False, policy=()),
            use(allowed=False),
            use(policy=()),
            use(policy=(FOREIGN,)),
            use(policy=(UNBOUND,)),
            use(policy=(lets_in(), UNBOUND)),
            use(policy=(lets_in(actions=("lambda:GetFunction",)),)),
            use(policy=(lets_in(principals=("Service:events.amazonaws.com",)),)),
            use(policy=(lets_in(), lets_in(allow=False, conditions={}))),
        )
    ],
    *[
        (WORK, "Integrations", {"integrations": (use(), wrong)})
        for wrong in (
            use(invocations=0, errors=0),
            use(errors=2),
            use(invocations=10, errors=1),
            use(error_rate=0.0),
        )
    ],
    ("2.3.1-5-functions-are-declared", "Allowed", {"undeclared": ("test-crm",)}),
    *[
        ("2.3.6-conditions-tested", "Conditions", {"conditions": (run(), wrong)})
        for wrong in (
            run(exists=False, last_passed=None),
            run(last_passed=None),
            run(last_failed=NOW - timedelta(minutes=1)),
        )
    ],
]
