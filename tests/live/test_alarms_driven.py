"""Each alarm of the deployed table is turned on by the metric it watches, told, and ends, told.

Every mute is lifted meanwhile, as an administrator would: silence is muted until the launch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from golive.account.readers.alarm_table import built
from golive.alarms.heartbeat import NAME as HEARTBEAT
from golive.environments import load
from tests.live.driving import Drive, Series, composites, drive, strangers
from tests.live.line import Line
from tests.live.mailbox import Mailbox, mailbox
from tests.sandbox.account import Account

TARGET = load("sandbox")
IDS = [watch.id for watch in built(TARGET)]
UNDRIVEN: dict[str, str] = yaml.safe_load(Path(__file__).with_name("undriven.yaml").read_text())
MUTE = ("Name", "Description", "Rule", "MuteTargets", "StartDate", "ExpireDate")
ACTIONS = {"ALARM": "AlarmActions", "OK": "OKActions"}


@dataclass(frozen=True)
class Board:
    """The environment's alarms, all quiet, and who hears them."""

    line: Line
    drives: Mapping[str, Drive]
    composites: Sequence[Mapping[str, Any]]
    mailboxes: Mapping[str, Mailbox]

    def told(self, id_: str, state: str, changes: Mapping[str, str]) -> list[str]:
        """Who told of a change: the alarm itself, or a composite that it turned over."""
        alarm = self.drives[id_].alarm
        teller = [alarm, *composites(alarm["AlarmName"], self.composites)]
        acting = [one for one in teller if changes.get(one["AlarmName"]) == state]
        heard = {
            (topic, message["AlarmName"], message["NewStateValue"])
            for topic, box in self.mailboxes.items()
            for message in box.heard()
        }
        return [
            one["AlarmName"]
            for one in acting
            for topic in one[ACTIONS[state]]
            if (topic, one["AlarmName"], state) in heard
        ]


@pytest.fixture(scope="module")
def described(deployed: Account) -> dict[str, list[dict[str, Any]]]:
    """The environment's alarms as CloudWatch describes them."""
    pages = deployed.client("cloudwatch").get_paginator("describe_alarms")
    found: dict[str, list[dict[str, Any]]] = {"MetricAlarms": [], "CompositeAlarms": []}
    for page in pages.paginate(
        AlarmNamePrefix=TARGET.prefix, AlarmTypes=["MetricAlarm", "CompositeAlarm"]
    ):
        for kind, alarms in found.items():
            alarms.extend(page.get(kind, []))
    return found


@pytest.fixture(scope="module")
def board(deployed: Account, described: dict[str, list[dict[str, Any]]]) -> Generator[Board]:
    """All alarms made quiet, and evaluated only when asked; afterwards all is as it was."""
    drives = {
        alarm["AlarmName"].removeprefix(f"{TARGET.prefix}-"): drive(alarm)
        for alarm in described["MetricAlarms"]
    }
    line = Line(deployed.connection)
    telling = described["MetricAlarms"] + described["CompositeAlarms"]
    topics = {topic for alarm in telling for topic in alarm["AlarmActions"]}
    with ExitStack() as stack:
        stack.callback(line.ask, "evaluate", {"rounds": True})
        line.ask("evaluate", {"rounds": False})
        stack.callback(line.ask, "metric", {})
        stack.enter_context(unmuted(deployed))
        line.evaluate(*others(deployed, drives.values()), *calm(drives.values()))
        yield Board(
            line,
            drives,
            described["CompositeAlarms"],
            {topic: stack.enter_context(mailbox(deployed, topic)) for topic in topics},
        )


def calm(drives: Iterable[Drive]) -> list[dict[str, Any]]:
    """Every series within the thresholds of all that watch it: the most that one of them needs."""
    shared = defaultdict[Series, list[tuple[Drive, float]]](list)
    for one in drives:
        for id_, series in one.series.items():
            shared[series].append((one, one.good[id_]))
    return [filled(series, watching) for series, watching in shared.items()]


def filled(series: Series, watching: Sequence[tuple[Drive, float]]) -> dict[str, Any]:
    """One series over the longest time that an alarm looks back."""
    finest = min(one.period for one, _ in watching)
    longest = max(one.period * one.alarm["EvaluationPeriods"] for one, _ in watching)
    most = max(good for _, good in watching)
    return series.holding([most] * (longest // finest), finest)


def others(account: Account, drives: Iterable[Drive]) -> list[dict[str, Any]]:
    """What is there already of the metrics that queries group, emptied."""
    pages = account.client("cloudwatch").get_paginator("list_metrics")
    found: list[Series] = []
    for one in drives:
        if "Metrics" in one.alarm and "" in one.series:
            [series] = one.series.values()
            named = {"Namespace": series.namespace, "MetricName": series.metric}
            listed = [metric for page in pages.paginate(**named) for metric in page["Metrics"]]
            found += strangers(one.alarm["Metrics"][0]["Expression"], listed)
    return [series.holding([], 60) for series in dict.fromkeys(found)]


@contextmanager
def unmuted(account: Account) -> Generator[None]:
    """Without any mute rule; afterwards each is put again."""
    cloudwatch = account.client("cloudwatch")
    listed = cloudwatch.list_alarm_mute_rules()["AlarmMuteRuleSummaries"]
    names = [rule["AlarmMuteRuleArn"].rpartition(":")[2] for rule in listed]
    rules = [cloudwatch.get_alarm_mute_rule(AlarmMuteRuleName=name) for name in names]
    for name in names:
        cloudwatch.delete_alarm_mute_rule(AlarmMuteRuleName=name)
    try:
        yield
    finally:
        for rule in rules:
            said = {name: value for name, value in rule.items() if name in MUTE}
            cloudwatch.put_alarm_mute_rule(**said)


def test_the_account_has_the_alarms_of_the_table(board: Board) -> None:
    """So that each of them is driven below, and there are no others but the heartbeat."""
    assert board.drives.keys() == {*IDS, HEARTBEAT}


@pytest.mark.parametrize("id_", [id_ for id_ in IDS if id_ not in UNDRIVEN])
def test_its_metric_turns_it_on_and_off_and_somebody_hears(board: Board, id_: str) -> None:
    """Its series breach: it is on, and told; they don't: it is off, and told."""
    one = board.drives[id_]
    for state, series in (("ALARM", one.breach()), ("OK", one.calm())):
        changes = board.line.evaluate(*series)
        assert changes.get(one.alarm["AlarmName"]) == state, changes
        assert board.told(id_, state, changes), f"nobody heard of {state}: {changes}"


def test_the_heartbeat_is_told_when_it_begins(board: Board) -> None:
    """And ends without a word: it is no fault. What keeps the rest quiet keeps it on."""
    one = board.drives[HEARTBEAT]
    changes = board.line.evaluate(*one.calm())
    assert changes[one.alarm["AlarmName"]] == "OK"
    assert board.told(HEARTBEAT, "OK", changes) == []
    changes = board.line.evaluate(*one.breach())
    assert board.told(HEARTBEAT, "ALARM", changes) == [one.alarm["AlarmName"]]


def test_what_is_not_driven_still_can_t_be(board: Board) -> None:
    """Each alarm of the list is there, and its series leave it as it is."""
    for id_ in UNDRIVEN:
        assert board.drives[id_].alarm["AlarmName"] not in board.line.evaluate(
            *board.drives[id_].breach()
        )
