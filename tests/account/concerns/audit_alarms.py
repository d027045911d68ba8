"""What an account can answer that leaves the trail's log unsearched."""

from __future__ import annotations

from tests.account.canned import Answers
from tests.account.good import changed
from tests.account.metric_filters import metric_filters

IS = "2.6.3-trail-is-searched"
LISTED = "logs:DescribeMetricFilters"
COUNTED = "metricFilters.0.metricTransformations.0"
WRONG: list[tuple[str, Answers]] = [
    (IS, {LISTED: {"metricFilters": metric_filters()[1:]}}),
    (IS, changed(LISTED, "metricFilters.0.logGroupName", "golive-other")),
    (IS, changed(LISTED, "metricFilters.0.filterPattern", "{ $.a = b }")),
    (IS, changed(LISTED, "metricFilters.0.fieldSelectionCriteria", '@aws.region = "eu-west-1"')),
    (IS, changed(LISTED, f"{COUNTED}.metricName", "Other")),
    (IS, changed(LISTED, f"{COUNTED}.metricNamespace", "Other")),
    (IS, changed(LISTED, f"{COUNTED}.metricValue", "0")),
    (IS, changed(LISTED, f"{COUNTED}.defaultValue", 1.0)),
]
