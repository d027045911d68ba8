"""What would leave alarms weaker than their table or silenced, or the centre undrawn."""

from __future__ import annotations

from typing import Any

from golive.dashboards import DASHBOARDS
from tests.mutants.mutant import DELETE, NOWHERE, Mutant

AS_TABLE, COMPOSITE = "2.6.3-alarm-as-in-table", "2.6.3-composite-reaches-topic"
IS_DRAWN, STANDS = "2.6.1-alarm-is-drawn", "2.6.1-every-dashboard-stands"
TAKES, DRAWN = "2.6.3-topic-takes-alarms", "3.4.1-4-system-health-drawn"
ALARM, SUM = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"
LISTENER, POLICY = "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy"
DASHBOARD = "AWS::CloudWatch::Dashboard"
P = "Properties"
BY_ALARMS = f"{P}.PolicyDocument.Statement.[Sid=AlarmsPublish].Condition.ArnLike"
OTHERS = {"aws:SourceArn": "arn:aws:cloudwatch:us-east-1:111122223333:alarm:other-*"}
LAMBDA_ONLY = (
    '{"widgets": [{"type": "metric", "properties": {"metrics": '
    '[["AWS/Lambda", "Errors", "FunctionName", "f"]]}}]}'
)
WEAKER: dict[str, tuple[Any, ...]] = {
    "Threshold": (0.9, 0.5),
    "Period": (300, 10),
    "Statistic": ("Average", "SampleCount"),
    "TreatMissingData": ("missing", "ignore", DELETE),
    "EvaluationPeriods": (5,),
    "DatapointsToAlarm": (2,),
    "ComparisonOperator": ("GreaterThanThreshold",),
    "Namespace": ("GoLive/Other",),
    "MetricName": ("ConcurrentTasks",),
    "Dimensions": (DELETE, [{"Name": "MetricGroup", "Value": "VoiceCalls"}], NOWHERE),
}

MUTANTS = [
    *[
        Mutant(AS_TABLE, ALARM, "CallsNearQuota", f"{P}.{field}", value)
        for field, values in WEAKER.items()
        for value in values
    ],
    Mutant(AS_TABLE, ALARM, "CallsOverPeak", f"{P}.Threshold", 0.5),
    Mutant(AS_TABLE, ALARM, "ContactRecordsSilent", f"{P}.TreatMissingData", "notBreaching"),
    *[
        Mutant(COMPOSITE, SUM, "Critical", f"{P}.ActionsSuppressor", value)
        for value in ("golive-sandbox-calls-over-peak", NOWHERE)
    ],
    Mutant(COMPOSITE, ALARM, "CallsOverQuota", "", DELETE),
    *[
        Mutant(TAKES, LISTENER, "WarningTopic", f"{P}.FilterPolicy", value)
        for value in ({"team": ["a"]}, NOWHERE)
    ],
    Mutant(TAKES, POLICY, "CriticalTopic", BY_ALARMS, OTHERS),
    *[Mutant(STANDS, DASHBOARD, each.construct, "", DELETE) for each in DASHBOARDS],
    Mutant(STANDS, DASHBOARD, "SelfService", f"{P}.DashboardName", "golive-sandbox-other"),
    Mutant(DRAWN, DASHBOARD, "SystemHealth", "", DELETE),
    Mutant(IS_DRAWN, DASHBOARD, "SystemHealth", "", DELETE),
    Mutant(IS_DRAWN, DASHBOARD, "SystemHealth", f"{P}.DashboardBody", LAMBDA_ONLY),
    Mutant(IS_DRAWN, DASHBOARD, "QueuesAndAgents", f"{P}.DashboardBody", LAMBDA_ONLY),
    *[
        Mutant(DRAWN, DASHBOARD, "SystemHealth", f"{P}.DashboardBody", value)
        for value in (LAMBDA_ONLY, NOWHERE)
    ],
]
MISSED = {STANDS: "the dashboard is missed by its name"}
ALSO = {
    STANDS: {
        IS_DRAWN: "what it drew is drawn nowhere else",
        DRAWN: "system health is the only one that draws the instance",
    },
    DRAWN: MISSED
    | {
        "2.6.1-dashboard-shows-metrics": "it is the only dashboard, and draws nothing else",
        IS_DRAWN: "it is the only dashboard",
    },
    IS_DRAWN: MISSED
    | {
        "2.6.1-dashboard-shows-metrics": "it is the only dashboard, and draws nothing else",
        DRAWN: "it is the only dashboard",
    },
    "2.6.1-dashboard-shows-metrics": MISSED
    | {
        DRAWN: "it is the only dashboard",
        IS_DRAWN: "it is the only dashboard",
    },
    AS_TABLE: {
        IS_DRAWN: "what the alarm watches instead is on no dashboard",
        "2.6.3-alarm-can-fire": "what the alarm is instead can't be",
        "2.6.3-alarm-is-no-noise": "what the alarm is instead is no sign of trouble",
        "2.6.3-mute-leaves-alarms-heard": "silence may be muted, and it is no silence any more",
    },
    **{
        control: {
            AS_TABLE: "an alarm of the table has no fault",
            IS_DRAWN: "what the alarm watches instead is on no dashboard",
            "2.6.3-alarm-can-fire": "it reads the same fields",
            "2.6.3-alarm-is-no-noise": "it reads the same fields",
            "2.6.3-mute-leaves-alarms-heard": "silence may be muted, and it is none any more",
        }
        for control in ("2.6.3-alarm-can-fire", "2.6.3-alarm-is-no-noise")
    },
}
SURVIVORS = {
    (AS_TABLE, "AlarmName"): f"{COMPOSITE} misses the alarm by its name",
    (AS_TABLE, "DatapointsToAlarm"): "all evaluated periods must breach then, as in this row",
    (TAKES, "AlarmActions"): "2.6.3-alarm-reaches-topic finds an alarm without action",
    (TAKES, "AlarmName"): "whatever CloudFormation calls it, it is an alarm of the account",
}
