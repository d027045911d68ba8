"""What the sandbox only simulates: said by its endpoint, shown on the board."""

from __future__ import annotations

KEPT = "{} is simulated: it keeps what is put"
DELIVERED = "the sandbox delivers for CloudTrail, under a key of its own"
SAMPLE = "services' metrics are those of the sample contact and of a tested centre"
FILTERED = "metric filters count by the sandbox's own reading of their patterns"
SEALED = "{} keep the name of their key, and nothing is encrypted"
PLAYED = "no test case is played: one passes while the flow that it enters is there"
PRESENT = "no agent signs in: the sandbox says who has"
EVALUATED = "alarms are evaluated by the sandbox, from CloudWatch's documents"
MUTED = "mute rules are the sandbox's own: its alarms honour them"
STARTED = "no caller starts a flow: the sandbox and its test cases count as callers"
CHATTED = "a chat takes the branches that AWS documents: nobody chats, and few blocks are played"
SIMULATED = {
    "connect": "Amazon Connect is simulated",
    "connect:StartChatContact": CHATTED,
    "connect:ListTestCaseExecutions": PLAYED,
    "connect:GetCurrentMetricData": PRESENT,
    "connect:GetMetricDataV2": STARTED,
    "guardduty": KEPT.format("Amazon GuardDuty"),
    "accessanalyzer": "IAM Access Analyzer is simulated: it finds who may read buckets",
    "service-quotas": KEPT.format("Service Quotas"),
    "lexv2-models": KEPT.format("Amazon Lex V2"),
    "s3control:GetPublicAccessBlock": KEPT.format("the account's public-access block"),
    "dynamodb:DescribeTable": SEALED.format("tables"),
    "kinesis:DescribeStreamSummary": SEALED.format("streams"),
    "logs:DescribeLogGroups": SEALED.format("log groups"),
    "logs:DescribeMetricFilters": FILTERED,
    "s3:GetBucketEncryption": SEALED.format("buckets"),
    "sns:GetTopicAttributes": SEALED.format("topics"),
    "ssm:DescribeParameters": SEALED.format("parameters"),
    "cloudtrail:GetTrailStatus": DELIVERED,
    "cloudtrail:ListPublicKeys": DELIVERED,
    "config:DescribeConfigurationRecorderStatus": "AWS Config's delivery is simulated",
    "cloudwatch:GetMetricData": SAMPLE,
    "cloudwatch:DescribeAlarmHistory": EVALUATED,
    "cloudwatch:SetAlarmState": EVALUATED,
    "cloudwatch:GetAlarmMuteRule": MUTED,
    "cloudwatch:ListAlarmMuteRules": MUTED,
}
