"""What log groups are searched for: metric filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from golive.account.arns import LOG_GROUP, METRIC_FILTER, arn_of
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.alarms import rows
from golive.facts.audit import MetricFilter

Filter = Mapping[str, Any]
AUDIT = frozenset((row.namespace, row.metric) for row in rows() if row.pattern)


def others(read: Reading) -> Iterable[Resource]:
    """The filters that feed metrics of the alarm table, and that no stack owns.

    A filter has no ARN: its group's and its name stand for it.
    """
    ours = {resource.physical for resource in read.estate.of(METRIC_FILTER)}
    for found in _listed(read):
        counted = found["metricTransformations"][0]
        audit = (counted["metricNamespace"], counted["metricName"]) in AUDIT
        if audit and found["filterName"] not in ours:
            group = arn_of(LOG_GROUP, found["logGroupName"], read.estate.place)
            yield read.estate.outside(METRIC_FILTER, f"{group}:filter:{found['filterName']}")


def _listed(read: Reading) -> list[Filter]:
    return read.ask("logs:DescribeMetricFilters").get("metricFilters", [])


@reader(
    MetricFilter,
    METRIC_FILTER,
    find=others,
    log_group="metricFilters[].logGroupName",
    pattern="metricFilters[].filterPattern",
    namespace="metricFilters[].metricTransformations[].metricNamespace",
    metric="metricFilters[].metricTransformations[].metricName",
    value="metricFilters[].metricTransformations[].metricValue",
    default="metricFilters[].metricTransformations[].defaultValue",
    narrowed="metricFilters[].fieldSelectionCriteria",
)
def metric_filter(read: Reading, subject: Resource) -> MetricFilter:
    name = subject.physical.rpartition(":filter:")[2]
    found = next((each for each in _listed(read) if each["filterName"] == name), None)
    if found is None:
        raise Gone
    counted = found["metricTransformations"][0]
    return MetricFilter(
        log_group=read.where(LOG_GROUP, found["logGroupName"]),
        pattern=found.get("filterPattern", ""),
        namespace=counted["metricNamespace"],
        metric=counted["metricName"],
        value=counted["metricValue"],
        default=counted.get("defaultValue"),
        narrowed=found.get("fieldSelectionCriteria", ""),
    )
