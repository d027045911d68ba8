"""One stack in which every control holds, as CloudFormation, written by hand.

Beside tests/controls/good.py, which says the same as facts.
"""

from __future__ import annotations

from typing import Any

from tests.template.parts import ADMINISTERED, LOGS_KEY, ROLES, TRAIL_KEY, arn, resource, service
from tests.template.reading import ACCOUNT
from tests.template.searching import SEARCHING
from tests.template.watching import WATCHING

HEADER = "s3:x-amz-server-side-encryption"


def key(*statements: Any) -> dict[str, Any]:
    root = {"AWS": {"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}}
    own = {"Effect": "Allow", "Principal": root, "Action": "kms:*", "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [own, *statements]}
    return resource("AWS::KMS::Key", EnableKeyRotation=True, KeyPolicy=policy)


def bucket(**properties: Any) -> dict[str, Any]:
    sse = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": arn("Key")}
    flags = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    usual = {
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [
                {"ServerSideEncryptionByDefault": sse, "BucketKeyEnabled": True}
            ]
        },
        "PublicAccessBlockConfiguration": dict.fromkeys(flags, True),
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "VersioningConfiguration": {"Status": "Enabled"},
        "LoggingConfiguration": {"DestinationBucketName": {"Ref": "Logs"}},
    }
    return resource("AWS::S3::Bucket", **(usual | properties))


def policy(logical: str, *statements: Any) -> dict[str, Any]:
    whole = [arn(logical), {"Fn::Join": ["", [arn(logical), "/*"]]}]
    tls = {
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "s3:*",
        "Resource": whole,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    document = {"Statement": [tls, *statements]}
    return resource("AWS::S3::BucketPolicy", Bucket={"Ref": logical}, PolicyDocument=document)


def refuse(header: str, operator: str, value: Any) -> dict[str, Any]:
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "Resource": {"Fn::Sub": "${Data.Arn}/*"},
        "Condition": {"Null": {header: "false"}, operator: {header: value}},
    }


def storage(kind: str, **target: Any) -> dict[str, Any]:
    where = "S3" if "S3Config" in target else "KINESIS_STREAM"
    return resource(
        "AWS::Connect::InstanceStorageConfig",
        InstanceArn=arn("Instance"),
        ResourceType=kind,
        StorageType=where,
        **target,
    )


FIELDS = [
    {"Field": "eventCategory", "Equals": ["Data"]},
    {"Field": "resources.type", "Equals": ["AWS::DynamoDB::Table"]},
    {"Field": "resources.ARN", "Equals": [arn("Table")]},
]
OBJECTS = [
    {"Field": "eventCategory", "Equals": ["Data"]},
    {"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
    {"Field": "resources.ARN", "StartsWith": [{"Fn::Join": ["", [arn("Data"), "/"]]}]},
]
ALARM_KEY = service("cloudwatch.amazonaws.com", "kms:Decrypt", "kms:GenerateDataKey*")
COPIES = [
    {"Status": "Enabled", "Destination": {"Bucket": arn("Audit")}},
    {"Status": "Enabled", "Destination": {"Bucket": "arn:aws:s3:::golive-x-logs"}},
    {"Status": "Disabled", "Destination": {"Bucket": "arn:aws:s3:::strangers-bucket"}},
]
GOOD: dict[str, Any] = {
    "Key": key(ALARM_KEY, LOGS_KEY, TRAIL_KEY),
    "SecretsKey": resource("AWS::KMS::Key", EnableKeyRotation=True, KeyPolicy=ADMINISTERED),
    "Alias": resource(
        "AWS::KMS::Alias", AliasName="alias/golive-x-secrets", TargetKeyId={"Ref": "SecretsKey"}
    ),
    "Table": resource(
        "AWS::DynamoDB::Table",
        SSESpecification={"SSEEnabled": True, "KMSMasterKeyId": arn("Key")},
        PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        DeletionProtectionEnabled=True,
    ),
    "Global": resource(
        "AWS::DynamoDB::GlobalTable",
        TableName="golive-x-global",
        SSESpecification={"SSEEnabled": True},
        Replicas=[
            {
                "Region": {"Ref": "AWS::Region"},
                "SSESpecification": {"KMSMasterKeyId": arn("Key")},
                "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
                "DeletionProtectionEnabled": True,
            }
        ],
    ),
    "Pair": resource(
        "Custom::InputKeyPair",
        ParameterName="/golive/x/input/a",
        ParameterType="SecureString",
        KeyArn="alias/golive-x-secrets",
        ServiceToken=arn("Function"),
        Slot="a",
    ),
    "Data": bucket(ReplicationConfiguration={"Role": arn("Role"), "Rules": COPIES}),
    "DataPolicy": policy(
        "Data",
        refuse(HEADER, "StringNotEquals", "aws:kms"),
        refuse(f"{HEADER}-aws-kms-key-id", "ArnNotEquals", arn("Key")),
    ),
    "Logs": bucket(
        BucketName="golive-x-logs",
        BucketEncryption={
            "ServerSideEncryptionConfiguration": [
                {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
            ]
        },
        LoggingConfiguration={"Ref": "AWS::NoValue"},
    ),
    "LogsPolicy": policy("Logs", service("logging.s3.amazonaws.com", "s3:PutObject")),
    "Audit": bucket(
        ObjectLockEnabled=True,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 30}},
        },
        LoggingConfiguration={"DestinationBucketName": "golive-x-logs"},
    ),
    "AuditPolicy": policy(
        "Audit",
        service(
            "cloudtrail.amazonaws.com",
            "s3:PutObject",
            Resource={"Fn::Sub": "${Audit.Arn}/AWSLogs/${AWS::AccountId}/*"},
        ),
    ),
    "Block": resource(
        "Custom::AccountPublicAccessBlock",
        AccountId=ACCOUNT,
        BlockPublicAcls=True,
        IgnorePublicAcls="true",
        BlockPublicPolicy="true",
        RestrictPublicBuckets="true",
    ),
    "Stream": resource(
        "AWS::Kinesis::Stream",
        RetentionPeriodHours=72,
        StreamEncryption={"EncryptionType": "KMS", "KeyId": arn("Key")},
    ),
    "Delivery": resource(
        "AWS::KinesisFirehose::DeliveryStream",
        KinesisStreamSourceConfiguration={"KinesisStreamARN": arn("Stream")},
        ExtendedS3DestinationConfiguration={
            "BucketARN": arn("Data"),
            "CompressionFormat": "GZIP",
            "EncryptionConfiguration": {"KMSEncryptionConfig": {"AWSKMSKeyARN": arn("Key")}},
        },
    ),
    "Instance": resource(
        "AWS::Connect::Instance",
        InstanceAlias="x",
        IdentityManagementType="CONNECT_MANAGED",
        Attributes={"ContactflowLogs": True, "ContactLens": True},
    ),
    "Records": storage("CONTACT_TRACE_RECORDS", KinesisStreamConfig={"StreamArn": arn("Stream")}),
    "Events": storage("AGENT_EVENTS", KinesisStreamConfig={"StreamArn": arn("Stream")}),
    "Recordings": storage(
        "CALL_RECORDINGS",
        S3Config={
            "BucketName": {"Ref": "Data"},
            "BucketPrefix": "recordings",
            "EncryptionConfig": {"EncryptionType": "KMS", "KeyId": arn("Key")},
        },
    ),
    "Uploaded": resource(
        "AWS::Connect::SecurityKey",
        InstanceId=arn("Instance"),
        Key={"Fn::GetAtt": ["Pair", "PublicKey"]},
    ),
    "FlowLog": resource(
        "AWS::Logs::LogGroup",
        LogGroupName="/aws/connect/x",
        KmsKeyId=arn("Key"),
        RetentionInDays=30,
    ),
    "FunctionLog": resource("AWS::Logs::LogGroup", KmsKeyId=arn("Key"), RetentionInDays="30"),
    "Function": resource(
        "AWS::Lambda::Function",
        FunctionName="fn",
        Runtime="python3.13",
        Role=arn("Role"),
        LoggingConfig={"LogGroup": {"Ref": "FunctionLog"}},
        Environment={"Variables": {"LOG_LEVEL": "INFO", "TABLE": {"Ref": "Table"}}},
    ),
    "Origin": resource(
        "AWS::Connect::ApprovedOrigin",
        InstanceId=arn("Instance"),
        Origin="https://desktop.example.com",
    ),
    "Trail": resource(
        "AWS::CloudTrail::Trail",
        TrailName="golive-x-trail",
        IsLogging=True,
        IsMultiRegionTrail=True,
        EnableLogFileValidation=True,
        KMSKeyId=arn("Key"),
        S3BucketName={"Ref": "Audit"},
        CloudWatchLogsLogGroupArn=arn("FunctionLog"),
        AdvancedEventSelectors=[
            {"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
            {"FieldSelectors": FIELDS},
            {"FieldSelectors": OBJECTS},
            {
                "FieldSelectors": [
                    *FIELDS[:2],
                    {
                        "Field": "resources.ARN",
                        "StartsWith": [
                            {
                                "Fn::Sub": "arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}"
                                ":table/golive-x-"
                            }
                        ],
                    },
                ]
            },
        ],
    ),
    "Recorder": resource(
        "AWS::Config::ConfigurationRecorder",
        RecordingGroup={"AllSupported": True, "IncludeGlobalResourceTypes": True},
    ),
    "Channel": resource(
        "AWS::Config::DeliveryChannel", S3BucketName={"Ref": "Audit"}, S3KmsKeyArn=arn("Key")
    ),
    "Rule": resource(
        "AWS::Config::ConfigRule",
        Source={"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_SSL_REQUESTS_ONLY"},
    ),
    **ROLES,
    **SEARCHING,
    **WATCHING,
}
