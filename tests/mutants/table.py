"""The mutants written by hand: for each control, what breaks its claim."""

from __future__ import annotations

from typing import Any

from tests.mutants.mutant import DELETE, NOWHERE, Mutant, Other

TABLE, BUCKET, STREAM = "AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::Kinesis::Stream"
BUCKET_POLICY, TOPIC_POLICY = "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy"
KEY, TRAIL, LOG_GROUP = "AWS::KMS::Key", "AWS::CloudTrail::Trail", "AWS::Logs::LogGroup"
STORAGE, INSTANCE = "AWS::Connect::InstanceStorageConfig", "AWS::Connect::Instance"
BLOCK, PAIR = "Custom::AccountPublicAccessBlock", "Custom::InputKeyPair"
RECORDER, CHANNEL = "AWS::Config::ConfigurationRecorder", "AWS::Config::DeliveryChannel"
ALARM, COMPOSITE = "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm"
DASHBOARD, TOPIC = "AWS::CloudWatch::Dashboard", "AWS::SNS::Topic"
FUNCTION, SECURITY_KEY = "AWS::Lambda::Function", "AWS::Connect::SecurityKey"

P, STATEMENT = "Properties", "Properties.PolicyDocument.Statement"
SSE = f"{P}.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault"
FLAGS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
FOREIGN = {"AWS": "arn:aws:iam::999999999999:root"}
FOREIGN_KEY = "arn:aws:kms:us-east-1:999999999999:key/00000000-0000-0000-0000-000000000000"
FOREIGN_TOPIC = "arn:aws:sns:us-east-1:999999999999:other"


FOREIGN_INSTANCE = "arn:aws:connect:us-east-1:999999999999:instance/other"
LISTENER, FIREHOSE = "AWS::SNS::Subscription", "AWS::KinesisFirehose::DeliveryStream"
RULE = 'ALARM("golive-sandbox-calls-near-quota")'
TOGETHER = f'{RULE} AND ALARM("golive-sandbox-calls-over-quota")'
WRONG_KEY_ON = f"{STATEMENT}.[Sid=DenyWrongKey].Resource"
OPENED = f"{P}.KeyPolicy.Statement.[Sid=AccountPolicies].Principal"


def allow(principal: Any, action: str = "s3:GetObject") -> dict[str, Any]:
    """A statement that lets somebody in."""
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": "*"}


Row = tuple[str, str, str, tuple[Any, ...]]
"""Type, how the logical id begins, path below the resource, and the values put there."""

ROWS: dict[str, list[Row]] = {
    "2.6.1-dashboard-shows-metrics": [
        (DASHBOARD, "SystemHealth", f"{P}.DashboardBody", ('{"widgets":[]}', NOWHERE)),
    ],
    "2.6.3-alarm-reaches-topic": [
        (ALARM, "CallsNearQuota", f"{P}.AlarmName", ("another-name", DELETE)),
        (COMPOSITE, "Critical", f"{P}.AlarmRule", ('ALARM("another")',)),
        (COMPOSITE, "Critical", f"{P}.AlarmActions", (DELETE, [NOWHERE])),
        (COMPOSITE, "Critical", f"{P}.AlarmRule", (f"({RULE}) AND FALSE", TOGETHER)),
        (COMPOSITE, "Critical", f"{P}.ActionsEnabled", (False,)),
        (COMPOSITE, "Critical", "", (DELETE,)),
    ],
    "2.6.3-composite-reaches-topic": [
        (COMPOSITE, "Critical", f"{P}.AlarmActions", ([], [FOREIGN_TOPIC])),
        (COMPOSITE, "Critical", f"{P}.ActionsEnabled", (False, NOWHERE)),
        (COMPOSITE, "Warning", f"{P}.AlarmRule", ("FALSE", NOWHERE)),
    ],
    "2.6.3-topic-takes-alarms": [
        (TOPIC_POLICY, "CriticalTopic", f"{STATEMENT}.[Sid=AlarmsPublish]", (DELETE,)),
        (TOPIC_POLICY, "CriticalTopic", f"{STATEMENT}.[Sid=AlarmsPublish].Effect", ("Deny",)),
        (
            TOPIC_POLICY,
            "CriticalTopic",
            f"{STATEMENT}.[Sid=AlarmsPublish].Condition.StringEquals",
            ({"aws:SourceAccount": "999999999999"},),
        ),
        (
            TOPIC_POLICY,
            "CriticalTopic",
            f"{STATEMENT}.[Sid=DenyPlainHttp].Condition",
            (DELETE, {"StringEquals": {"aws:PrincipalTag/team": "x"}}),
        ),
        (TOPIC_POLICY, "CriticalTopic", "", (DELETE,)),
        (LISTENER, "WarningTopic", f"{P}.TopicArn", (FOREIGN_TOPIC, NOWHERE)),
        (LISTENER, "WarningTopic", f"{P}.Protocol", ("sqs", NOWHERE)),
        (TOPIC, "CriticalTopic", f"{P}.KmsMasterKeyId", (DELETE, "alias/aws/sns", NOWHERE)),
        (KEY, "OperationsKey", f"{P}.KeyPolicy.Statement.[Sid=AlarmsToTopic]", (DELETE,)),
    ],
    "2.6.6-recorder-records-all": [
        (RECORDER, "Config", "", (DELETE,)),
        (RECORDER, "Config", f"{P}.RecordingGroup.AllSupported", (False, DELETE, NOWHERE)),
        (
            RECORDER,
            "Config",
            f"{P}.RecordingGroup.IncludeGlobalResourceTypes",
            (False, DELETE, NOWHERE),
        ),
        (
            RECORDER,
            "Config",
            f"{P}.RecordingGroup.RecordingStrategy",
            ({"UseOnly": "EXCLUSION_BY_RESOURCE_TYPES"}, {"UseOnly": NOWHERE}),
        ),
    ],
    "2.6.6-channel-sealed": [
        (CHANNEL, "Config", "", (DELETE,)),
        (CHANNEL, "Config", f"{P}.S3BucketName", ("elsewhere",)),
        (
            CHANNEL,
            "Config",
            f"{P}.S3KmsKeyArn",
            (DELETE, "alias/aws/s3", FOREIGN_KEY, Other("Config"), NOWHERE),
        ),
    ],
    "2.6.7-trail-complete": [
        (TRAIL, "Trail", f"{P}.IsLogging", (False, DELETE, NOWHERE)),
        (TRAIL, "Trail", f"{P}.IsMultiRegionTrail", (False, DELETE, NOWHERE)),
        (TRAIL, "Trail", f"{P}.EnableLogFileValidation", (False, DELETE, NOWHERE)),
        (TRAIL, "Trail", f"{P}.KMSKeyId", (DELETE, "alias/aws/cloudtrail", NOWHERE)),
        (TRAIL, "Trail", f"{P}.CloudWatchLogsLogGroupArn", (DELETE, None)),
        (TRAIL, "Trail", f"{P}.S3BucketName", ("elsewhere",)),
    ],
    "2.6.8-flow-logs-kept": [
        (LOG_GROUP, "FlowLog", "", (DELETE,)),
        (LOG_GROUP, "FlowLog", f"{P}.LogGroupName", ("/aws/connect/another", DELETE)),
        (LOG_GROUP, "FlowLog", f"{P}.KmsKeyId", (DELETE, FOREIGN_KEY, NOWHERE)),
        (LOG_GROUP, "FlowLog", f"{P}.RetentionInDays", (DELETE, NOWHERE)),
        (INSTANCE, "Instance", f"{P}.InstanceAlias", ("another", NOWHERE)),
    ],
    "2.6.9-function-logs-kept": [
        (FUNCTION, "InputKeys", f"{P}.LoggingConfig", (DELETE,)),
        (FUNCTION, "InputKeys", f"{P}.LoggingConfig.LogGroup", ("/another/group", NOWHERE)),
        (LOG_GROUP, "InputKeysLog", f"{P}.KmsKeyId", (DELETE, NOWHERE)),
        (LOG_GROUP, "InputKeysLog", f"{P}.RetentionInDays", (DELETE, NOWHERE)),
    ],
    "4.1-table-key": [
        (TABLE, "Register", f"{P}.SSESpecification", (DELETE, None)),
        *((KEY, "OperationsKey", OPENED, (who,)) for who in ("*", FOREIGN)),
        (TABLE, "Register", f"{P}.SSESpecification.SSEEnabled", (False, DELETE, NOWHERE)),
        (
            TABLE,
            "Register",
            f"{P}.SSESpecification.KMSMasterKeyId",
            (
                DELETE,
                None,
                "alias/aws/dynamodb",
                FOREIGN_KEY,
                Other("SigningKey", "Arn"),
                Other("Recordings"),
                NOWHERE,
            ),
        ),
    ],
    "4.2-key-uploaded": [
        (SECURITY_KEY, "SecurityKeyA", "", (DELETE,)),
        (SECURITY_KEY, "SecurityKeyA", f"{P}.InstanceId", (FOREIGN_INSTANCE, NOWHERE)),
    ],
    "4.2-key-is-ours": [
        (SECURITY_KEY, "SecurityKeyA", f"{P}.Key", ("-----BEGIN PUBLIC KEY-----", DELETE, NOWHERE)),
        (SECURITY_KEY, "SecurityKeyA", f"{P}.Key", (Other("InputKeysFunction", "Arn"),)),
    ],
    "4.4-private-key-sealed": [
        (PAIR, "PairA", f"{P}.ParameterType", ("String", DELETE, NOWHERE)),
        (PAIR, "PairA", f"{P}.KeyArn", (DELETE, "alias/aws/ssm", NOWHERE)),
    ],
    "4.4-secrets-key-closed": [
        (
            KEY,
            "SecretsKey",
            f"{P}.KeyPolicy.Statement.0.Principal",
            ("*", FOREIGN, {"Service": "lambda.amazonaws.com"}, NOWHERE),
        ),
        (KEY, "SecretsKey", f"{P}.KeyPolicy.Statement.0", (allow(FOREIGN, "kms:Decrypt"),)),
    ],
    "4.5-bucket-principals": [
        (
            BUCKET_POLICY,
            "RecordingsPolicy",
            f"{STATEMENT}.[Sid=DenyOldTls]",
            (allow("*"), allow(FOREIGN), allow(NOWHERE)),
        ),
        (
            BUCKET_POLICY,
            "AccessLogPolicy",
            f"{STATEMENT}.[Sid=AccessLogDelivery].Principal",
            ("*",),
        ),
    ],
    "4.5-bucket-without-acls": [
        (
            BUCKET,
            "Recordings",
            f"{P}.OwnershipControls.Rules.0.ObjectOwnership",
            ("ObjectWriter", "BucketOwnerPreferred", NOWHERE),
        ),
        (BUCKET, "Recordings", f"{P}.OwnershipControls", (DELETE,)),
    ],
    "4.6-bucket-blocks-public": [
        (BUCKET, "Recordings", f"{P}.PublicAccessBlockConfiguration", (DELETE, None)),
        *(
            (BUCKET, "Recordings", f"{P}.PublicAccessBlockConfiguration.{f}", (False, DELETE))
            for f in FLAGS
        ),
        (BUCKET, "Recordings", f"{P}.PublicAccessBlockConfiguration.{FLAGS[0]}", (NOWHERE,)),
    ],
    "4.6-account-blocks-public": [
        (BLOCK, "PublicAccessBlock", "", (DELETE,)),
        *((BLOCK, "PublicAccessBlock", f"{P}.{flag}", (False, DELETE)) for flag in FLAGS),
        (BLOCK, "PublicAccessBlock", f"{P}.AccountId", ("999999999999", NOWHERE)),
        (BLOCK, "PublicAccessBlock", f"{P}.{FLAGS[0]}", (NOWHERE,)),
    ],
    "4.7-bucket-access-logged": [
        (BUCKET, "Recordings", f"{P}.LoggingConfiguration", (DELETE, None)),
        (
            BUCKET,
            "Recordings",
            f"{P}.LoggingConfiguration.DestinationBucketName",
            ("elsewhere", Other("Archive"), Other("Recordings")),
        ),
        (BUCKET_POLICY, "AccessLogPolicy", f"{STATEMENT}.[Sid=AccessLogDelivery]", (DELETE,)),
    ],
    "4.7-bucket-data-events": [
        (TRAIL, "Trail", f"{P}.AdvancedEventSelectors.[Name=AWS::S3::Object]", (DELETE,)),
        (
            TRAIL,
            "Trail",
            f"{P}.AdvancedEventSelectors.[Name=AWS::S3::Object].FieldSelectors.2.StartsWith",
            (["arn:aws:s3:::another-"],),
        ),
    ],
    "4.7-table-data-events": [
        (TRAIL, "Trail", f"{P}.AdvancedEventSelectors.[Name=AWS::DynamoDB::Table]", (DELETE,)),
    ],
    "4.7-trail-management-events": [
        (TRAIL, "Trail", f"{P}.AdvancedEventSelectors.[Name=management]", (DELETE,)),
    ],
    "4.7-instance-flow-logs": [
        (INSTANCE, "Instance", f"{P}.Attributes.ContactflowLogs", (False, DELETE, NOWHERE)),
    ],
    "4.8-stream-key": [
        (STREAM, "ContactRecords", f"{P}.StreamEncryption", (DELETE, None)),
        (STREAM, "ContactRecords", f"{P}.StreamEncryption.EncryptionType", ("NONE", NOWHERE)),
        (
            STREAM,
            "ContactRecords",
            f"{P}.StreamEncryption.KeyId",
            ("alias/aws/kinesis", FOREIGN_KEY, NOWHERE),
        ),
        (
            FIREHOSE,
            "RecordArchive",
            f"{P}.ExtendedS3DestinationConfiguration.BucketARN",
            ("arn:aws:s3:::elsewhere", NOWHERE),
        ),
        (
            FIREHOSE,
            "RecordArchive",
            f"{P}.ExtendedS3DestinationConfiguration.EncryptionConfiguration",
            ({"KMSEncryptionConfig": {"AWSKMSKeyARN": FOREIGN_KEY}},),
        ),
    ],
    "4.8-instance-streams": [
        (STORAGE, "AgentEvents", "", (DELETE,)),
        (STORAGE, "AgentEvents", f"{P}.InstanceArn", (FOREIGN_INSTANCE, NOWHERE)),
        (STORAGE, "AgentEvents", f"{P}.ResourceType", ("CONTACT_TRACE_RECORDS", NOWHERE)),
    ],
    "4.8-associated-stream-key": [
        (STORAGE, "ContactRecords", f"{P}.StorageType", ("KINESIS_FIREHOSE",)),
        (
            STORAGE,
            "ContactRecords",
            f"{P}.KinesisStreamConfig.StreamArn",
            (DELETE, "arn:aws:kinesis:us-east-1:999999999999:stream/other", NOWHERE),
        ),
    ],
    "4.9-bucket-tls-only": [
        (BUCKET_POLICY, "RecordingsPolicy", "", (DELETE,)),
        (BUCKET_POLICY, "RecordingsPolicy", f"{STATEMENT}.[Sid=DenyPlainHttp]", (DELETE,)),
        (
            BUCKET_POLICY,
            "RecordingsPolicy",
            f"{STATEMENT}.[Sid=DenyPlainHttp].Condition.Bool",
            ({"aws:SecureTransport": "true"}, NOWHERE),
        ),
        (
            BUCKET_POLICY,
            "RecordingsPolicy",
            f"{STATEMENT}.[Sid=DenyPlainHttp].Principal",
            (FOREIGN,),
        ),
        (
            BUCKET_POLICY,
            "RecordingsPolicy",
            f"{STATEMENT}.[Sid=DenyPlainHttp].Action",
            ("s3:GetObject",),
        ),
        (
            BUCKET_POLICY,
            "RecordingsPolicy",
            f"{STATEMENT}.[Sid=DenyPlainHttp].Resource",
            (Other("Recordings", "Arn"), Other("Archive", "Arn"), ["arn:aws:s3:::x", "x/*"]),
        ),
    ],
    "4.9-bucket-services-bound": [
        (
            BUCKET_POLICY,
            "AccessLogPolicy",
            f"{STATEMENT}.[Sid=AccessLogDelivery].Condition",
            (DELETE,),
        ),
        (
            BUCKET_POLICY,
            "TrailTrailBucketPolicy",
            f"{STATEMENT}.[Sid=TrailChecksAcl].Condition",
            (DELETE,),
        ),
    ],
    "4.9-bucket-encrypted-puts": [
        (BUCKET, "Recordings", f"{P}.BucketEncryption", (DELETE,)),
        (BUCKET, "Recordings", f"{SSE}.SSEAlgorithm", ("AES256", NOWHERE)),
        (BUCKET, "Recordings", f"{SSE}.KMSMasterKeyID", (DELETE, "alias/aws/s3", NOWHERE)),
        (BUCKET_POLICY, "RecordingsPolicy", f"{STATEMENT}.[Sid=DenyWrongAlgorithm]", (DELETE,)),
        (BUCKET_POLICY, "RecordingsPolicy", f"{STATEMENT}.[Sid=DenyWrongKey]", (DELETE,)),
        (
            BUCKET_POLICY,
            "RecordingsPolicy",
            f"{STATEMENT}.[Sid=DenyWrongKey].Condition.Null",
            (DELETE,),
        ),
        (BUCKET_POLICY, "RecordingsPolicy", WRONG_KEY_ON, (Other("Archive", "Arn"),)),
    ],
    "4.9-stored-under-our-key": [
        (STORAGE, "CallRecordings", f"{P}.S3Config.BucketName", ("elsewhere", NOWHERE)),
        (STORAGE, "CallRecordings", f"{P}.S3Config.EncryptionConfig", (DELETE,)),
        (
            STORAGE,
            "CallRecordings",
            f"{P}.S3Config.EncryptionConfig.KeyId",
            (DELETE, "alias/aws/s3", NOWHERE),
        ),
    ],
}

MUTANTS = [
    Mutant(control, type_, logical, where, value)
    for control, rows in ROWS.items()
    for type_, logical, where, values in rows
    for value in values
]
