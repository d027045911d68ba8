"""What a template says of a resource is what its service answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.account import Account


def open_key(account: Account) -> dict[str, Any]:
    """A key whose policy lets the account and CloudWatch Logs use it."""
    logs = f"logs.{account.connection.region}.amazonaws.com"
    owner = f"arn:aws:iam::{account.connection.account}:root"
    everything = {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
    statements = [
        {**everything, "Principal": {"AWS": owner}},
        {**everything, "Principal": {"Service": logs}},
    ]
    policy = {"Version": "2012-10-17", "Statement": statements}
    return {
        "Type": "AWS::KMS::Key",
        "Properties": {"KeyPolicy": policy, "EnableKeyRotation": True},
    }


ARN = {"Fn::GetAtt": ["Key", "Arn"]}
BUCKET = {
    "BucketEncryption": {
        "ServerSideEncryptionConfiguration": [
            {
                "BucketKeyEnabled": True,
                "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": ARN},
            }
        ]
    },
    "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
    "LoggingConfiguration": {"DestinationBucketName": {"Ref": "Logs"}, "LogFilePrefix": "in/"},
    "LifecycleConfiguration": {
        "Rules": [
            {
                "Id": "old",
                "Status": "Enabled",
                "ExpirationInDays": 30,
                "NoncurrentVersionExpiration": {"NoncurrentDays": 7},
                "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
            }
        ]
    },
    "ObjectLockEnabled": True,
    "ObjectLockConfiguration": {
        "ObjectLockEnabled": "Enabled",
        "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 3}},
    },
    "VersioningConfiguration": {"Status": "Enabled"},
    "Tags": [{"Key": "class", "Value": "evidence"}],
}
TABLE = {
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    "BillingMode": "PAY_PER_REQUEST",
    "SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": ARN},
    "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
    "TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": True},
    "DeletionProtectionEnabled": True,
}
STREAM = {
    "StreamModeDetails": {"StreamMode": "ON_DEMAND"},
    "RetentionPeriodHours": 48,
    "StreamEncryption": {"EncryptionType": "KMS", "KeyId": ARN},
}
ALARM = {
    "AlarmName": "share-of-errors",
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 5,
    "EvaluationPeriods": 3,
    "DatapointsToAlarm": 2,
    "TreatMissingData": "notBreaching",
    "Metrics": [
        {"Id": "share", "Expression": "100 * e / FILL(t, 1)", "Label": "share"},
        {
            "Id": "e",
            "ReturnData": False,
            "MetricStat": {
                "Metric": {"Namespace": "GoLive", "MetricName": "Errors"},
                "Period": 60,
                "Stat": "Sum",
            },
        },
    ],
}


@pytest.fixture(scope="module")
def made(account: Account) -> dict[str, str]:
    """One stack with every property that the emulator's own provisioner loses."""
    global_table = {k: v for k, v in TABLE.items() if k not in ("DeletionProtectionEnabled",)}
    for moved in ("PointInTimeRecoverySpecification", "SSESpecification"):
        global_table.pop(moved)
    replica = {
        "Region": account.connection.region,
        "SSESpecification": {"KMSMasterKeyId": ARN},
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
    }
    sse = {"SSEEnabled": True, "SSEType": "KMS"}
    return account.stack(
        {
            "Key": open_key(account),
            "Logs": {"Type": "AWS::S3::Bucket"},
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": BUCKET},
            "Table": {"Type": "AWS::DynamoDB::Table", "Properties": TABLE},
            "Plain": {
                "Type": "AWS::DynamoDB::Table",
                "Properties": {k: TABLE[k] for k in [*TABLE][:3]},
            },
            "Global": {
                "Type": "AWS::DynamoDB::GlobalTable",
                "Properties": {**global_table, "SSESpecification": sse, "Replicas": [replica]},
            },
            "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": STREAM},
            "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": ARN}},
            "Group": {
                "Type": "AWS::Logs::LogGroup",
                "Properties": {"KmsKeyId": ARN, "RetentionInDays": 30},
            },
            "Alarm": {"Type": "AWS::CloudWatch::Alarm", "Properties": ALARM},
        },
        name="fidelity",
    )


@pytest.fixture(scope="module")
def key(account: Account, made: dict[str, str]) -> str:
    """The ARN of the key."""
    return account.client("kms").describe_key(KeyId=made["Key"])["KeyMetadata"]["Arn"]


def test_buckets_keep_their_encryption(account: Account, made: dict[str, str], key: str) -> None:
    """The default key and the bucket key of a bucket are there, and an object lands under it."""
    s3 = account.client("s3")
    found = s3.get_bucket_encryption(Bucket=made["Bucket"])["ServerSideEncryptionConfiguration"]
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}
    assert found["Rules"][0]["ApplyServerSideEncryptionByDefault"] == default
    assert found["Rules"][0]["BucketKeyEnabled"]
    s3.put_object(Bucket=made["Bucket"], Key="a", Body=b"", ServerSideEncryption="aws:kms")
    assert s3.head_object(Bucket=made["Bucket"], Key="a")["SSEKMSKeyId"] == key


def test_buckets_keep_the_rest(account: Account, made: dict[str, str]) -> None:
    """Ownership, logging, lifecycle, Object Lock and tags of a bucket are there."""
    s3, where = account.client("s3"), {"Bucket": made["Bucket"]}
    ownership = s3.get_bucket_ownership_controls(**where)["OwnershipControls"]
    logging = s3.get_bucket_logging(**where)["LoggingEnabled"]
    rule = s3.get_bucket_lifecycle_configuration(**where)["Rules"][0]
    lock = s3.get_object_lock_configuration(**where)["ObjectLockConfiguration"]
    assert ownership["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert (logging["TargetBucket"], logging["TargetPrefix"]) == (made["Logs"], "in/")
    assert rule["Expiration"]["Days"] == 30
    assert rule["NoncurrentVersionExpiration"]["NoncurrentDays"] == 7
    assert rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"] == 1
    assert lock["Rule"]["DefaultRetention"] == {"Mode": "GOVERNANCE", "Days": 3}
    assert s3.get_bucket_tagging(**where)["TagSet"] == BUCKET["Tags"]


@pytest.mark.parametrize("name", ["Table", "Global"])
def test_tables_keep_key_recovery_and_expiry(
    account: Account, made: dict[str, str], key: str, name: str
) -> None:
    """A table is under its key, can be restored, and expires items; TableV2's type too."""
    dynamodb, where = account.client("dynamodb"), {"TableName": made[name]}
    sse = dynamodb.describe_table(**where)["Table"]["SSEDescription"]
    backups = dynamodb.describe_continuous_backups(**where)["ContinuousBackupsDescription"]
    expiry = dynamodb.describe_time_to_live(**where)["TimeToLiveDescription"]
    assert sse == {"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": key}
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": "ttl"}


def test_tables_keep_their_protection(account: Account, made: dict[str, str]) -> None:
    """Deletion protection is there."""
    table = account.client("dynamodb").describe_table(TableName=made["Table"])["Table"]
    assert table["DeletionProtectionEnabled"]


def test_a_table_under_the_services_own_key_says_nothing(
    account: Account, made: dict[str, str]
) -> None:
    """As on AWS, such a table has no SSEDescription."""
    table = account.client("dynamodb").describe_table(TableName=made["Plain"])["Table"]
    assert "SSEDescription" not in table


def test_streams_topics_and_log_groups_keep_their_keys(
    account: Account, made: dict[str, str], key: str
) -> None:
    """A stream, a topic and a log group are under the key that the template names."""
    kinesis = account.client("kinesis").describe_stream_summary(StreamName=made["Stream"])
    topic = account.client("sns").get_topic_attributes(TopicArn=made["Topic"])["Attributes"]
    groups = account.client("logs").describe_log_groups(logGroupNamePrefix=made["Group"])
    stream, group = kinesis["StreamDescriptionSummary"], groups["logGroups"][0]
    assert (stream["EncryptionType"], stream["KeyId"]) == ("KMS", key)
    assert stream["RetentionPeriodHours"] == 48
    assert topic["KmsMasterKeyId"] == key
    assert (group["kmsKeyId"], group["retentionInDays"]) == (key, 30)


def test_a_log_group_is_called_after_its_stack(made: dict[str, str]) -> None:
    """As on AWS: the names in key policies rely on it."""
    assert made["Group"].startswith("fidelity-Group-")


def test_an_alarm_over_an_expression_is_whole(account: Account, made: dict[str, str]) -> None:
    """Its queries, and M of N, are there."""
    alarms = account.client("cloudwatch").describe_alarms(AlarmNames=[made["Alarm"]])
    alarm = alarms["MetricAlarms"][0]
    assert [query["Id"] for query in alarm["Metrics"]] == ["share", "e"]
    assert (alarm["DatapointsToAlarm"], alarm["EvaluationPeriods"]) == (2, 3)
    assert "MetricName" not in alarm


def test_what_a_template_drops_is_gone(account: Account) -> None:
    """An update that leaves encryption, expiry and logging out takes them away."""
    bucket = {k: v for k, v in BUCKET.items() if not k.startswith("ObjectLock")}
    whole = {
        "Key": open_key(account),
        "Logs": {"Type": "AWS::S3::Bucket"},
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": bucket},
        "Table": {"Type": "AWS::DynamoDB::Table", "Properties": TABLE},
        "Stream": {"Type": "AWS::Kinesis::Stream", "Properties": STREAM},
    }
    made = account.stack(whole, name="dropped")
    bare_table = {k: TABLE[k] for k in [*TABLE][:3]}
    bare = {
        **whole,
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "Table": {"Type": "AWS::DynamoDB::Table", "Properties": bare_table},
        "Stream": {
            "Type": "AWS::Kinesis::Stream",
            "Properties": {k: v for k, v in STREAM.items() if k != "StreamEncryption"},
        },
    }
    account.change("dropped", bare)
    s3, dynamodb = account.client("s3"), account.client("dynamodb")
    table = dynamodb.describe_table(TableName=made["Table"])["Table"]
    expiry = dynamodb.describe_time_to_live(TableName=made["Table"])["TimeToLiveDescription"]
    stream = account.client("kinesis").describe_stream_summary(StreamName=made["Stream"])
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=made["Bucket"])
    assert "SSEDescription" not in table
    assert expiry["TimeToLiveStatus"] == "DISABLED"
    assert stream["StreamDescriptionSummary"]["EncryptionType"] == "NONE"
    found = s3.get_bucket_encryption(Bucket=made["Bucket"])["ServerSideEncryptionConfiguration"]
    default = found["Rules"][0]["ApplyServerSideEncryptionByDefault"]
    assert default == {"SSEAlgorithm": "AES256"}


def test_quotas_and_bots_are_kept(account: Account) -> None:
    """Services that the emulator lacks answer what was put."""
    quotas, lex = account.client("service-quotas"), account.client("lexv2-models")
    calls = {"ServiceCode": "connect", "QuotaCode": "L-12AB7C57"}
    quotas.request_service_quota_increase(**calls, DesiredValue=200)
    assert quotas.get_service_quota(**calls)["Quota"]["Value"] == 200
    made = lex.create_bot(
        botName="Main",
        roleArn=f"arn:aws:iam::{account.connection.account}:role/lex",
        dataPrivacy={"childDirected": False},
        idleSessionTTLInSeconds=300,
    )
    assert lex.describe_bot(botId=made["botId"])["botName"] == "Main"
    assert [bot["botName"] for bot in lex.list_bots()["botSummaries"]] == ["Main"]
    with pytest.raises(lex.exceptions.ResourceNotFoundException):
        lex.describe_bot(botId="0000000000")


def test_a_managed_policy_of_aws_is_shown_by_who_holds_it(account: Account) -> None:
    """With its document, where all policies or AWS's own are asked for."""
    iam = account.client("iam")
    for filters, shown in (([], True), (["AWSManagedPolicy"], True), (["Role"], False)):
        wanted = {"Filter": filters} if filters else {}
        policies = iam.get_account_authorization_details(**wanted)["Policies"]
        held = [p for p in policies if p["PolicyName"] == "AdministratorAccess"]
        assert bool(held) == shown
        for policy in held:
            statement = policy["PolicyVersionList"][0]["Document"]["Statement"][0]
            assert statement == {"Effect": "Allow", "Action": "*", "Resource": "*"}


def test_the_cdk_deploys_as_an_administrator(bootstrapped: Account) -> None:
    """As on AWS, where bootstrapping without a choice gives its role everything."""
    iam, owner = bootstrapped.client("iam"), bootstrapped.connection
    name = f"cdk-hnb659fds-cfn-exec-role-{owner.account}-{owner.region}"
    held = iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]
    assert [policy["PolicyName"] for policy in held] == ["AdministratorAccess"]
