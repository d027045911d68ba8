"""An account of the sandbox with one alarm, a topic that it tells, and a queue that hears it."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sandbox import control
from tests.live.mailbox import Mailbox, mailbox
from tests.sandbox.account import Account

SETTINGS: dict[str, Any] = {
    "Namespace": "GoLive",
    "MetricName": "Lines",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 1,
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    "TreatMissingData": "notBreaching",
}


@dataclass(frozen=True)
class Stage:
    """One alarm on a metric of its own; its name marks whatever belongs to it."""

    account: Account
    name: str
    box: Mailbox

    @property
    def cloudwatch(self) -> Any:
        """CloudWatch, as the administrator has it."""
        return self.account.client("cloudwatch")

    @property
    def metric(self) -> dict[str, Any]:
        """Its metric, as the sandbox's door names it."""
        return {"namespace": "GoLive", "metric": "Lines", "dimensions": {"Mark": self.name}}

    def put(self, **changes: Any) -> None:
        """Put the alarm, with other settings than the plain ones."""
        where = [{"Name": "Mark", "Value": self.name}]
        told = {"AlarmActions": [self.box.topic], "OKActions": [self.box.topic]}
        said = {**SETTINGS, "Dimensions": where, **told, **changes}
        kept = {name: value for name, value in said.items() if value is not None}
        self.cloudwatch.put_metric_alarm(AlarmName=self.name, **kept)

    def compose(self, **changes: Any) -> str:
        """Put a composite that follows the alarm; its name."""
        name = f"{self.name}-any"
        said = {"AlarmRule": f'ALARM("{self.name}")', "AlarmActions": [self.box.topic]}
        self.cloudwatch.put_composite_alarm(AlarmName=name, **{**said, **changes})
        return name

    def holds(self, *values: float) -> None:
        """Have the metric hold these, the last of them now, and all alarms evaluated."""
        self.evaluate({**self.metric, "values": values, "period": 60})

    def evaluate(self, *series: dict[str, Any]) -> list[dict[str, str]]:
        """What changed of ours."""
        said = {"series": series}
        changes = control.fetch(self.account.connection, "/_golive/evaluate", said)["changes"]
        return [change for change in changes if change["alarm"].startswith(self.name)]

    def described(self, name: str = "") -> dict[str, Any]:
        """The alarm, or a composite."""
        found = self.cloudwatch.describe_alarms(
            AlarmNames=[name or self.name], AlarmTypes=["MetricAlarm", "CompositeAlarm"]
        )
        [one] = found["MetricAlarms"] + found["CompositeAlarms"]
        return one

    @property
    def state(self) -> str:
        """The alarm's state."""
        return self.described()["StateValue"]

    def heard(self) -> list[tuple[str, str]]:
        """Who told which state since it was asked."""
        return [(one["AlarmName"], one["NewStateValue"]) for one in self.box.heard()]

    def history(self, kind: str, name: str = "") -> list[tuple[str, dict[str, Any]]]:
        """Summary and data of the entries of a kind, the newest first."""
        items = self.cloudwatch.describe_alarm_history(
            AlarmName=name or self.name,
            HistoryItemType=kind,
            AlarmTypes=["MetricAlarm", "CompositeAlarm"],
        )["AlarmHistoryItems"]
        return [(item["HistorySummary"], json.loads(item["HistoryData"])) for item in items]


@contextmanager
def stage(account: Account, **topic: str) -> Generator[Stage]:
    """A new one; afterwards its alarms are gone, and its metrics as they were."""
    name = f"stage-{uuid4().hex[:6]}"
    made = account.client("sns").create_topic(Name=name, Attributes=topic)["TopicArn"]
    with mailbox(account, made) as box:
        one = Stage(account, name, box)
        yield one
        control.fetch(account.connection, "/_golive/metric", {})
        found = one.cloudwatch.describe_alarms(
            AlarmNamePrefix=name, AlarmTypes=["MetricAlarm", "CompositeAlarm"]
        )
        for kind in ("CompositeAlarms", "MetricAlarms"):
            for alarm in found[kind]:
                one.cloudwatch.delete_alarms(AlarmNames=[alarm["AlarmName"]])
