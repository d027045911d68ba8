"""What one changed property of the good stack changes in a fact."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

from golive import facts as f
from golive.model import Fact, Text
from tests.template.good import GOOD
from tests.template.reading import ref

DROP = object()
SSE = "BucketEncryption.ServerSideEncryptionConfiguration.0"
PITR = "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"
PUBLIC = "PublicAccessBlockConfiguration"
LOCK = "ObjectLockConfiguration.Rule.DefaultRetention"
S3 = "ExtendedS3DestinationConfiguration"
STAT = "Metrics.0.MetricStat"
OTHER_KEY = "arn:aws:kms:us-east-1:999999999999:key/other"


class Change(NamedTuple):
    """Set (or DROP) a property of a resource: the fact's field becomes `expected`."""

    logical: str
    path: str
    value: Any
    kind: type[Fact]
    field: str
    expected: Any


CHANGES = [
    Change("Key", "KeyUsage", "SIGN_VERIFY", f.Key, "usage", "SIGN_VERIFY"),
    Change("Key", "EnableKeyRotation", DROP, f.Key, "rotation", False),
    Change("Key", "Enabled", False, f.Key, "state", "Disabled"),
    Change("Key", "Origin", "EXTERNAL", f.Key, "state", "PendingImport"),
    Change("Table", "TableName", "t", f.Table, "name", "t"),
    Change("Table", "SSESpecification", DROP, f.Table, "key", f.AWS_OWNED),
    Change("Table", "SSESpecification.SSEEnabled", "false", f.Table, "key", f.AWS_OWNED),
    Change("Table", "SSESpecification.KMSMasterKeyId", DROP, f.Table, "key", f.AWS_MANAGED),
    Change("Table", "SSESpecification.KMSMasterKeyId", OTHER_KEY, f.Table, "key", OTHER_KEY),
    Change("Table", PITR, DROP, f.Table, "recovery", False),
    Change("Table", "DeletionProtectionEnabled", DROP, f.Table, "deletion_protection", False),
    Change("Global", "SSESpecification", DROP, f.Table, "key", f.AWS_OWNED),
    Change("Global", "Replicas.0.SSESpecification", DROP, f.Table, "key", f.AWS_MANAGED),
    Change(
        "Global",
        "Replicas",
        [
            {"Region": "us-east-1", "SSESpecification": {"KMSMasterKeyId": OTHER_KEY}},
            {"Region": "eu-west-1"},
        ],
        f.Table,
        "key",
        f.AWS_MANAGED,
    ),
    Change("Global", f"Replicas.0.{PITR}", DROP, f.Table, "recovery", False),
    Change(
        "Global",
        "Replicas.0.DeletionProtectionEnabled",
        DROP,
        f.Table,
        "deletion_protection",
        False,
    ),
    Change("Pair", "ParameterName", "/other", f.SecretParameter, "name", "/other"),
    Change("Pair", "ParameterType", "String", f.SecretParameter, "type", "String"),
    Change("Pair", "KeyArn", DROP, f.SecretParameter, "key", f.AWS_OWNED),
    Change("Pair", "KeyArn", "alias/aws/ssm", f.SecretParameter, "key", f.AWS_MANAGED),
    Change("Data", "BucketName", "b", f.Bucket, "name", "b"),
    Change("Data", "BucketEncryption", DROP, f.Bucket, "encryption", "AES256"),
    Change("Data", "BucketEncryption", DROP, f.Bucket, "key", f.AWS_OWNED),
    Change(
        "Data",
        f"{SSE}.ServerSideEncryptionByDefault.KMSMasterKeyID",
        DROP,
        f.Bucket,
        "key",
        f.AWS_MANAGED,
    ),
    Change("Data", f"{SSE}.BucketKeyEnabled", DROP, f.Bucket, "bucket_key", False),
    Change("Data", f"{PUBLIC}.BlockPublicAcls", False, f.Bucket, "block_public_acls", False),
    Change("Data", f"{PUBLIC}.IgnorePublicAcls", DROP, f.Bucket, "ignore_public_acls", False),
    Change("Data", f"{PUBLIC}.BlockPublicPolicy", "false", f.Bucket, "block_public_policy", False),
    Change("Data", PUBLIC, DROP, f.Bucket, "restrict_public_buckets", False),
    Change("Data", "OwnershipControls", DROP, f.Bucket, "ownership", "ObjectWriter"),
    Change("Data", "VersioningConfiguration", DROP, f.Bucket, "versioned", False),
    Change("Data", "LoggingConfiguration", DROP, f.Bucket, "logs_to", None),
    Change(
        "Data", "LoggingConfiguration.DestinationBucketName", DROP, f.Bucket, "logs_to", ref("Data")
    ),
    Change(
        "Data",
        "LoggingConfiguration.DestinationBucketName",
        "strange",
        f.Bucket,
        "logs_to",
        "strange",
    ),
    Change("Audit", "ObjectLockEnabled", DROP, f.Bucket, "lock_days", 0),
    Change("Audit", f"{LOCK}.Days", 10, f.Bucket, "lock_days", 10),
    Change("Audit", LOCK, {"Mode": "GOVERNANCE", "Years": 2}, f.Bucket, "lock_days", 730),
    Change("Audit", LOCK, DROP, f.Bucket, "lock_days", 0),
    Change("Block", "BlockPublicAcls", "false", f.AccountBlock, "block_public_acls", False),
    Change("Block", "AccountId", "999999999999", f.AccountBlock, "block_public_acls", False),
    Change("Block", "IgnorePublicAcls", DROP, f.AccountBlock, "ignore_public_acls", False),
    Change("Block", "BlockPublicPolicy", False, f.AccountBlock, "block_public_policy", False),
    Change(
        "Block", "RestrictPublicBuckets", DROP, f.AccountBlock, "restrict_public_buckets", False
    ),
    Change("Stream", "Name", "s", f.Stream, "name", "s"),
    Change("Stream", "StreamEncryption", DROP, f.Stream, "encryption", "NONE"),
    Change("Stream", "StreamEncryption", DROP, f.Stream, "key", f.AWS_OWNED),
    Change("Stream", "StreamEncryption.KeyId", "alias/aws/kinesis", f.Stream, "key", f.AWS_MANAGED),
    Change("Stream", "RetentionPeriodHours", DROP, f.Stream, "retention_hours", 24),
    Change(
        "Delivery",
        "KinesisStreamSourceConfiguration.KinesisStreamARN",
        "arn:x",
        f.DeliveryStream,
        "source",
        "arn:x",
    ),
    Change(
        "Delivery",
        f"{S3}.BucketARN",
        "arn:aws:s3:::b",
        f.DeliveryStream,
        "bucket",
        "arn:aws:s3:::b",
    ),
    Change("Delivery", f"{S3}.EncryptionConfiguration", DROP, f.DeliveryStream, "key", f.AWS_OWNED),
    Change(
        "Delivery", f"{S3}.CompressionFormat", DROP, f.DeliveryStream, "compression", "UNCOMPRESSED"
    ),
    Change("Instance", "InstanceAlias", "y", f.Instance, "alias", "y"),
    Change("Instance", "IdentityManagementType", "SAML", f.Instance, "identity", "SAML"),
    Change("Instance", "Attributes", DROP, f.Instance, "flow_logs", False),
    Change("Instance", "Attributes.ContactLens", DROP, f.Instance, "contact_lens", False),
    Change("Records", "InstanceArn", "arn:i", f.StorageConfig, "instance", "arn:i"),
    Change(
        "Records", "ResourceType", "AGENT_EVENTS", f.StorageConfig, "resource_type", "AGENT_EVENTS"
    ),
    Change("Records", "KinesisStreamConfig.StreamArn", "arn:s", f.StorageConfig, "target", "arn:s"),
    Change(
        "Recordings", "S3Config.BucketName", "golive-x-logs", f.StorageConfig, "target", ref("Logs")
    ),
    Change("Recordings", "S3Config.EncryptionConfig", DROP, f.StorageConfig, "key", f.AWS_OWNED),
    Change("Uploaded", "InstanceId", "arn:i", f.SecurityKey, "instance", "arn:i"),
    Change("Uploaded", "Key", "-----BEGIN", f.SecurityKey, "pair", "-----BEGIN"),
    Change("FlowLog", "LogGroupName", DROP, f.LogGroup, "name", ref("FlowLog")),
    Change("FlowLog", "KmsKeyId", DROP, f.LogGroup, "key", f.AWS_OWNED),
    Change("FlowLog", "RetentionInDays", DROP, f.LogGroup, "retention_days", 0),
    Change("Function", "FunctionName", DROP, f.Function, "name", ref("Function")),
    Change("Function", "LoggingConfig", DROP, f.Function, "log_group", "/aws/lambda/fn"),
    Change("Function", "LoggingConfig.LogGroup", "strange", f.Function, "log_group", "strange"),
    Change("Function", "Runtime", "nodejs24.x", f.Function, "runtime", "nodejs24.x"),
    Change("Function", "PackageType", "Image", f.Function, "runtime", "Image"),
    Change("Function", "Timeout", 60, f.Function, "timeout_seconds", 60),
    Change("Trail", "TrailName", DROP, f.Trail, "name", ref("Trail")),
    Change("Trail", "IsLogging", False, f.Trail, "logging", False),
    Change("Trail", "IsMultiRegionTrail", DROP, f.Trail, "multi_region", False),
    Change("Trail", "EnableLogFileValidation", DROP, f.Trail, "validation", False),
    Change("Trail", "KMSKeyId", DROP, f.Trail, "key", f.AWS_OWNED),
    Change("Trail", "S3BucketName", "b", f.Trail, "bucket", "b"),
    Change("Trail", "CloudWatchLogsLogGroupArn", DROP, f.Trail, "log_group", None),
    Change("Trail", "AdvancedEventSelectors.0", DROP, f.Trail, "management", False),
    Change("Recorder", "StartedOnCreate", False, f.Recorder, "recording", False),
    Change("Recorder", "RecordingGroup.AllSupported", DROP, f.Recorder, "all_types", False),
    Change("Recorder", "RecordingGroup", DROP, f.Recorder, "global_types", False),
    Change(
        "Recorder",
        "RecordingGroup.RecordingStrategy",
        {"UseOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
        f.Recorder,
        "all_types",
        False,
    ),
    Change("Channel", "S3BucketName", "b", f.Channel, "bucket", "b"),
    Change("Channel", "S3KmsKeyArn", DROP, f.Channel, "key", f.AWS_OWNED),
    Change("Rule", "Source.SourceIdentifier", "OTHER", f.ConfigRule, "identifier", "OTHER"),
    Change("Rule", "Source.Owner", "CUSTOM_LAMBDA", f.ConfigRule, "identifier", "CUSTOM_LAMBDA"),
    Change("Alarm", "AlarmName", DROP, f.Alarm, "name", ref("Alarm")),
    Change("Alarm", "Namespace", "AWS/Lambda", f.Alarm, "namespace", "AWS/Lambda"),
    Change("Alarm", "MetricName", "Errors", f.Alarm, "metric", "Errors"),
    Change("Alarm", "Dimensions", DROP, f.Alarm, "dimensions", {}),
    Change("Alarm", "ExtendedStatistic", "p90", f.Alarm, "statistic", "p90"),
    Change("Alarm", "Period", 300, f.Alarm, "period_seconds", 300),
    Change("Alarm", "Threshold", "0.5", f.Alarm, "threshold", 0.5),
    Change("Alarm", "ComparisonOperator", "LessThan", f.Alarm, "comparison", "LessThan"),
    Change("Alarm", "EvaluationPeriods", 4, f.Alarm, "evaluation_periods", 4),
    Change("Alarm", "DatapointsToAlarm", DROP, f.Alarm, "datapoints", 3),
    Change("Alarm", "TreatMissingData", DROP, f.Alarm, "missing", "missing"),
    Change("Alarm", "AlarmActions", [{"Ref": "Topic"}], f.Alarm, "actions", (ref("Topic"),)),
    Change("Alarm", "ActionsEnabled", "false", f.Alarm, "actions_enabled", False),
    Change("Single", f"{STAT}.Metric.MetricName", "Other", f.Alarm, "metric", "Other"),
    Change("Single", f"{STAT}.Stat", "Sum", f.Alarm, "statistic", "Sum"),
    Change("Composite", "AlarmName", "c", f.CompositeAlarm, "name", "c"),
    Change("Composite", "AlarmRule", 'ALARM("a")', f.CompositeAlarm, "members", ("a",)),
    Change("Composite", "AlarmActions", DROP, f.CompositeAlarm, "actions", ()),
    Change("Composite", "ActionsEnabled", False, f.CompositeAlarm, "actions_enabled", False),
    Change("Topic", "KmsMasterKeyId", DROP, f.Topic, "key", f.AWS_OWNED),
    Change("Mail", "TopicArn", "arn:t", f.Subscription, "topic", "arn:t"),
    Change("Mail", "Protocol", "lambda", f.Subscription, "protocol", "lambda"),
    Change("Mail", "Protocol", "lambda", f.Subscription, "confirmed", True),
    Change("Board", "DashboardName", DROP, f.Dashboard, "name", ref("Board")),
    Change("Board", "DashboardBody", '{"widgets":[]}', f.Dashboard, "series", ()),
]

READ = [
    (f.Table, "Table", "name", ref("Table")),
    (f.Table, "Table", "key", ref("Key", "Arn")),
    (f.Table, "Global", "key", ref("Key", "Arn")),
    (f.Table, "Global", "recovery", True),
    (f.SecretParameter, "Pair", "key", ref("SecretsKey")),
    (f.Bucket, "Data", "key", ref("Key", "Arn")),
    (f.Bucket, "Data", "versioned", True),
    (f.Bucket, "Logs", "key", f.AWS_OWNED),
    (f.Bucket, "Logs", "logs_to", None),
    (f.Bucket, "Audit", "logs_to", ref("Logs")),
    (f.Bucket, "Audit", "lock_days", 30),
    (f.AccountBlock, "Block", "ignore_public_acls", True),
    (f.DeliveryStream, "Delivery", "source", ref("Stream", "Arn")),
    (f.DeliveryStream, "Delivery", "bucket", ref("Data", "Arn")),
    (f.StorageConfig, "Records", "key", f.AWS_OWNED),
    (f.StorageConfig, "Recordings", "key", ref("Key", "Arn")),
    (f.SecurityKey, "Uploaded", "pair", ref("Pair", "PublicKey")),
    (f.LogGroup, "FunctionLog", "retention_days", 30),
    (f.Function, "Function", "log_group", ref("FunctionLog")),
    (f.Function, "Function", "timeout_seconds", 3),
    (f.Trail, "Trail", "management", True),
    (f.Trail, "Trail", "log_group", ref("FunctionLog", "Arn")),
    (
        f.Alarm,
        "Alarm",
        "dimensions",
        {"InstanceId": ref("Instance", "Id"), "MetricGroup": "VoiceCalls"},
    ),
    (f.Alarm, "Ratio", "metric", ""),
    (f.Alarm, "Ratio", "period_seconds", 0),
    (f.Alarm, "Ratio", "actions", (ref("Topic"),)),
    (f.Alarm, "Single", "namespace", "AWS/Kinesis"),
    (f.Alarm, "Single", "statistic", "p99"),
    (f.CompositeAlarm, "Composite", "members", (ref("Alarm"), "golive-x-other")),
    (f.Topic, "Topic", "key", ref("Key")),
    (f.Dashboard, "Board", "name", "golive-x"),
]
"""What the good stack says: kind, resource, field, value."""

STARTS = (Text((ref("Data", "Arn"), "/")),)


def changed(logical: str, path: str, value: Any) -> dict[str, Any]:
    """The good stack with one property set, or dropped."""
    stack = deepcopy(GOOD)
    place: Any = stack[logical]["Properties"]
    *steps, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    for step in steps:
        place = place[step]
    if value is DROP:
        del place[last]
    else:
        place[last] = value
    return stack
