"""What a drill is made of: values, causes, names, messages."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from golive.alarms.check import TableError
from golive.alarms.row import Row
from golive.alarms.table import by_id, rows
from golive.drill import messages, shadow
from golive.drill.acts import ACTS
from golive.drill.announced import BEGINS, ENDS, TEXT, Said
from golive.drill.causes import cause_of, causes
from golive.drill.errors import Nothing
from golive.drill.hold import minutes
from golive.drill.messages import Arrivals
from golive.drill.targets import Target, chosen
from golive.facts.drills import DEPTHS as SAID
from tests.drill.account import NAME, TOPIC, aimed, world

COMPARED: dict[str, Callable[[float, float], bool]] = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "GreaterThanThreshold": operator.gt,
    "LessThanThreshold": operator.lt,
}


def target(row: Row, **changes: Any) -> Target:
    """The alarm of a row in memory."""
    _, cloud = world([row.id])
    return aimed(cloud, **changes)[0]


PLAIN = [row for row in rows() if not row.per]


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row.id)
def test_values_fire_and_clear_an_alarm_of_each_row(row: Row) -> None:
    """One that breaches and one that doesn't, whether a period has one of them or several."""
    made = target(row)
    compare, limit = COMPARED[row.comparison], made.alarm["Threshold"]
    bad, good = made.breach, shadow.good(made)
    assert compare(bad, limit)
    assert not compare(good, limit)
    if row.statistic == "Sum":
        assert compare(2 * bad, limit)
        assert not compare(2 * good, limit)


def test_an_alarm_like_another_has_its_settings() -> None:
    """Threshold, comparison, M of N and missing data; a minute at most; the same topics."""
    made = target(by_id()["calls-near-quota"])
    said = shadow.alarm_of(made, "somebody")
    kept = ("Threshold", "ComparisonOperator", "EvaluationPeriods", "DatapointsToAlarm")
    assert {name: said[name] for name in kept} == {name: made.alarm[name] for name in kept}
    assert said["Namespace"] == "GoLive/Drill"
    assert said["AlarmName"] == f"drill-{NAME}-calls-near-quota"
    assert said["AlarmDescription"].startswith("DRILL")
    assert said["AlarmActions"] == [TOPIC]
    assert said["Period"] == 60


def test_each_cause_suits_the_rows_that_name_it() -> None:
    """A row names a cause that raises what it watches; each cause is named, and says why."""
    named = [cause for row in rows() if (cause := cause_of(row))]
    assert {cause.id for cause in named} == set(causes())
    assert {cause.act for cause in named} == set(ACTS)
    assert all(cause.why_safe for cause in named)


WRONG = {
    "another metric": {"metric": "Throttles"},
    "one series": {"each": ""},
    "more periods": {"evaluation_periods": 2, "datapoints": 2},
    "no count": {"statistic": "Average"},
    "silence": {"comparison": "LessThanThreshold"},
    "no cause": {"drill": "stopped-consumer"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_a_cause_that_does_not_suit_its_row_is_refused(wrong: dict[str, Any]) -> None:
    """A drill by it would prove nothing: the row is named."""
    row = replace(by_id()["flows-failing"], **wrong)
    with pytest.raises(TableError, match=f"flows-failing: drill is '{row.drill}', allowed: "):
        cause_of(row)


def test_an_alarm_that_needs_more_than_its_cause_is_drilled_otherwise() -> None:
    """A thousand errors are brought about, and not one more."""
    for threshold, depth in ((1000.0, "cause"), (1001.0, "shadow")):
        made = target(by_id()["flows-failing"], Threshold=threshold)
        assert made.depth("cause") == depth


def test_a_depth_is_not_deeper_than_asked_for() -> None:
    """A row without a cause is drilled on an alarm like it."""
    plain, caused = (target(by_id()[id]) for id in ("calls-throttled", "input-keys-failing"))
    assert [plain.depth(most) for most in SAID] == ["shadow", "shadow", "state"]
    assert [caused.depth(most) for most in SAID] == ["cause", "shadow", "state"]


def test_how_long_it_takes_is_said_before() -> None:
    """States of one composite add up; a cause takes what CloudWatch looks at, 15 minutes here."""
    rows = ["calls-throttled", "calls-near-quota", "flows-failing", "input-keys-failing"]
    _, cloud = world(rows)
    assert minutes(aimed(cloud), "cause") == 5 + 2 * 15
    assert minutes(aimed(cloud), "state") == 5 + 1
    assert minutes([], "cause") == 5


def test_alarms_are_called_by_name_or_row() -> None:
    """Another name is bad input, and is named."""
    made = target(by_id()["calls-throttled"])
    for name in ("calls-throttled", f"{NAME}-calls-throttled"):
        assert chosen([made], [name, name], NAME) == [made]
    with pytest.raises(Nothing, match="nobody: no alarm of"):
        chosen([made], ["nobody"], NAME)


class Client:
    """SQS with these bodies in the queue, and the CloudFormation that names it."""

    def __init__(self, *bodies: dict[str, Any]) -> None:
        self.bodies, self.deleted = list(bodies), 0

    def client(self, service: str) -> Client:
        return self

    def receive_message(self, **_: Any) -> dict[str, Any]:
        taken, self.bodies = self.bodies[:10], self.bodies[10:]
        return {"Messages": [{"Body": json.dumps(b), "ReceiptHandle": "x"} for b in taken]}

    def delete_message_batch(self, QueueUrl: str, Entries: list[Any]) -> None:
        self.deleted += len(Entries)


def sent(message: str) -> dict[str, Any]:
    """As SNS wraps it."""
    at = "2026-11-23T12:00:00.123Z"
    return {"TopicArn": TOPIC, "Subject": "s", "Timestamp": at, "Message": message}


def there(*_: object) -> str:
    return "https://queue"


def nowhere(*_: object) -> None:
    return None


def arrivals(*bodies: dict[str, Any], patch: pytest.MonkeyPatch) -> tuple[Arrivals, Client]:
    """The queue of a stack that is there."""
    client = Client(*bodies)
    patch.setattr(messages, "physical_of", there)
    return Arrivals(client, "Operations"), client


def test_messages_name_the_alarm_that_they_are_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """A composite names the children that turned it on; what is no alarm's names none."""
    child = {"Arn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:a"}
    own = {"AlarmName": "a", "NewStateValue": "ALARM"}
    over = {"AlarmName": "c", "NewStateValue": "OK", "TriggeringChildren": [child]}
    texts = (json.dumps(own), json.dumps(over), "DRILL begins", "[1]")
    queue, client = arrivals(*map(sent, texts), patch=monkeypatch)
    found = queue.take()
    assert [(one.alarm, one.state, sorted(one.about)) for one in found[:2]] == [
        ("a", "ALARM", ["a"]),
        ("c", "OK", ["a"]),
    ]
    assert [one.alarm for one in found[2:]] == ["", ""]
    assert client.deleted == 4


def test_all_messages_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQS gives ten at once, and there may be more."""
    queue, client = arrivals(*[sent("{}")] * 23, patch=monkeypatch)
    assert len(queue.take()) == client.deleted == 23


def test_without_a_queue_nothing_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stack to deploy is named."""
    monkeypatch.setattr(messages, "physical_of", nowhere)
    with pytest.raises(Nothing, match="Operations has no queue"):
        Arrivals(Client(), "Operations")


def test_people_are_told_that_it_is_a_drill() -> None:
    """In the subject and in the text, before and after, of which environment and by whom."""
    said = Said("prod", "somebody", 60, datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert said.subject(BEGINS) == "DRILL begins: alarms of prod, 2026-11-23 12:00:00 UTC"
    assert said.subject(ENDS).startswith("DRILL is over: alarms of prod")
    assert all("drill" in text.lower() for text in TEXT.values())
