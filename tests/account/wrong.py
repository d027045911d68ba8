"""What an account can answer that breaks a control: control, answer, member, value."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from tests.account.canned import Answers, refused
from tests.account.good import AUDIT, changed

OTHER_KEY = "arn:aws:kms:us-east-1:111122223333:key/00000000-2222-4333-8444-555566667777"
SECRETS = "99999999-2222-4333-8444-555566667777"
KEY = "11111111-2222-4333-8444-555566667777"
RECORDINGS = "amazon-connect-golive-sandbox-recordings"
PUBLIC = json.dumps(
    {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}}
)
FOREIGN = json.dumps(
    {
        "Statement": {
            "Effect": "Allow",
            "Principal": {"AWS": "999999999999"},
            "Action": "kms:Decrypt",
            "Resource": "*",
        }
    }
)
UNBOUND = json.dumps(
    {
        "Statement": {
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": "*",
        }
    }
)
GROUPS = "logs:DescribeLogGroups"
FLOW_LOG, FUNCTION_LOG = (
    f"{GROUPS} /aws/connect/golive-sandbox",
    f"{GROUPS} golive-sandbox-function-log",
)
STATUS = "cloudtrail:GetTrailStatus"
CALLS = "connect:ListInstanceStorageConfigs CALL_RECORDINGS"
EVENTS = "connect:ListInstanceStorageConfigs AGENT_EVENTS"
SUMMARY = "StreamDescriptionSummary"
OLD = datetime(2026, 11, 20, tzinfo=UTC)
RECENT = datetime(2026, 11, 23, 11, 58, tzinfo=UTC)
FLAGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")

NOTHING = '{"Statement": []}'
"""A policy that lets nobody in."""
MEMBERS: list[tuple[str, str, str, Any]] = [
    ("2.6.1-dashboard-shows-metrics", "cloudwatch:GetDashboard", "DashboardBody", "{}"),
    ("2.6.1-alarm-is-drawn", "cloudwatch:GetDashboard", "DashboardBody", "{}"),
    ("2.6.1-dashboard-has-data", "cloudwatch:GetMetricData", "MetricDataResults.0.Values", []),
    ("2.6.3-alarm-can-fire", "cloudwatch:DescribeAlarms", "MetricAlarms.0.Threshold", 80.0),
    ("2.6.3-alarm-can-fire", "cloudwatch:DescribeAlarms", "MetricAlarms.0.DatapointsToAlarm", 9),
    ("2.6.3-alarm-can-fire", "cloudwatch:DescribeAlarms", "MetricAlarms.0.MetricName", "None"),
    ("2.6.3-alarm-can-fire", "cloudwatch:DescribeAlarms", "MetricAlarms.0.Unit", "Count"),
    ("2.6.3-alarm-is-no-noise", "cloudwatch:DescribeAlarms", "MetricAlarms.0.Statistic", "Sum"),
    (
        "2.6.3-alarm-reaches-topic",
        "cloudwatch:DescribeAlarms",
        "CompositeAlarms.0.AlarmRule",
        "FALSE",
    ),
    (
        "2.6.3-composite-reaches-topic",
        "cloudwatch:DescribeAlarms",
        "CompositeAlarms.0.ActionsEnabled",
        False,
    ),
    ("2.6.3-topic-takes-alarms", "sns:GetTopicAttributes", "Attributes.Policy", PUBLIC),
    (
        "2.6.3-topic-takes-alarms",
        "sns:GetTopicAttributes",
        "Attributes.KmsMasterKeyId",
        "alias/aws/sns",
    ),
    (
        "2.6.6-channel-sealed",
        "config:DescribeDeliveryChannels",
        "DeliveryChannels.0.s3KmsKeyArn",
        "",
    ),
    (
        "2.6.6-recorder-records-all",
        "config:DescribeConfigurationRecorders",
        "ConfigurationRecorders.0.recordingGroup.allSupported",
        False,
    ),
    (
        "2.6.6-recorder-records-all",
        "config:DescribeConfigurationRecorders",
        "ConfigurationRecorders.0.recordingGroup.includeGlobalResourceTypes",
        False,
    ),
    (
        "2.6.6-recorder-records-all",
        "config:DescribeConfigurationRecorders",
        "ConfigurationRecorders.0.recordingGroup.recordingStrategy",
        {"useOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
    ),
    (
        "2.6.6-recorder-records-all",
        "config:DescribeConfigurationRecorderStatus",
        "ConfigurationRecordersStatus.0.recording",
        False,
    ),
    (
        "2.6.6-recorder-runs",
        "config:DescribeConfigurationRecorderStatus",
        "ConfigurationRecordersStatus.0.lastStatus",
        "Failure",
    ),
    ("2.6.7-trail-complete", STATUS, "IsLogging", False),
    ("2.6.7-trail-complete", "cloudtrail:GetTrail", "Trail.S3BucketName", "elsewhere"),
    ("2.6.7-trail-complete", "cloudtrail:GetTrail", "Trail.IsMultiRegionTrail", False),
    ("2.6.7-trail-complete", "cloudtrail:GetTrail", "Trail.LogFileValidationEnabled", False),
    ("2.6.7-trail-complete", "cloudtrail:GetTrail", "Trail.KmsKeyId", ""),
    ("2.6.7-trail-complete", "cloudtrail:GetTrail", "Trail.CloudWatchLogsLogGroupArn", ""),
    ("2.6.7-trail-complete", "s3:GetBucketPolicy golive-audit", "Policy", NOTHING),
    ("2.6.7-trail-complete", f"kms:GetKeyPolicy {KEY}", "Policy", NOTHING),
    ("2.6.7-trail-delivers", STATUS, "LatestDeliveryTime", OLD),
    ("2.6.7-trail-delivers", STATUS, "LatestDeliveryError", "AccessDenied"),
    ("2.6.8-flow-logs-kept", "connect:ListInstanceAttributes", "Attributes.0.Value", "false"),
    ("2.6.8-flow-logs-kept", f"kms:GetKeyPolicy {KEY}", "Policy", NOTHING),
    ("2.6.8-flow-logs-kept", FLOW_LOG, "logGroups.0.retentionInDays", 0),
    ("2.6.8-flow-logs-kept", FLOW_LOG, "logGroups.0.kmsKeyId", ""),
    ("2.6.9-function-logs-kept", FUNCTION_LOG, "logGroups.0.kmsKeyId", ""),
    (
        "2.6.9-function-logs-kept",
        "lambda:GetFunctionConfiguration",
        "LoggingConfig.LogGroup",
        "/other",
    ),
    (
        "2.6.9-function-log-arrives",
        "lambda:GetFunctionConfiguration",
        "LastModified",
        "2026-11-23T11:59:00.000+0000",
    ),
    ("4.1-table-key", "dynamodb:DescribeTable", "Table.SSEDescription", {}),
    ("4.1-table-key", f"kms:DescribeKey {KEY}", "KeyMetadata.KeyState", "PendingDeletion"),
    ("4.1-table-key", f"kms:DescribeKey {KEY}", "KeyMetadata.KeyManager", "AWS"),
    ("4.1-table-key", f"kms:GetKeyPolicy {KEY}", "Policy", FOREIGN),
    ("4.2-key-uploaded", "connect:ListSecurityKeys", "SecurityKeys", []),
    ("4.2-key-is-ours", "connect:ListSecurityKeys", "SecurityKeys.0.Key", "AAAA"),
    ("4.4-private-key-sealed", "ssm:DescribeParameters", "Parameters.0.Type", "String"),
    ("4.4-private-key-sealed", "ssm:DescribeParameters", "Parameters.0.KeyId", "alias/aws/ssm"),
    ("4.4-secrets-key-closed", f"kms:GetKeyPolicy {SECRETS}", "Policy", FOREIGN),
    ("4.5-bucket-principals", f"s3:GetBucketPolicy {RECORDINGS}", "Policy", PUBLIC),
    (
        "4.5-bucket-without-acls",
        "s3:GetBucketOwnershipControls",
        "OwnershipControls.Rules.0.ObjectOwnership",
        "ObjectWriter",
    ),
    *[
        (
            "4.6-bucket-blocks-public",
            "s3:GetPublicAccessBlock",
            f"PublicAccessBlockConfiguration.{flag}",
            False,
        )
        for flag in FLAGS
    ],
    *[
        (
            "4.6-account-blocks-public",
            "s3control:GetPublicAccessBlock",
            f"PublicAccessBlockConfiguration.{flag}",
            False,
        )
        for flag in FLAGS
    ],
    ("4.7-bucket-data-events", "cloudtrail:GetEventSelectors", "AdvancedEventSelectors", []),
    ("4.7-table-data-events", "cloudtrail:GetEventSelectors", "AdvancedEventSelectors", []),
    (
        "4.7-trail-management-events",
        "cloudtrail:GetEventSelectors",
        "AdvancedEventSelectors.0.FieldSelectors.0.Equals",
        ["Data"],
    ),
    ("4.7-instance-flow-logs", "connect:ListInstanceAttributes", "Attributes.0.Value", "false"),
    ("4.8-stream-key", "kinesis:DescribeStreamSummary", f"{SUMMARY}.EncryptionType", "NONE"),
    ("4.8-stream-key", "kinesis:DescribeStreamSummary", f"{SUMMARY}.KeyId", "alias/aws/kinesis"),
    ("4.8-instance-streams", EVENTS, "StorageConfigs", []),
    (
        "4.8-associated-stream-key",
        "kinesis:DescribeStreamSummary",
        f"{SUMMARY}.KeyId",
        "alias/aws/kinesis",
    ),
    ("4.9-bucket-tls-only", f"s3:GetBucketPolicy {AUDIT}", "Policy", UNBOUND),
    ("4.9-bucket-services-bound", f"s3:GetBucketPolicy {AUDIT}", "Policy", UNBOUND),
    ("4.9-bucket-encrypted-puts", f"s3:GetBucketPolicy {RECORDINGS}", "Policy", UNBOUND),
    (
        "4.9-stored-under-our-key",
        CALLS,
        "StorageConfigs.0.S3Config.EncryptionConfig.KeyId",
        "alias/aws/s3",
    ),
]
NO_STREAM = refused("ResourceNotFoundException")
WRONG: list[tuple[str, Answers]] = [
    *[(control, changed(key, path, value)) for control, key, path, value in MEMBERS],
    (
        "2.6.8-flow-log-arrives",
        {"logs:DescribeLogStreams": NO_STREAM},
    ),
    ("2.6.9-function-log-arrives", {"logs:DescribeLogStreams": NO_STREAM}),
    ("2.6.7-trail-delivers", {"s3:ListObjectsV2": {}}),
    ("2.6.7-trail-delivers", {STATUS: {"IsLogging": True, "LatestDeliveryTime": RECENT}}),
    ("4.7-bucket-access-logged", {f"s3:GetBucketLogging {RECORDINGS}": {}}),
]
