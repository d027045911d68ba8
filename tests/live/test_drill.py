"""Drills on the deployed account: what they prove, what undoes it, what they need."""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from golive.alarms.table import by_id
from golive.drill.chat import TAG, content
from golive.drill.errors import CantDrill
from golive.drill.hold import Asked, Held, Room
from golive.drill.rights import actions, statements
from golive.drill.shadow import PREFIX
from golive.drill.steps import OVER, Patience
from golive.environments import load
from golive.facts.drills import FLOW
from golive.register.errors import RegisterError
from sandbox import control
from sandbox.drilling import Aged, Hurried
from tests.live.judging import Proofs
from tests.sandbox.account import Account

TARGET = load("sandbox")
DRILLED = "2.6.3-alarm-drilled"
NEAR = f"{TARGET.prefix}-calls-near-quota"
PATIENT = Patience(free=1, arrive=30, clear=30)
BY_HAND = 30
"""Seconds for which the sandbox leaves a state that was set."""
BY_CAUSE = ("connect:CreateContactFlow", "connect:DeleteContactFlow", "connect:StartChatContact")
UNASKED = ("kms:Decrypt", "kms:GenerateDataKey")
"""The emulator seals nothing, and asks nobody for a key but of an object."""
Session = Any


class Caller:
    """A session of the administrator, or of these keys."""

    def __init__(self, account: Account, *keys: str) -> None:
        self._account, self._keys = account, keys

    def client(self, service: str) -> Any:
        return self._account.client(service, *self._keys)


class Aging(Hurried):
    """Lets time pass for what a cause raised; an alarm that was set by hand stays so.

    `seen` are the names of the flows that were there whenever the drill waited.
    """

    def __init__(self, account: Account, row: str) -> None:
        super().__init__(account.connection)
        self._client, self._row = account.client("cloudwatch"), by_id()[row]
        self._account, self.seen = account, set[str]()

    def wait(self, seconds: float) -> None:
        """Whoever puts a metric starts a round of evaluations."""
        data = [{"MetricName": "Round", "Value": 0}]
        self._client.put_metric_data(Namespace="GoLive/Drill", MetricData=data)
        said = {"namespace": self._row.namespace, "metric": self._row.metric, "seconds": 600}
        control.fetch(self._connection, "/_golive/age", said)
        self.seen |= {*flows(self._account)}


def instance(account: Account) -> str:
    """The id of the deployed instance."""
    return account.physical("instance", "Instance", "Instance").rsplit("/", 1)[-1]


def flows(account: Account) -> dict[str, str]:
    """The ids of its flows by name."""
    answer = account.client("connect").list_contact_flows(InstanceId=instance(account))
    return {flow["Name"]: flow["Id"] for flow in answer["ContactFlowSummaryList"]}


def settle(account: Account) -> None:
    """Wait until no state is as a drill has just set it, and evaluate all."""
    pages = account.client("cloudwatch").get_paginator("describe_alarms")
    every = pages.paginate(AlarmNamePrefix=TARGET.prefix).build_full_result()["MetricAlarms"]
    drilled = [one["StateUpdatedTimestamp"] for one in every if one["StateReason"] == OVER]
    if drilled:
        time.sleep(max(0.0, BY_HAND - (datetime.now(UTC) - max(drilled)).total_seconds()))
    control.fetch(account.connection, "/_golive/evaluate", {})


@contextmanager
def quiet(account: Account) -> Generator[None]:
    """The composite of warnings is off for half a minute: lines are red here."""
    client = account.client("cloudwatch")
    names = {"AlarmNamePrefix": TARGET.prefix, "StateValue": "ALARM"}
    for one in client.describe_alarms(**names)["MetricAlarms"]:
        client.set_alarm_state(AlarmName=one["AlarmName"], StateValue="OK", StateReason="a test")
    yield
    control.fetch(account.connection, "/_golive/evaluate", {})


def room(account: Account, *keys: str, clock: Hurried | None = None, **asked: Any) -> Room:
    """An account made ready for a drill, in the sandbox's time."""
    caller = Caller(account, *keys)
    made = clock or Hurried(account.connection)
    return Room(Asked(TARGET, patience=PATIENT, **asked), caller, made, Aged(caller, made))


def hold(made: Room) -> Held:
    return made.hold(lambda _: None, lambda _: None)


def drilled(proofs: Proofs) -> list[str]:
    """The findings of the control, where it doesn't hold."""
    rows = [row for line in proofs.run(("2.6.3",))["lines"] for row in line["subjects"]]
    return [
        f"{row['path']} {row['finding']}"
        for row in rows
        if row["control"] == DRILLED and row["verdict"] != "proven"
    ]


def test_every_alarm_was_drilled(proofs: Proofs) -> None:
    """The evidence of the fixture proves each alarm as it is set now."""
    assert drilled(proofs) == []


@pytest.mark.parametrize("row", ["input-keys-failing", "flows-failing"])
def test_an_alarm_is_drilled_by_its_cause(deployed: Account, row: str) -> None:
    """A function refuses a text, or a flow errs: the alarm's own metric turns it on, by its query
    where it has one, its message arrives, it clears; the policy that is printed is enough."""
    keys, clock = deployed.user(*statements(TARGET)), Aging(deployed, row)
    settle(deployed)
    with quiet(deployed):
        held = hold(room(deployed, *keys, names=[row], clock=clock))
    [one] = held.found
    [stage] = one.stages
    assert (stage.depth, one.outcome, one.why) == ("cause", "drilled", "")
    assert held.evidence["alarms"][0]["depth"] == "cause"
    assert (FLOW in clock.seen) == (row == "flows-failing")
    assert FLOW not in flows(deployed)


def test_what_was_drilled_is_left_out(deployed: Account) -> None:
    """Without a name only those are drilled that need it; now none does."""
    made = room(deployed)
    assert made.targets == []
    assert len(made.left) > 60


@contextmanager
def changed(account: Account, **settings: Any) -> Generator[None]:
    """The alarm put with other settings, and as it was afterwards."""
    client = account.client("cloudwatch")
    found = client.describe_alarms(AlarmNames=[NEAR])["MetricAlarms"][0]
    known = client.meta.service_model.operation_model("PutMetricAlarm").input_shape.members
    kept = {name: value for name, value in found.items() if name in known}
    client.put_metric_alarm(**kept | settings)
    try:
        yield
    finally:
        client.put_metric_alarm(**kept)


def test_an_alarm_that_changed_since_is_red_and_drilled_again(
    deployed: Account, proofs: Proofs
) -> None:
    """The line names it; the next drill takes it; put back, the old drill holds again."""
    topic = deployed.physical("operations", "WarningTopic", "Topic")
    with changed(deployed, OKActions=[topic]):
        [finding] = drilled(proofs)
        assert finding.startswith("Operations/CallsNearQuota has not fired since it was changed")
        assert [one.name for one in room(deployed).targets] == [NEAR]
    assert drilled(proofs) == []


def test_evidence_that_says_nobody_was_told_is_red(deployed: Account, proofs: Proofs) -> None:
    """The newest drill counts; without it, the one before."""
    s3, bucket = deployed.client("s3"), deployed.physical("data", "Evidence", "Bucket")
    listed = s3.list_objects_v2(Bucket=bucket, Prefix="drills/")["Contents"]
    newest = max(row["Key"] for row in listed)
    drill = json.loads(
        s3.get_object(Bucket=bucket, Key=min(r["Key"] for r in listed))["Body"].read()
    )
    drill["alarms"] = [
        {**one, "delivered": None} for one in drill["alarms"] if one["alarm"] == NEAR
    ]
    later = newest.replace("drills/20", "drills/21")
    s3.put_object(Bucket=bucket, Key=later, Body=json.dumps(drill).encode())
    try:
        assert drilled(proofs) == ["Operations/CallsNearQuota fired, and nobody was told"]
    finally:
        s3.delete_object(Bucket=bucket, Key=later)
    assert drilled(proofs) == []


def test_the_command_drills_with_its_rights_alone(deployed: Account) -> None:
    """Each stage goes with the policy that `--policy` prints."""
    keys = deployed.user(*statements(TARGET))
    held = hold(room(deployed, *keys, names=["calls-near-quota"], every=True))
    assert [(one.outcome, one.why) for one in held.found] == [("drilled", "")]
    assert held.evidence["by"].startswith("arn:aws:iam::")


LOOKED = ("s3:GetObject", "s3:ListBucket")
"""What only a drill without names needs: it looks for what was drilled."""
OTHERS = (*UNASKED, *BY_CAUSE, "lambda:InvokeFunction")
TAKEN = [name for name in actions() if name not in OTHERS]


@pytest.mark.parametrize("action", TAKEN)
def test_a_right_that_is_missing_is_named(deployed: Account, action: str) -> None:
    """Without it nothing is told, and why names it."""
    keys = deployed.user(*statements(TARGET, without=action))
    names = [] if action in LOOKED else ["calls-near-quota"]
    with pytest.raises((CantDrill, RegisterError), match=f"needs the permission .*{action}"):
        hold(room(deployed, *keys, names=names))


@contextmanager
def left_flow(account: Account) -> Generator[str]:
    """The flow of a drill that was killed; gives its id."""
    made = account.client("connect").create_contact_flow(
        InstanceId=instance(account),
        Name=FLOW,
        Type="CONTACT_FLOW",
        Content=content(1),
        Tags={TAG: TARGET.prefix},
    )
    try:
        yield made["ContactFlowId"]
    finally:
        if FLOW in flows(account):
            account.client("connect").delete_contact_flow(
                InstanceId=instance(account), ContactFlowId=made["ContactFlowId"]
            )


@pytest.mark.parametrize("action", BY_CAUSE)
def test_a_right_that_a_cause_needs_is_named(deployed: Account, action: str) -> None:
    """Nothing is told without it, and no flow stays that could be deleted."""
    keys = deployed.user(*statements(TARGET, without=action))
    left = left_flow(deployed) if action == BY_CAUSE[1] else nullcontext()
    match = f"needs the permission {action}"
    with quiet(deployed), left, pytest.raises(CantDrill, match=match):
        hold(room(deployed, *keys, names=["flows-failing"]))
    assert FLOW not in flows(deployed)


def test_a_flow_that_a_killed_drill_left_is_found_and_deleted(
    deployed: Account, proofs: Proofs
) -> None:
    """Line 2.3.11 names it; the next drill deletes it, and no other flow."""
    before = flows(deployed)
    with left_flow(deployed):
        rows = [row for line in proofs.run(("2.3.11",))["lines"] for row in line["subjects"]]
        said = [row["finding"] for row in rows if row["control"].endswith("named-for-tests")]
        assert f"has the flow {FLOW}, named for tests" in said
        made = room(deployed, *deployed.user(*statements(TARGET)))
        with made.turn:
            made.tidy()
        assert flows(deployed) == before


def test_a_drill_deletes_no_flow_of_others(deployed: Account) -> None:
    """Its policy lets it delete what has the drill's tag, and chat through that alone."""
    keys, connect = deployed.user(*statements(TARGET)), deployed.client("connect")
    asked = {"InstanceId": instance(deployed), "ContactFlowId": flows(deployed)["Main"]}
    mine = deployed.client("connect", *keys)
    with pytest.raises(ClientError, match="AccessDenied"):
        mine.delete_contact_flow(**asked)
    with pytest.raises(ClientError, match="AccessDenied"):
        mine.start_chat_contact(**asked, ParticipantDetails={"DisplayName": FLOW})
    with pytest.raises(ClientError, match="AccessDenied"):
        mine.create_contact_flow(
            InstanceId=asked["InstanceId"], Name="mine", Type="CONTACT_FLOW", Content=content(1)
        )
    assert connect.describe_contact_flow(**asked)


def test_two_drills_at_once_are_one(deployed: Account) -> None:
    """The second says who drills, and does nothing; afterwards it is its turn."""
    first, second = (room(deployed, names=["calls-near-quota"]) for _ in range(2))
    with first.turn, pytest.raises(CantDrill, match="golive-administrator drills this"):
        hold(second)
    with second.turn:
        second.turn.keep()


def test_what_a_killed_drill_left_is_put_right(deployed: Account) -> None:
    """Its alarms are deleted and its states put back by the next drill."""
    client = deployed.client("cloudwatch")
    client.put_metric_alarm(
        AlarmName=f"{PREFIX}{NEAR}",
        Namespace="GoLive/Drill",
        MetricName="Watched",
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
    )
    reason = "DRILL by golive: nothing is wrong"
    client.set_alarm_state(AlarmName=NEAR, StateValue="ALARM", StateReason=reason)
    made = room(deployed, names=["calls-near-quota"])
    with made.turn:
        made.tidy()
    left = client.describe_alarms(AlarmNames=[f"{PREFIX}{NEAR}", NEAR])["MetricAlarms"]
    assert [(one["AlarmName"], one["StateValue"]) for one in left] == [(NEAR, "OK")]
