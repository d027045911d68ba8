"""What one changed property of alarms, mutes, filters, topics and dashboards changes in a fact."""

from __future__ import annotations

from golive.facts.audit import MetricFilter
from golive.facts.monitoring import Alarm, CompositeAlarm, Dashboard, Subscription, Topic
from golive.facts.mutes import Mute
from golive.facts.words import AWS_OWNED
from tests.template.change import DROP, Change
from tests.template.reading import ref

STAT = "Metrics.0.MetricStat"
WHEN = "Rule.Schedule"
COUNTED = "MetricTransformations.0"

WATCHING = [
    Change("RootUsed", "LogGroupName", "/aws/other", MetricFilter, "log_group", "/aws/other"),
    Change("RootUsed", "FilterPattern", "ERROR", MetricFilter, "pattern", "ERROR"),
    Change("RootUsed", f"{COUNTED}.MetricNamespace", "N", MetricFilter, "namespace", "N"),
    Change("RootUsed", f"{COUNTED}.MetricName", "M", MetricFilter, "metric", "M"),
    Change("RootUsed", f"{COUNTED}.MetricValue", "$.bytes", MetricFilter, "value", "$.bytes"),
    Change("RootUsed", f"{COUNTED}.DefaultValue", DROP, MetricFilter, "default", None),
    Change("RootUsed", f"{COUNTED}.DefaultValue", "2", MetricFilter, "default", 2),
    Change("RootUsed", "FieldSelectionCriteria", "@x", MetricFilter, "narrowed", "@x"),
    Change("Alarm", "AlarmName", DROP, Alarm, "name", ref("Alarm")),
    Change("Alarm", "Namespace", "AWS/Lambda", Alarm, "namespace", "AWS/Lambda"),
    Change("Alarm", "MetricName", "Errors", Alarm, "metric", "Errors"),
    Change("Alarm", "Dimensions", DROP, Alarm, "dimensions", {}),
    Change("Alarm", "ExtendedStatistic", "p90", Alarm, "statistic", "p90"),
    Change("Alarm", "Period", 300, Alarm, "period_seconds", 300),
    Change("Alarm", "Unit", "Count", Alarm, "unit", "Count"),
    Change("Alarm", "Threshold", "0.5", Alarm, "threshold", 0.5),
    Change("Alarm", "ComparisonOperator", "LessThan", Alarm, "comparison", "LessThan"),
    Change("Alarm", "EvaluationPeriods", 4, Alarm, "evaluation_periods", 4),
    Change("Alarm", "DatapointsToAlarm", DROP, Alarm, "datapoints", 3),
    Change("Alarm", "TreatMissingData", DROP, Alarm, "missing", "missing"),
    Change("Alarm", "AlarmActions", [{"Ref": "Topic"}], Alarm, "actions", (ref("Topic"),)),
    Change("Alarm", "ActionsEnabled", "false", Alarm, "actions_enabled", False),
    Change("Single", f"{STAT}.Metric.MetricName", "Other", Alarm, "metric", "Other"),
    Change("Single", f"{STAT}.Stat", "Sum", Alarm, "statistic", "Sum"),
    Change(
        "Query",
        "Metrics.0.Expression",
        "SELECT MIN(A) FROM B",
        Alarm,
        "query",
        "SELECT MIN(A) FROM B",
    ),
    Change("Query", "Metrics.0.Period", 300, Alarm, "period_seconds", 300),
    Change("Composite", "AlarmName", "c", CompositeAlarm, "name", "c"),
    Change("Composite", "AlarmRule", 'ALARM("a")', CompositeAlarm, "members", ("a",)),
    Change("Composite", "AlarmActions", DROP, CompositeAlarm, "actions", ()),
    Change("Composite", "ActionsEnabled", False, CompositeAlarm, "actions_enabled", False),
    Change("Composite", "ActionsSuppressor", "quiet", CompositeAlarm, "suppressor", "quiet"),
    Change("Quiet", "Name", "other", Mute, "name", "other"),
    Change("Quiet", "MuteTargets.AlarmNames", DROP, Mute, "targets", ()),
    Change(
        "Quiet",
        f"{WHEN}.Expression",
        "at(2027-01-01T00:00)",
        Mute,
        "expression",
        "at(2027-01-01T00:00)",
    ),
    Change("Quiet", f"{WHEN}.Duration", "P1D", Mute, "duration", "P1D"),
    Change("Quiet", f"{WHEN}.Timezone", DROP, Mute, "zone", "UTC"),
    Change("Quiet", "ExpireDate", DROP, Mute, "expires", None),
    Change("Topic", "KmsMasterKeyId", DROP, Topic, "key", AWS_OWNED),
    Change("Mail", "TopicArn", "arn:t", Subscription, "topic", "arn:t"),
    Change("Mail", "Protocol", "lambda", Subscription, "protocol", "lambda"),
    Change("Mail", "Protocol", "lambda", Subscription, "confirmed", True),
    Change("Mail", "FilterPolicy", {"team": ["a"]}, Subscription, "filtered", True),
    Change("Board", "DashboardName", DROP, Dashboard, "name", ref("Board")),
    Change("Board", "DashboardBody", '{"widgets":[]}', Dashboard, "series", ()),
    Change("Board", "DashboardBody", '{"widgets":[]}', Dashboard, "queries", ()),
]
