"""Alarms, composites and dashboards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from golive.alarm_rule import members
from golive.facts.monitoring import Alarm, CompositeAlarm, Dashboard, Input
from golive.model import Ref, Text, Unknown, gap_in
from golive.policy import is_mapping, several
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource
from golive.template.values import marked, parsed, restored
from golive.widgets import queries, series

METRIC = {
    "namespace": "Namespace",
    "metric": "MetricName",
    "dimensions": "Dimensions",
    "statistic": "Statistic",
    "period_seconds": "Period",
    "unit": "Unit",
}
ONE_STAT = {
    "namespace": "Metric.Namespace",
    "metric": "Metric.MetricName",
    "dimensions": "Metric.Dimensions",
    "statistic": "Stat",
    "period_seconds": "Period",
    "unit": "Unit",
}
NOT_RETURNED = (False, "false")
NO_METRIC: Mapping[str, Any] = {
    "namespace": "",
    "metric": "",
    "dimensions": dict[str, str](),
    "statistic": "",
    "period_seconds": 0,
    "unit": "",
    "query": "",
    "inputs": (),
}


@reads(Alarm, "AWS::CloudWatch::Alarm")
def alarm(resource: Resource) -> Mapping[str, Field]:
    every = resource.number("EvaluationPeriods")
    some = "DatapointsToAlarm"
    return {
        "name": resource.name("AlarmName"),
        **_metric(resource),
        "threshold": _threshold(resource),
        "comparison": resource.word("ComparisonOperator"),
        "evaluation_periods": every,
        "datapoints": every._replace(property=some)
        if resource.given(some) is None
        else resource.number(some),
        "missing": resource.word("TreatMissingData"),
        **_actions(resource),
    }


def _metric(resource: Resource) -> Mapping[str, Field]:
    """An alarm on one metric may name it in a list of one; a list of more is an expression."""
    metrics = resource.given("Metrics")
    if metrics is None:
        return _named_metric(resource, "", METRIC)
    if isinstance(metrics, Unknown):
        return {field: Field("Metrics", metrics) for field in NO_METRIC}
    if len(several(metrics)) == 1 and resource.given("Metrics.0.MetricStat") is not None:
        return _named_metric(resource, "Metrics.0.MetricStat.", ONE_STAT)
    places = range(len(several(metrics)))
    returned = [resource.given(f"Metrics.{at}.ReturnData") for at in places]
    if gap := gap_in(returned):
        return {field: Field("Metrics", gap) for field in NO_METRIC}
    told = [at for at in places if returned[at] not in NOT_RETURNED]
    none = {field: Field("Metrics", value) for field, value in NO_METRIC.items()}
    if len(told) != 1:
        return none
    at = f"Metrics.{told[0]}"
    stats = [f"Metrics.{at}" for at in places if resource.given(f"Metrics.{at}.MetricStat")]
    return none | {
        "query": resource.field(f"{at}.Expression", lambda text: text or ""),
        "inputs": Field("Metrics", tuple(_input(resource, stat) for stat in stats)),
        "period_seconds": _period(resource, at, stats),
    }


def _input(resource: Resource, at: str) -> Input:
    fields = _named_metric(resource, f"{at}.MetricStat.", ONE_STAT)
    values: dict[str, Any] = {name: fields[name].value for name in ONE_STAT}
    return Input(**values, id=cast(Any, resource.word(f"{at}.Id").value))


def _period(resource: Resource, at: str, stats: list[str]) -> Field:
    """A query's own, or what its inputs share; 0 where they differ."""
    if not stats:
        return resource.number(f"{at}.Period")
    first, *more = [resource.number(f"{stat}.MetricStat.Period") for stat in stats]
    return first if all(one.value == first.value for one in more) else first._replace(value=0)


def _named_metric(resource: Resource, at: str, paths: Mapping[str, str]) -> Mapping[str, Field]:
    path = {field: f"{at}{name}" for field, name in paths.items()}
    extended = resource.given("ExtendedStatistic") is not None
    return {
        "namespace": resource.word(path["namespace"]),
        "metric": resource.word(path["metric"]),
        "dimensions": resource.field(path["dimensions"], _dimensions, of="Dimensions"),
        "statistic": resource.word("ExtendedStatistic" if extended else path["statistic"]),
        "period_seconds": resource.number(path["period_seconds"]),
        "unit": resource.field(path["unit"], lambda unit: unit, of="Unit"),
        "query": Field("", ""),
        "inputs": Field("", ()),
    }


def _dimensions(listed: object) -> object:
    found: dict[str, object] = {}
    for each in several(listed):
        if not is_mapping(each) or not isinstance(name := each.get("Name"), str):
            return each if isinstance(each, Unknown) else Unknown("a dimension has no name")
        found[name] = each.get("Value")
    return found


def _threshold(resource: Resource) -> Field:
    if resource.given("ThresholdMetricId") is not None:
        return Field("ThresholdMetricId", Unknown("the threshold is a band that CloudWatch learns"))
    return resource.number("Threshold")


def _actions(resource: Resource) -> Mapping[str, Field]:
    return {
        "actions": resource.field(
            "AlarmActions",
            lambda listed: tuple(resource.meant(a, "AWS::SNS::Topic") for a in several(listed)),
        ),
        "actions_enabled": resource.flag("ActionsEnabled"),
    }


@reads(CompositeAlarm, "AWS::CloudWatch::CompositeAlarm")
def composite_alarm(resource: Resource) -> Mapping[str, Field]:
    return {
        "name": resource.name("AlarmName"),
        "members": resource.field("AlarmRule", lambda rule: _members(resource, rule)),
        "suppressor": resource.field(
            "ActionsSuppressor", lambda alarm: alarm and resource.ours(alarm)
        ),
        **_actions(resource),
    }


def _members(resource: Resource, rule: object) -> object:
    if not isinstance(rule, str | Ref | Text) or gap_in(rule) is not None:
        return gap_in(rule) or Unknown("AlarmRule is no text")
    plain, held = marked(rule)
    found = members(plain)
    if isinstance(found, Unknown):
        return found
    return tuple(resource.ours(restored(name, held)) for name in found)


@reads(Dashboard, "AWS::CloudWatch::Dashboard")
def dashboard(resource: Resource) -> Mapping[str, Field]:
    body = resource.field("DashboardBody", parsed)
    region = resource.stack.region
    return {
        "name": resource.name("DashboardName"),
        "series": body._replace(value=series(body.value, region)),
        "queries": body._replace(value=queries(body.value, region)),
    }
