"""Schedules of EventBridge, whose time a test can let pass, and what they may invoke.

The emulator's own thread looks every ten seconds which rules are due. A function is invoked as
EventBridge does it: asynchronously, when the function's own policy lets the rule; what is refused
is counted and not tried again (EventBridge User Guide, resource-based policies, and monitoring).
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Lock
from typing import Any

from sandbox.emulator import needs
from sandbox.inprocess import account, client
from sandbox.judge import Denied, Writer, judge

EVENTS = needs(
    "services.eventbridge",
    "_dispatch_to_lambda",
    "_invoke_target",
    "_rule_last_fired",
    "_rules",
    "_tick_scheduled_rules",
)
METRICS = needs("services.cloudwatch", "record_metric")
PRINCIPAL = "events.amazonaws.com"
FUNCTION = ":function:"
STEP = 60
"""Seconds: no schedule is finer than a minute."""
Outcome = dict[str, str]
TOLD: list[Outcome] = []
"""What the targets got since time was last let pass."""
_invoke, _tick, _turn = EVENTS._invoke_target, EVENTS._tick_scheduled_rules, Lock()


def tick() -> None:
    """Let what is due begin; one thread at a time."""
    with _turn:
        _tick()


def move(said: dict[str, Any]) -> list[Outcome]:
    """Let so many `seconds` pass for the rules whose names begin with `rules`, and for no other.

    Gives what each target got in order; a function may still run. Times in events are real.
    """
    TOLD.clear()
    for left in range(int(said["seconds"]), 0, -STEP):
        for at, rule in [*EVENTS._rules._data.items()]:
            if rule["Name"].startswith(said["rules"]):
                before = EVENTS._rule_last_fired.get(at, rule.get("CreationTime", time.time()))
                EVENTS._rule_last_fired[at] = before - min(STEP, left)
        tick()
    return [each for each in TOLD if each["name"].startswith(said["rules"])]


def invoke(target: Mapping[str, Any], event: object, rule: Mapping[str, Any], *view: Any) -> None:
    """Hand an event to a target, to a function only if its policy lets the rule."""
    arn, outcome = target["Arn"], "invoked"
    try:
        if FUNCTION in arn:
            who = {"aws:SourceArn": rule["Arn"], "aws:SourceAccount": account()}
            judge(Writer(PRINCIPAL, keys=who), "lambda:InvokeFunction", arn, {})
        _invoke(target, event, rule, *view)
    except Denied as denied:
        outcome = str(denied)
        count("FailedInvocations", rule["Name"])
    count("Invocations", rule["Name"])
    TOLD.append({"name": rule["Name"], "rule": rule["Arn"], "target": arn, "outcome": outcome})


def count(metric: str, rule: str) -> None:
    """One more of a rule, in the service's namespace."""
    METRICS.record_metric("AWS/Events", metric, 1, "Count", {"RuleName": rule})


def dispatch(arn: str, payload: str) -> None:
    """An asynchronous invocation, with the retries that the function has."""
    client("lambda").invoke(FunctionName=arn, InvocationType="Event", Payload=payload)


EVENTS._tick_scheduled_rules = tick
EVENTS._invoke_target, EVENTS._dispatch_to_lambda = invoke, dispatch
