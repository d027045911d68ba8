"""What a service does where a template says nothing, with the source of each row.

Two rows are stricter
than the service is with a new bucket: S3 blocks public access and disables ACLs on
buckets made since April 2023 (S3 User Guide, default settings for new buckets), but not
on one that is older, imported or changed since, and CloudFormation then leaves that as it
is. What a template doesn't state it doesn't guarantee.
"""

from __future__ import annotations

from typing import NamedTuple


class Default(NamedTuple):
    value: object
    source: str


CFN = "CloudFormation Template Reference, the page of the type"
NEW_BUCKETS = "S3 User Guide, default settings for new buckets, and the text above"
LOG_LEVELS = "Lambda Developer Guide, log levels: of JSON logs; text logs have none"
SSE = "BucketEncryption.ServerSideEncryptionConfiguration.0"
PITR = "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"
PUBLIC = "PublicAccessBlockConfiguration"

DEFAULTS: dict[str, dict[str, Default]] = {
    "AWS::CloudTrail::Trail": {
        "AdvancedEventSelectors": Default([], CFN),
        "EventSelectors": Default([], CFN),
        "EnableLogFileValidation": Default(False, CFN),
        "IsMultiRegionTrail": Default(False, CFN),
    },
    "AWS::CloudWatch::Alarm": {
        "ActionsEnabled": Default(True, CFN),
        "AlarmActions": Default([], CFN),
        "Dimensions": Default([], CFN),
        "TreatMissingData": Default("missing", CFN),
        "Unit": Default("", CFN),
    },
    "AWS::CloudWatch::AlarmMuteRule": {
        "MuteTargets.AlarmNames": Default([], CFN),
        "Rule.Schedule.Timezone": Default("UTC", "CloudWatch API Reference, Schedule"),
    },
    "AWS::CloudWatch::CompositeAlarm": {
        "ActionsEnabled": Default(True, CFN),
        "AlarmActions": Default([], CFN),
        "ActionsSuppressor": Default("", CFN),
    },
    "AWS::Config::ConfigurationRecorder": {
        "StartedOnCreate": Default(True, CFN),
        "RecordingGroup.AllSupported": Default(False, CFN),
        "RecordingGroup.IncludeGlobalResourceTypes": Default(False, CFN),
    },
    "AWS::Connect::Instance": {
        "Attributes.ContactflowLogs": Default(False, "Connect API Reference, CreateInstance"),
        "Attributes.ContactLens": Default(False, "Connect API Reference, CreateInstance"),
    },
    "AWS::DynamoDB::GlobalTable": {
        "SSESpecification.SSEEnabled": Default(False, CFN),
        "DeletionProtectionEnabled": Default(False, CFN),
        PITR: Default(False, CFN),
    },
    "AWS::DynamoDB::Table": {
        "SSESpecification.SSEEnabled": Default(False, CFN),
        "DeletionProtectionEnabled": Default(False, CFN),
        PITR: Default(False, CFN),
    },
    "AWS::KMS::Key": {
        "Enabled": Default(True, CFN),
        "EnableKeyRotation": Default(False, CFN),
        "KeyUsage": Default("ENCRYPT_DECRYPT", CFN),
        "Origin": Default("AWS_KMS", CFN),
    },
    "AWS::Kinesis::Stream": {
        "StreamEncryption.EncryptionType": Default("NONE", CFN),
        "RetentionPeriodHours": Default(24, CFN),
    },
    "AWS::KinesisFirehose::DeliveryStream": {
        "ExtendedS3DestinationConfiguration.CompressionFormat": Default("UNCOMPRESSED", CFN),
        "S3DestinationConfiguration.CompressionFormat": Default("UNCOMPRESSED", CFN),
    },
    "AWS::Lambda::Function": {
        "PackageType": Default("Zip", CFN),
        "Timeout": Default(3, CFN),
        "LoggingConfig.ApplicationLogLevel": Default("INFO", LOG_LEVELS),
        "LoggingConfig.SystemLogLevel": Default("INFO", LOG_LEVELS),
    },
    "AWS::Logs::LogGroup": {"RetentionInDays": Default(0, CFN)},
    "AWS::S3::Bucket": {
        f"{SSE}.ServerSideEncryptionByDefault.SSEAlgorithm": Default(
            "AES256", "S3 User Guide, default encryption"
        ),
        f"{SSE}.BucketKeyEnabled": Default(False, CFN),
        f"{PUBLIC}.BlockPublicAcls": Default(False, NEW_BUCKETS),
        f"{PUBLIC}.IgnorePublicAcls": Default(False, NEW_BUCKETS),
        f"{PUBLIC}.BlockPublicPolicy": Default(False, NEW_BUCKETS),
        f"{PUBLIC}.RestrictPublicBuckets": Default(False, NEW_BUCKETS),
        "OwnershipControls.Rules.0.ObjectOwnership": Default("ObjectWriter", NEW_BUCKETS),
        "VersioningConfiguration.Status": Default("Suspended", CFN),
        "ObjectLockEnabled": Default(False, CFN),
        "ReplicationConfiguration.Rules": Default([], CFN),
    },
    "AWS::SNS::Subscription": {
        "FilterPolicy": Default({}, "SNS Developer Guide, message filtering"),
    },
    "Custom::AccountPublicAccessBlock": {
        "BlockPublicAcls": Default(False, "S3 API Reference, PutPublicAccessBlock (account)"),
        "IgnorePublicAcls": Default(False, "S3 API Reference, PutPublicAccessBlock (account)"),
        "BlockPublicPolicy": Default(False, "S3 API Reference, PutPublicAccessBlock (account)"),
        "RestrictPublicBuckets": Default(False, "S3 API Reference, PutPublicAccessBlock (account)"),
    },
}
