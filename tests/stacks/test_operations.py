"""Alarms, whom they tell, and the dashboard."""

from __future__ import annotations

import json
import re
from datetime import UTC
from typing import Any

import pytest

from golive.account.readers.alarm_table import built
from golive.alarms import by_id, rows
from golive.alarms.groups import composites as made
from golive.alarms.heartbeat import NAME as HEARTBEAT
from golive.alarms.mutes import declared
from golive.alarms.queries import queries
from golive.environment import Environment
from golive.environments import load
from tests.stacks.reading import Template, Templates, named, needs, of


@pytest.fixture(scope="module", params=["sandbox", "dev", "prod"])
def environment(request: pytest.FixtureRequest) -> Environment:
    return load(request.param)


@pytest.fixture
def stack(environment: Environment, templates: Templates) -> Template:
    return templates(environment.name)["Operations"]


def alarms(stack: Template) -> dict[str, Any]:
    """The alarms' properties by their name, but for the heartbeat."""
    found = _named(stack, "AWS::CloudWatch::Alarm")
    return {name: alarm for name, alarm in found.items() if not name.endswith(f"-{HEARTBEAT}")}


def composites(stack: Template) -> dict[str, Any]:
    """The composites' properties by their name."""
    return _named(stack, "AWS::CloudWatch::CompositeAlarm")


def _named(stack: Template, kind: str) -> dict[str, Any]:
    return {r["Properties"]["AlarmName"]: r["Properties"] for r in of(stack, kind).values()}


def members(composite: Any) -> set[str]:
    """The alarms that turn a composite on."""
    return set(re.findall(r'(?<!NOT )ALARM\("([^"]+)"\)', composite["AlarmRule"]))


def test_each_watch_is_an_alarm(environment: Environment, stack: Template) -> None:
    """None of the table is missing and none is left over, and there are at least 15."""
    names = {f"{environment.prefix}-{watch.id}" for watch in built(environment)}
    assert alarms(stack).keys() == names
    assert len(names) >= 15


def test_an_alarm_watches_what_its_row_says(environment: Environment, stack: Template) -> None:
    """Metric, dimensions, statistic, period, threshold and missing-data rule are the table's."""
    for watch in built(environment):
        row, alarm = watch.row, alarms(stack)[f"{environment.prefix}-{watch.id}"]
        assert alarm["Threshold"] == watch.limit
        assert alarm["ComparisonOperator"] == row.comparison
        assert alarm["TreatMissingData"] == row.missing
        assert alarm["EvaluationPeriods"] == row.evaluation_periods
        assert alarm["DatapointsToAlarm"] == row.datapoints
        if row.each:
            [query] = alarm["Metrics"]
            text = json.dumps(query["Expression"])
            assert f"({row.metric})" in text
            assert f"GROUP BY {row.each} ORDER BY" in text
            assert query["Period"] == row.period
        elif row.expression:
            result, *inputs = alarm["Metrics"]
            assert (result["Expression"], result["ReturnData"]) == (row.expression, True)
            stats = [(i["Id"], i["MetricStat"]["Metric"]["MetricName"]) for i in inputs]
            assert stats == list(row.inputs.items())
            assert {i["MetricStat"]["Period"] for i in inputs} == {row.period}
        else:
            assert (alarm["Namespace"], alarm["MetricName"]) == (row.namespace, row.metric)
            assert {d["Name"] for d in alarm["Dimensions"]} == set(row.dimensions)
            told = alarm.get("Statistic") or alarm["ExtendedStatistic"]
            assert (told, alarm["Period"]) == (row.statistic, row.period)
            assert "Unit" not in alarm


def test_an_alarm_says_what_the_caller_feels(environment: Environment, stack: Template) -> None:
    """The message that arrives names the caller's trouble and the page that helps."""
    for watch in built(environment):
        told = alarms(stack)[f"{environment.prefix}-{watch.id}"]["AlarmDescription"]
        assert watch.row.feels in told
        assert watch.row.runbook in told
        assert len(told) <= 1024


def test_composites_are_those_of_the_table(environment: Environment, stack: Template) -> None:
    """Each group is one, or as many as its size takes, and tells its severity's topic both ways."""
    wanted = {
        f"{environment.prefix}-{c.name}": c for c in made(built(environment), environment.prefix)
    }
    assert composites(stack).keys() == wanted.keys()
    for name, composite in composites(stack).items():
        assert composite["AlarmRule"] == wanted[name].rule
        assert composite["AlarmDescription"] == wanted[name].group.description
        assert composite["OKActions"] == composite["AlarmActions"]
        [topic] = named(composite["AlarmActions"])
        assert topic in of(stack, "AWS::SNS::Topic")
        assert topic.startswith(f"{wanted[name].group.severity.title()}Topic")


def test_composites_stay_within_their_limits(stack: Template) -> None:
    """CloudWatch takes 100 alarms and 10 240 characters in a rule, and wants them to exist."""
    for logical, resource in of(stack, "AWS::CloudWatch::CompositeAlarm").items():
        composite = resource["Properties"]
        assert 0 < len(members(composite)) <= 100
        assert len(composite["AlarmRule"]) <= 10_240
        there = {
            stack["Resources"][n]["Properties"].get("AlarmName") for n in needs(stack, logical)
        }
        assert members(composite) <= there


def test_every_alarm_tells_somebody(stack: Template) -> None:
    """Each alarm turns a composite on that acts, or else acts itself; none does both."""
    told = {name for composite in composites(stack).values() for name in members(composite)}
    telling = {name for name, alarm in alarms(stack).items() if alarm.get("AlarmActions")}
    assert told | telling == alarms(stack).keys()
    assert not told & telling


def test_silence_counts_while_calls_come(environment: Environment, stack: Template) -> None:
    """Closed hours are no alarm: a silent feed tells only while calls keep coming."""
    rule = composites(stack)[f"{environment.prefix}-silence"]["AlarmRule"]
    assert "trail-silent" not in rule
    for row in (watch.row for watch in built(environment) if watch.row.unless):
        on, excuse = (f'ALARM("{environment.prefix}-{id}")' for id in (row.id, row.unless))
        assert f"({on} AND NOT {excuse})" in rule


def test_silence_is_critical() -> None:
    """What the silence composite tells goes to the critical topic, so its rows are critical."""
    excuses = {row.unless for row in rows()}
    assert {r.severity for r in rows() if r.silence and r.id not in excuses} == {"critical"}


def test_mutes_are_those_that_the_environment_declares(
    environment: Environment, stack: Template
) -> None:
    """Names, schedules, targets, reasons and ends are those that verify reads in the account."""
    found = {r["Properties"]["Name"]: r["Properties"] for r in _mutes(stack)}
    wanted = {mute.name: mute for mute in declared(environment, built(environment))}
    assert found.keys() == wanted.keys()
    for name, mute in wanted.items():
        rule, schedule = found[name], found[name]["Rule"]["Schedule"]
        assert schedule["Expression"] == mute.expression
        assert (schedule["Duration"], schedule["Timezone"]) == (mute.duration, mute.zone)
        assert rule["MuteTargets"]["AlarmNames"] == list(mute.targets)
        assert rule["Description"] == mute.why
        end = mute.expires and mute.expires.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
        assert rule.get("ExpireDate") == end


def test_a_mute_comes_after_the_alarms_that_it_names(stack: Template) -> None:
    """CloudWatch takes a rule for alarms that exist."""
    for logical, resource in of(stack, "AWS::CloudWatch::AlarmMuteRule").items():
        there = {
            stack["Resources"][n]["Properties"].get("AlarmName") for n in needs(stack, logical)
        }
        assert set(resource["Properties"]["MuteTargets"]["AlarmNames"]) <= there


def _mutes(stack: Template) -> list[Any]:
    return list(of(stack, "AWS::CloudWatch::AlarmMuteRule").values())


def test_each_stream_has_its_silence_alarm(
    environment: Environment, stack: Template, templates: Templates
) -> None:
    """A stream that Connect may not write to fails without an error: each has its alarm."""
    streams = of(templates(environment.name)["Data"], "AWS::Kinesis::Stream")
    all_ = [watch.row for watch in built(environment)]
    silent = [row for row in all_ if row.silence and row.namespace == "AWS/Kinesis"]
    watched = {
        json.dumps(alarms(stack)[f"{environment.prefix}-{row.id}"]["Dimensions"]) for row in silent
    }
    assert all(any(logical in text for text in watched) for logical in streams)
    assert len(watched) == len(streams)


def test_topics_are_sealed_and_take_alarms(environment: Environment, stack: Template) -> None:
    """All topics are under our key, over TLS only, and this account's alarms may publish."""
    topics = of(stack, "AWS::SNS::Topic")
    assert len(topics) == 3
    assert all("OperationsKey" in str(t["Properties"]["KmsMasterKeyId"]) for t in topics.values())
    for policy in of(stack, "AWS::SNS::TopicPolicy").values():
        found = {s["Sid"]: s for s in policy["Properties"]["PolicyDocument"]["Statement"]}
        publish = found["AlarmsPublish"]
        assert publish["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
        assert publish["Condition"]["StringEquals"]["aws:SourceAccount"] == environment.account
        assert found["DenyPlainHttp"]["Effect"] == "Deny"


def test_alarms_may_use_the_topics_key(environment: Environment, templates: Templates) -> None:
    """Without it each notification is dropped, and only the alarm's history says so."""
    keys = of(templates(environment.name)["Data"], "AWS::KMS::Key")
    [key] = [k for name, k in keys.items() if name.startswith("OperationsKey")]
    found = {s["Sid"]: s for s in key["Properties"]["KeyPolicy"]["Statement"]}
    assert found["AlarmsToTopic"]["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert set(found["AlarmsToTopic"]["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey*"}


def subscribed(stack: Template) -> set[tuple[str, str, str]]:
    """Topic, protocol and address of each subscription; an address of ours is a mapping."""
    found = [r["Properties"] for r in of(stack, "AWS::SNS::Subscription").values()]
    return {
        (s["TopicArn"]["Ref"].split("Topic")[0].lower(), s["Protocol"], str(s["Endpoint"]))
        for s in found
    }


def test_recipients_hear_their_severity(environment: Environment, stack: Template) -> None:
    """Each address of the environment is subscribed to the topic of its severity, and no other."""
    told = {(topic, to) for topic, protocol, to in subscribed(stack) if protocol == "email"}
    declared = environment.recipients.model_dump(include={"critical", "warning"})
    assert told == {(severity, a) for severity, every in declared.items() for a in every}


def test_the_heartbeat_takes_the_way_of_alarms(environment: Environment, stack: Template) -> None:
    """It tells a topic of its own, with the key and rules of the others, which a queue of ours
    hears, as it hears the severities; people don't; what is declared outside does."""
    found = _named(stack, "AWS::CloudWatch::Alarm")[f"{environment.prefix}-{HEARTBEAT}"]
    [topic] = named(found["AlarmActions"])
    assert topic.startswith("HeartbeatTopic")
    assert "OKActions" not in found
    told = {(topic, protocol) for topic, protocol, _ in subscribed(stack)}
    heard = {topic for topic, protocol in told if protocol == "sqs"}
    assert heard == {"critical", "warning", "heartbeat"}
    outside = {to for _, protocol, to in subscribed(stack) if protocol == "https"}
    assert outside == {environment.recipients.heartbeat} - {None}
    assert ("heartbeat", "email") not in told


def test_the_trail_is_watched_where_it_is_made(templates: Templates) -> None:
    """The trail's log and the public-access function are the account baseline's own."""
    stack = templates("sandbox")["Operations"]
    for id in ("trail-silent", "public-access-failing"):
        [dimension] = alarms(stack)[f"golive-sandbox-{id}"]["Dimensions"]
        assert "accountbaseline" in str(dimension["Value"])
        assert dimension["Name"] in by_id()[id].dimensions


def test_the_situation_room_s_questions_are_saved(
    environment: Environment, stack: Template
) -> None:
    """Each query that has a log here, in the environment's folder, with what it asks for."""
    found = {r["Properties"]["Name"]: r["Properties"] for r in _queries(stack)}
    wanted = {query.name(environment): query for query in queries(environment)}
    assert found.keys() == wanted.keys()
    for name, query in wanted.items():
        assert found[name]["QueryString"] == query.text
        assert found[name]["LogGroupNames"] == query.log_groups(environment)
        assert {p["Name"] for p in found[name].get("Parameters", [])} == set(query.parameters)


def _queries(stack: Template) -> list[Any]:
    return list(of(stack, "AWS::Logs::QueryDefinition").values())
