"""What would leave nobody told to go back."""

from __future__ import annotations

from tests.mutants.mutant import DELETE, Mutant

CRITERION = "3.3.1-criterion-is-alarm"
ALARM, SUM = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"
P = "Properties"

MUTANTS = [
    Mutant(CRITERION, ALARM, "RollbackCriterion", "", DELETE),
    Mutant(CRITERION, ALARM, "RollbackCriterion", f"{P}.MetricName", "CriterionEvaluations"),
    Mutant(CRITERION, ALARM, "RollbackCriterion", f"{P}.Namespace", "GoLive/Other"),
    Mutant(CRITERION, ALARM, "RollbackCriterion", f"{P}.Threshold", 0),
    Mutant(CRITERION, ALARM, "RollbackCriterion", f"{P}.ComparisonOperator", "LessThanThreshold"),
    Mutant(CRITERION, SUM, "GoLiveAbort", "", DELETE),
    Mutant(CRITERION, SUM, "GoLiveAbort", f"{P}.ActionsEnabled", False),
    Mutant(CRITERION, SUM, "GoLiveAbort", f"{P}.AlarmActions", []),
    Mutant(CRITERION, SUM, "GoLiveAbort", f"{P}.AlarmRule", 'ALARM("golive-sandbox-critical")'),
    Mutant(CRITERION, SUM, "GoLiveAbort", f"{P}.ActionsSuppressor", "golive-sandbox-calls-silent"),
]
ALSO = {
    CRITERION: {
        "2.6.1-alarm-is-drawn": "what the alarm watches instead is on no dashboard",
        "2.6.3-alarm-as-in-table": "it is an alarm of the table",
        "2.6.3-alarm-can-fire": "a metric or a threshold that is not its own",
        "2.6.3-alarm-is-no-noise": "a metric or a threshold that is not its own",
        "2.6.3-alarm-reaches-topic": "the alarm reaches a topic through this composite only",
        "2.6.3-composite-reaches-topic": "the composite is turned on by no alarm, or tells nobody",
        "2.6.3-topic-takes-alarms": "which alarms tell the topic can't be told then",
    },
}
