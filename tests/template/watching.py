"""What watches in the stack in which every control holds: alarms, topic, dashboards."""

from __future__ import annotations

import json
from typing import Any

from golive.dashboards import DASHBOARDS
from tests.template.parts import resource, service

CALLS = json.dumps(
    {
        "widgets": [
            {
                "type": "metric",
                "properties": {
                    "metrics": [
                        ["AWS/Connect", "CallsPerInterval", "InstanceId", "i"],
                        ["GoLive/Launch", "OldestCriticalHours", "Environment", "x"],
                    ]
                },
            }
        ]
    }
)

RULE = {"Fn::Join": ["", ['ALARM("', {"Ref": "Alarm"}, '") OR ALARM("golive-x-other")']]}
BODY = {
    "Fn::Join": [
        "",
        [
            '{"widgets":[{"type":"metric","properties":{"metrics":[["AWS/Kinesis",'
            '"IncomingRecords","StreamName","',
            {"Ref": "Stream"},
            '"],["...","other"],["AWS/Connect","CallsPerInterval","InstanceId","i"],'
            '[{"expression":"SELECT SUM(M) FROM N WHERE D = \'',
            {"Ref": "Stream"},
            '\'"}],[{"expression":"a+b"}]]}}]}',
        ],
    ]
}


def _input(name: str, period: int) -> dict[str, Any]:
    metric = {"Namespace": "Orders", "MetricName": name}
    stat = {"Metric": metric, "Period": period, "Stat": "Sum"}
    return {"Id": name, "MetricStat": stat, "ReturnData": False}


WATCHING: dict[str, Any] = {
    "Alarm": resource(
        "AWS::CloudWatch::Alarm",
        AlarmName="golive-x-calls",
        Namespace="AWS/Connect",
        MetricName="ConcurrentCallsPercentage",
        Dimensions=[
            {"Name": "InstanceId", "Value": {"Fn::GetAtt": ["Instance", "Id"]}},
            {"Name": "MetricGroup", "Value": "VoiceCalls"},
        ],
        Statistic="Maximum",
        Period=60,
        Threshold=0.8,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        EvaluationPeriods=3,
        DatapointsToAlarm=2,
        TreatMissingData="notBreaching",
    ),
    "Ratio": resource(
        "AWS::CloudWatch::Alarm",
        Metrics=[{"Id": "e", "Expression": "a/b"}, _input("a", 60), _input("b", 60)],
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        AlarmActions=[{"Ref": "Topic"}],
    ),
    "Query": resource(
        "AWS::CloudWatch::Alarm",
        Metrics=[{"Id": "q", "Expression": 'SELECT MAX(A) FROM "B"', "Period": 60}],
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        AlarmActions=[{"Ref": "Topic"}],
    ),
    "Single": resource(
        "AWS::CloudWatch::Alarm",
        AlarmName="golive-x-other",
        Metrics=[
            {
                "Id": "m",
                "MetricStat": {
                    "Metric": {"Namespace": "Orders", "MetricName": "Waiting"},
                    "Period": 300,
                    "Stat": "p99",
                },
            }
        ],
        Threshold=1,
        ComparisonOperator="LessThanThreshold",
        EvaluationPeriods=1,
        AlarmActions=[{"Ref": "Topic"}],
    ),
    "Composite": resource(
        "AWS::CloudWatch::CompositeAlarm",
        AlarmName="golive-x-critical",
        AlarmRule=RULE,
        AlarmActions=[{"Ref": "Topic"}],
    ),
    "Waiting": resource(
        "AWS::CloudWatch::Alarm",
        AlarmName="golive-x-waiting-silent",
        Namespace="Orders",
        MetricName="Waiting",
        Statistic="Sum",
        Period=300,
        Threshold=1,
        ComparisonOperator="LessThanThreshold",
        EvaluationPeriods=1,
        TreatMissingData="breaching",
        AlarmActions=[{"Ref": "Topic"}],
    ),
    "Quiet": resource(
        "AWS::CloudWatch::AlarmMuteRule",
        Name="golive-x-until-launch-0",
        Rule={
            "Schedule": {
                "Expression": "cron(0 * * * *)",
                "Duration": "PT1H",
                "Timezone": "America/New_York",
            }
        },
        MuteTargets={"AlarmNames": [{"Ref": "Waiting"}]},
        ExpireDate="2027-01-18T00:00",
    ),
    "Topic": resource("AWS::SNS::Topic", KmsMasterKeyId={"Ref": "Key"}),
    "TopicPolicy": resource(
        "AWS::SNS::TopicPolicy",
        Topics=[{"Ref": "Topic"}],
        PolicyDocument={"Statement": service("cloudwatch.amazonaws.com", "sns:Publish")},
    ),
    "Mail": resource(
        "AWS::SNS::Subscription",
        TopicArn={"Ref": "Topic"},
        Protocol="email",
        Endpoint="oncall@example.com",
    ),
    "Criterion": resource(
        "AWS::CloudWatch::Alarm",
        AlarmName="golive-x-rollback-criterion",
        Namespace="GoLive/Launch",
        MetricName="OldestCriticalHours",
        Dimensions=[{"Name": "Environment", "Value": "x"}],
        Statistic="Maximum",
        Period=60,
        Threshold=4,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        EvaluationPeriods=1,
        TreatMissingData="ignore",
        AlarmActions=[{"Ref": "Topic"}],
    ),
    "Board": resource(
        "AWS::CloudWatch::Dashboard", DashboardName="golive-x-system-health", DashboardBody=BODY
    ),
    **{
        each.construct: resource(
            "AWS::CloudWatch::Dashboard",
            DashboardName=f"golive-x-{each.id}",
            DashboardBody=CALLS,
        )
        for each in DASHBOARDS[1:]
    },
    "Centre": resource("AWS::CloudWatch::Dashboard", DashboardBody=CALLS),
}
