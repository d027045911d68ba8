"""The contact flows of an instance: those the environment declares, and all they lead to."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from golive.account.readers.input_keys import fingerprint
from golive.account.readers.instance import id_of
from golive.account.reading import Gone, Reading
from golive.flows.flow import Flow, NotAFlow, dynamic, read
from golive.flows.keys import Keys
from golive.flows.library import INVOKES, called_by
from golive.flows.lint import Lint, lint
from golive.model import Gap

HOOKS = "UpdateContactEventHooks"
DESCRIBED = {
    "flow": ("connect:DescribeContactFlow", "ContactFlowId", "ContactFlow"),
    "module": ("connect:DescribeContactFlowModule", "ContactFlowModuleId", "ContactFlowModule"),
}


@dataclass
class Found:
    """What could be read: flows by ARN or id, declared ones that aren't there, and what is wrong.

    `entered` are the flows that contacts enter: those declared, and those set for an event.
    """

    flows: dict[str, Flow] = field(default_factory=dict[str, Flow])
    unknown: list[str] = field(default_factory=list[str])
    unread: list[str] = field(default_factory=list[str])
    entered: list[str] = field(default_factory=list[str])


def flows_of(read: Reading, instance_arn: str) -> Found:
    """Read the declared flows of an instance, and follow where they lead; Gap when none may."""
    identifier, found = id_of(instance_arn), Found()
    answer = read.ask("connect:ListContactFlows", InstanceId=identifier)
    by_name = {one["Name"]: one["Id"] for one in answer.get("ContactFlowSummaryList", [])}
    waiting: deque[tuple[str, str]] = deque()
    for declared in read.environment.flows:
        if declared.name in by_name:
            waiting.append(("flow", by_name[declared.name]))
            found.entered.append(declared.name)
        else:
            found.unknown.append(declared.name)
    while waiting:
        what, target = waiting.popleft()
        if target not in found.flows:
            waiting += _read(read, identifier, what, target, found)
    return found


def _read(
    read: Reading, instance: str, what: str, target: str, found: Found
) -> list[tuple[str, str]]:
    """Read one flow or module; gives what it leads to."""
    try:
        flow = _described(read, instance, what, target)
    except (Gap, Gone, NotAFlow) as unread:
        why = str(unread) or "is not there"
        found.unread.append(f"the {what} {target}: {why}")
        return []
    found.flows[target] = flow
    found.entered += [name for name in _hooked(flow) if name not in found.entered]
    return [*_led_to(flow), *(("flow", hook) for hook in _hooked(flow))]


def _described(asking: Reading, instance: str, what: str, target: str) -> Flow:
    operation, parameter, member = DESCRIBED[what]
    answer = asking.ask(operation, **{"InstanceId": instance, parameter: target})
    if member not in answer:
        raise Gap("was never published")
    about: Mapping[str, Any] = answer[member]
    return read(about.get("Content", ""), str(about["Name"]), str(about["Arn"]))


def _led_to(flow: Flow) -> list[tuple[str, str]]:
    """The flows and modules that a flow enters, but those only known when it runs."""
    called = [(action, called_by(action)) for action in flow.actions.values()]
    return [
        ("module" if action.type == INVOKES else "flow", _plain(target))
        for action, target in called
        if target and not dynamic(target)
    ]


def _plain(target: str) -> str:
    """The id in an ARN, so that a flow is read once however it is called."""
    return target.rsplit("/", 1)[-1].partition(":")[0]


def _hooked(flow: Flow) -> list[str]:
    """The ids of flows that run on an event: in the queue, on hold, before an agent."""
    hooks = [a.within("EventHooks") for a in flow.actions.values() if a.type == HOOKS]
    values = [value for one in hooks for value in one.values()]
    return [_plain(value) for value in values if isinstance(value, str) and not dynamic(value)]


def keys_of(read: Reading, instance_arn: str) -> Keys:
    """The security keys of an instance, by the SHA-256 of their public keys."""
    try:
        answer = read.ask("connect:ListSecurityKeys", InstanceId=id_of(instance_arn))
    except Gap as denied:
        return Keys(read.now, why=str(denied))
    keys = answer.get("SecurityKeys", [])
    return Keys(read.now, {key["AssociationId"]: fingerprint(key["Key"]) for key in keys})


def linted(read: Reading, instance_arn: str, found: Found) -> Lint:
    """Every rule over what was read."""
    environment = read.environment
    return lint(
        found.flows.values(),
        keys_of(read, instance_arn),
        secure_flows=[flow.name for flow in environment.flows if flow.secure_input],
        entered=found.entered,
        test_names=environment.leftovers.names,
    )
