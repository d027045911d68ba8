"""What one changed property of the good stack changes in a fact."""

from __future__ import annotations

from datetime import UTC, datetime

from golive.facts.access import GivenPolicy, Role
from golive.facts.audit import (
    Channel,
    ConfigRule,
    Function,
    LogGroup,
    MetricFilter,
    Recorder,
    Trail,
)
from golive.facts.connect import Instance, SecurityKey, StorageConfig
from golive.facts.leftovers import LogLevel
from golive.facts.monitoring import Alarm, CompositeAlarm, Dashboard, Topic
from golive.facts.mutes import Mute
from golive.facts.storage import (
    AccountBlock,
    Bucket,
    DeliveryStream,
    Key,
    SecretParameter,
    Stream,
    Table,
)
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Text
from tests.template.change import DROP, Change
from tests.template.reading import ref
from tests.template.watched import WATCHING

AWS_S_OWN = "arn:aws:iam::aws:policy/ReadOnlyAccess"
SSE = "BucketEncryption.ServerSideEncryptionConfiguration.0"
PITR = "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"
PUBLIC = "PublicAccessBlockConfiguration"
LOCK = "ObjectLockConfiguration.Rule.DefaultRetention"
S3 = "ExtendedS3DestinationConfiguration"
COPIES = "ReplicationConfiguration"
OTHER_COPIES = (ref("Logs", "Arn"),)
STRANGER = "arn:aws:lambda:us-east-1:999999999999:function:pairs"
OTHER_KEY = "arn:aws:kms:us-east-1:999999999999:key/other"


CHANGES = [
    *WATCHING,
    Change("Key", "KeyUsage", "SIGN_VERIFY", Key, "usage", "SIGN_VERIFY"),
    Change("Key", "EnableKeyRotation", DROP, Key, "rotation", False),
    Change("Key", "Enabled", False, Key, "state", "Disabled"),
    Change("Key", "Origin", "EXTERNAL", Key, "state", "PendingImport"),
    Change("Table", "TableName", "t", Table, "name", "t"),
    Change("Table", "SSESpecification", DROP, Table, "key", AWS_OWNED),
    Change("Table", "SSESpecification.SSEEnabled", "false", Table, "key", AWS_OWNED),
    Change("Table", "SSESpecification.KMSMasterKeyId", DROP, Table, "key", AWS_MANAGED),
    Change("Table", "SSESpecification.KMSMasterKeyId", OTHER_KEY, Table, "key", OTHER_KEY),
    Change("Table", PITR, DROP, Table, "recovery", False),
    Change("Table", "DeletionProtectionEnabled", DROP, Table, "deletion_protection", False),
    Change("Global", "SSESpecification", DROP, Table, "key", AWS_OWNED),
    Change("Global", "Replicas.0.SSESpecification", DROP, Table, "key", AWS_MANAGED),
    Change(
        "Global",
        "Replicas",
        [
            {"Region": "us-east-1", "SSESpecification": {"KMSMasterKeyId": OTHER_KEY}},
            {"Region": "eu-west-1"},
        ],
        Table,
        "key",
        AWS_MANAGED,
    ),
    Change("Global", f"Replicas.0.{PITR}", DROP, Table, "recovery", False),
    Change(
        "Global",
        "Replicas.0.DeletionProtectionEnabled",
        DROP,
        Table,
        "deletion_protection",
        False,
    ),
    Change("Pair", "ParameterName", "/other", SecretParameter, "name", "/other"),
    Change("Pair", "ParameterType", "String", SecretParameter, "type", "String"),
    Change("Pair", "KeyArn", DROP, SecretParameter, "key", AWS_OWNED),
    Change("Pair", "ServiceToken", STRANGER, SecretParameter, "maker", STRANGER),
    Change("Pair", "KeyArn", "alias/aws/ssm", SecretParameter, "key", AWS_MANAGED),
    Change("Data", "BucketName", "b", Bucket, "name", "b"),
    Change("Data", "BucketEncryption", DROP, Bucket, "encryption", "AES256"),
    Change("Data", "BucketEncryption", DROP, Bucket, "key", AWS_OWNED),
    Change(
        "Data",
        f"{SSE}.ServerSideEncryptionByDefault.KMSMasterKeyID",
        DROP,
        Bucket,
        "key",
        AWS_MANAGED,
    ),
    Change("Data", f"{SSE}.BucketKeyEnabled", DROP, Bucket, "bucket_key", False),
    Change("Data", f"{PUBLIC}.BlockPublicAcls", False, Bucket, "block_public_acls", False),
    Change("Data", f"{PUBLIC}.IgnorePublicAcls", DROP, Bucket, "ignore_public_acls", False),
    Change("Data", f"{PUBLIC}.BlockPublicPolicy", "false", Bucket, "block_public_policy", False),
    Change("Data", PUBLIC, DROP, Bucket, "restrict_public_buckets", False),
    Change("Data", "OwnershipControls", DROP, Bucket, "ownership", "ObjectWriter"),
    Change("Data", "VersioningConfiguration", DROP, Bucket, "versioned", False),
    Change("Data", "LoggingConfiguration", DROP, Bucket, "logs_to", None),
    Change(
        "Data", "LoggingConfiguration.DestinationBucketName", DROP, Bucket, "logs_to", ref("Data")
    ),
    Change(
        "Data",
        "LoggingConfiguration.DestinationBucketName",
        "strange",
        Bucket,
        "logs_to",
        "strange",
    ),
    Change("Audit", "ObjectLockEnabled", DROP, Bucket, "lock_days", 0),
    Change("Audit", f"{LOCK}.Days", 10, Bucket, "lock_days", 10),
    Change("Audit", LOCK, {"Mode": "GOVERNANCE", "Years": 2}, Bucket, "lock_days", 730),
    Change("Audit", LOCK, DROP, Bucket, "lock_days", 0),
    Change("Data", "ReplicationConfiguration", DROP, Bucket, "copies_to", ()),
    Change("Data", f"{COPIES}.Rules.0.Status", "Disabled", Bucket, "copies_to", OTHER_COPIES),
    Change(
        "Data",
        f"{COPIES}.Rules.0.Destination.Bucket",
        "arn:aws:s3:::strangers-bucket",
        Bucket,
        "copies_to",
        ("arn:aws:s3:::strangers-bucket", *OTHER_COPIES),
    ),
    Change("Block", "BlockPublicAcls", "false", AccountBlock, "block_public_acls", False),
    Change("Block", "AccountId", "999999999999", AccountBlock, "block_public_acls", False),
    Change("Block", "IgnorePublicAcls", DROP, AccountBlock, "ignore_public_acls", False),
    Change("Block", "BlockPublicPolicy", False, AccountBlock, "block_public_policy", False),
    Change("Block", "RestrictPublicBuckets", DROP, AccountBlock, "restrict_public_buckets", False),
    Change("Stream", "Name", "s", Stream, "name", "s"),
    Change("Stream", "StreamEncryption", DROP, Stream, "encryption", "NONE"),
    Change("Stream", "StreamEncryption", DROP, Stream, "key", AWS_OWNED),
    Change("Stream", "StreamEncryption.KeyId", "alias/aws/kinesis", Stream, "key", AWS_MANAGED),
    Change("Stream", "RetentionPeriodHours", DROP, Stream, "retention_hours", 24),
    Change(
        "Delivery",
        "KinesisStreamSourceConfiguration.KinesisStreamARN",
        "arn:x",
        DeliveryStream,
        "source",
        "arn:x",
    ),
    Change(
        "Delivery",
        f"{S3}.BucketARN",
        "arn:aws:s3:::b",
        DeliveryStream,
        "bucket",
        "arn:aws:s3:::b",
    ),
    Change("Delivery", f"{S3}.EncryptionConfiguration", DROP, DeliveryStream, "key", AWS_OWNED),
    Change(
        "Delivery", f"{S3}.CompressionFormat", DROP, DeliveryStream, "compression", "UNCOMPRESSED"
    ),
    Change("Instance", "InstanceAlias", "y", Instance, "alias", "y"),
    Change("Instance", "IdentityManagementType", "SAML", Instance, "identity", "SAML"),
    Change("Instance", "Attributes", DROP, Instance, "flow_logs", False),
    Change("Instance", "Attributes.ContactLens", DROP, Instance, "contact_lens", False),
    Change("Records", "InstanceArn", "arn:i", StorageConfig, "instance", "arn:i"),
    Change(
        "Records", "ResourceType", "AGENT_EVENTS", StorageConfig, "resource_type", "AGENT_EVENTS"
    ),
    Change("Records", "KinesisStreamConfig.StreamArn", "arn:s", StorageConfig, "target", "arn:s"),
    Change(
        "Recordings", "S3Config.BucketName", "golive-x-logs", StorageConfig, "target", ref("Logs")
    ),
    Change("Recordings", "S3Config.EncryptionConfig", DROP, StorageConfig, "key", AWS_OWNED),
    Change("Uploaded", "InstanceId", "arn:i", SecurityKey, "instance", "arn:i"),
    Change("Uploaded", "Key", "-----BEGIN", SecurityKey, "pair", "-----BEGIN"),
    Change("FlowLog", "LogGroupName", DROP, LogGroup, "name", ref("FlowLog")),
    Change("FlowLog", "KmsKeyId", DROP, LogGroup, "key", AWS_OWNED),
    Change("FlowLog", "RetentionInDays", DROP, LogGroup, "retention_days", 0),
    Change("Function", "FunctionName", DROP, Function, "name", ref("Function")),
    Change("Function", "LoggingConfig", DROP, Function, "log_group", "/aws/lambda/fn"),
    Change("Function", "LoggingConfig.LogGroup", "strange", Function, "log_group", "strange"),
    Change("Function", "Role", "arn:aws:iam::1:role/r", Function, "role", "arn:aws:iam::1:role/r"),
    Change("Function", "Runtime", "nodejs24.x", Function, "runtime", "nodejs24.x"),
    Change("Function", "PackageType", "Image", Function, "runtime", "Image"),
    Change("Function", "Timeout", 60, Function, "timeout_seconds", 60),
    Change(
        "Function", "LoggingConfig.ApplicationLogLevel", "DEBUG", LogLevel, "application", "DEBUG"
    ),
    Change("Function", "LoggingConfig.SystemLogLevel", "DEBUG", LogLevel, "system", "DEBUG"),
    Change(
        "Function",
        "Environment.Variables.LOG_LEVEL",
        "DEBUG",
        LogLevel,
        "variables",
        {"LOG_LEVEL": "DEBUG"},
    ),
    Change("Trail", "TrailName", DROP, Trail, "name", ref("Trail")),
    Change("Trail", "IsLogging", False, Trail, "logging", False),
    Change("Trail", "IsMultiRegionTrail", DROP, Trail, "multi_region", False),
    Change("Trail", "EnableLogFileValidation", DROP, Trail, "validation", False),
    Change("Trail", "KMSKeyId", DROP, Trail, "key", AWS_OWNED),
    Change("Trail", "S3BucketName", "b", Trail, "bucket", "b"),
    Change("Trail", "CloudWatchLogsLogGroupArn", DROP, Trail, "log_group", None),
    Change("Trail", "AdvancedEventSelectors.0", DROP, Trail, "management", False),
    Change("Recorder", "StartedOnCreate", False, Recorder, "recording", False),
    Change("Recorder", "RecordingGroup.AllSupported", DROP, Recorder, "all_types", False),
    Change("Recorder", "RecordingGroup", DROP, Recorder, "global_types", False),
    Change(
        "Recorder",
        "RecordingGroup.RecordingStrategy",
        {"UseOnly": "EXCLUSION_BY_RESOURCE_TYPES"},
        Recorder,
        "all_types",
        False,
    ),
    Change("Channel", "S3BucketName", "b", Channel, "bucket", "b"),
    Change("Channel", "S3KmsKeyArn", DROP, Channel, "key", AWS_OWNED),
    Change("Rule", "Source.SourceIdentifier", "OTHER", ConfigRule, "identifier", "OTHER"),
    Change("Rule", "Source.Owner", "CUSTOM_LAMBDA", ConfigRule, "identifier", "CUSTOM_LAMBDA"),
    Change("Role", "RoleName", "r", Role, "name", "r"),
    Change("Role", "ManagedPolicyArns", [AWS_S_OWN], Role, "unread", (AWS_S_OWN,)),
    Change("Given", "ManagedPolicyName", "g", GivenPolicy, "name", "g"),
    Change("Given", "Roles", [{"Ref": "Role"}], GivenPolicy, "roles", (ref("Role"),)),
]

READ = [
    (Table, "Table", "name", ref("Table")),
    (Table, "Table", "key", ref("Key", "Arn")),
    (Table, "Global", "key", ref("Key", "Arn")),
    (Table, "Global", "recovery", True),
    (SecretParameter, "Pair", "key", ref("SecretsKey")),
    (SecretParameter, "Pair", "maker", ref("Function", "Arn")),
    (Bucket, "Data", "copies_to", (ref("Audit", "Arn"), ref("Logs", "Arn"))),
    (Bucket, "Data", "key", ref("Key", "Arn")),
    (Bucket, "Data", "versioned", True),
    (Bucket, "Logs", "key", AWS_OWNED),
    (Bucket, "Logs", "logs_to", None),
    (Bucket, "Audit", "logs_to", ref("Logs")),
    (Bucket, "Audit", "lock_days", 30),
    (AccountBlock, "Block", "ignore_public_acls", True),
    (DeliveryStream, "Delivery", "source", ref("Stream", "Arn")),
    (DeliveryStream, "Delivery", "bucket", ref("Data", "Arn")),
    (StorageConfig, "Records", "key", AWS_OWNED),
    (StorageConfig, "Recordings", "key", ref("Key", "Arn")),
    (SecurityKey, "Uploaded", "pair", ref("Pair", "PublicKey")),
    (LogGroup, "FunctionLog", "retention_days", 30),
    (Function, "Function", "log_group", ref("FunctionLog")),
    (Function, "Function", "role", ref("Role", "Arn")),
    (Function, "Function", "timeout_seconds", 3),
    (MetricFilter, "RootUsed", "log_group", ref("FunctionLog")),
    (MetricFilter, "RootUsed", "default", 0),
    (MetricFilter, "RootUsed", "narrowed", ""),
    (Trail, "Trail", "management", True),
    (Trail, "Trail", "log_group", ref("FunctionLog", "Arn")),
    (
        Alarm,
        "Alarm",
        "dimensions",
        {"InstanceId": ref("Instance", "Id"), "MetricGroup": "VoiceCalls"},
    ),
    (Alarm, "Ratio", "metric", ""),
    (Alarm, "Ratio", "period_seconds", 60),
    (Alarm, "Ratio", "actions", (ref("Topic"),)),
    (Alarm, "Single", "namespace", "Orders"),
    (Alarm, "Single", "statistic", "p99"),
    (Mute, "Quiet", "targets", (ref("Waiting"),)),
    (Mute, "Quiet", "expires", datetime(2027, 1, 18, 5, tzinfo=UTC)),
    (CompositeAlarm, "Composite", "members", (ref("Alarm"), "golive-x-other")),
    (Topic, "Topic", "key", ref("Key")),
    (Dashboard, "Board", "name", "golive-x-system-health"),
    (GivenPolicy, "Shared", "roles", (ref("Role"),)),
    (GivenPolicy, "Given", "roles", ()),
]
"""What the good stack says: kind, resource, field, value."""

STARTS = (Text((ref("Data", "Arn"), "/")),)
