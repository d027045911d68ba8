"""Digests of what an account is set to, for a decision to be sealed over them.

No call of its own: whatever is asked here was asked, and remembered, when the facts were read.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from golive.account.side import Account
from golive.alarms.heartbeat import NAME as HEARTBEAT
from golive.facts.flows import FlowLint
from golive.facts.monitoring import Alarm, CompositeAlarm
from golive.facts.operations import Drift
from golive.model import Fact, Gap, Seen, Unknown
from golive.plain import plain

Digests = dict[str, dict[str, str]]
"""By kind and by name: a SHA-256 in hexadecimal, a word, or `unknown: ` and why."""
ALARMS = ("MetricAlarms", "CompositeAlarms")
FLOWS = {"ContactFlow", "ContactFlowModule"}
CONFIGURED: Mapping[type[Fact], str] = {Alarm: "alarm", CompositeAlarm: "alarm"}


def digests(account: Account, kinds: Iterable[type[Fact]]) -> Digests:
    """Templates as deployed, settings by subject, drift, alarms with their state, flows.

    Feeds are left out, but for those three: what they tell moves by itself.
    """
    found: Digests = defaultdict(dict)
    found["template"] = {name: _of(stack.template) for name, stack in account.estate.stacks.items()}
    for kind in (kind for kind in kinds if kind.of is None):
        found[CONFIGURED.get(kind, "setting")] |= _settings(kind, account.facts(kind))
    found["drift"] = dict(_drift(account.facts(Drift)))
    found["alarm state"] = dict(_states(account))
    found["flow"] = dict(_flows(account))
    return dict(found)


def _of(value: Any) -> str:
    """The digest of a value as JSON; why it can't be read, where that is so."""
    if isinstance(value, Unknown):
        return f"unknown: {value.why}"
    if value is None:
        return "not there"
    text = json.dumps(plain(value), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _settings(kind: type[Fact], seen: Iterable[Seen] | Unknown) -> dict[str, str]:
    if isinstance(seen, Unknown):
        return {f"{kind.__name__} any": _of(seen)}
    return {f"{kind.__name__} {_name(one)}": _of(one.fact) for one in seen}


def _name(seen: Seen) -> str:
    """The construct path; of what a subject holds, and of others, the subject."""
    return seen.path or str(seen.subject)


def _drift(seen: Iterable[Seen] | Unknown) -> Iterator[tuple[str, str]]:
    for one in () if isinstance(seen, Unknown) else seen:
        try:
            if isinstance(one.fact, Drift):
                yield from ((field, "differs from its template") for field in one.fact.differing)
        except Gap as gap:
            yield "any", _of(Unknown(str(gap)))


def _states(account: Account) -> Iterator[tuple[str, str]]:
    """Whether each alarm is on; being without data is not, and the heartbeat goes on and off."""
    for answer in _answers(account, (Alarm, CompositeAlarm), "cloudwatch:DescribeAlarms"):
        for alarm in (alarm for kind in ALARMS for alarm in answer.get(kind, [])):
            if not alarm["AlarmName"].endswith(f"-{HEARTBEAT}"):
                yield alarm["AlarmName"], "in alarm" if alarm["StateValue"] == "ALARM" else "quiet"


def _flows(account: Account) -> Iterator[tuple[str, str]]:
    """The content of each flow and module that contacts go through."""
    operations = ("connect:DescribeContactFlow", "connect:DescribeContactFlowModule")
    for answer in _answers(account, (FlowLint,), *operations):
        for about in (answer[kind] for kind in FLOWS & answer.keys()):
            yield str(about["Name"]), _of(about.get("Content", ""))


def _answers(
    account: Account, kinds: Iterable[type[Fact]], *operations: str
) -> Iterator[Mapping[str, Any]]:
    """What the readers of these kinds were answered."""
    listed = [account.facts(kind) for kind in kinds]
    seen = [one for many in listed if not isinstance(many, Unknown) for one in many]
    asked = {(e.operation, json.dumps(dict(e.parameters))) for s in seen for e in s.evidence}
    for operation, parameters in sorted(asked):
        if operation in operations:
            yield account.session.call(operation, **json.loads(parameters)).answer
