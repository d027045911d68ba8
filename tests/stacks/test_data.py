"""All that is stateful, with its keys beside it."""

from __future__ import annotations

from typing import Any

import pytest

from baseline import key_statements
from golive.declared.baseline import Decision
from golive.environment import Environment
from golive.environments import load
from tests.stacks.reading import Template, Templates, named, needs, of, only

CONTACT, SECRETS, OPERATIONS = "ContactKey", "SecretsKey", "OperationsKey"


@pytest.fixture(scope="module", params=["sandbox", "dev", "prod"])
def environment(request: pytest.FixtureRequest) -> Environment:
    return load(request.param)


@pytest.fixture
def stack(environment: Environment, templates: Templates) -> Template:
    return templates(environment.name)["Data"]


def by_id(stack: Template, kind: str) -> dict[str, Any]:
    """The properties of a type's resources by the id that the stack gives them."""
    return {
        r["Metadata"]["aws:cdk:path"].split("/")[1]: r["Properties"]
        for r in of(stack, kind).values()
    }


def key_of(value: Any) -> str:
    """The id of the key that a property names: its logical id without the hash."""
    [logical] = named(value)
    return logical[:-8]


def keys(stack: Template, kind: str, *path: str | int) -> dict[str, str]:
    """Which key each resource of a type is under."""
    found: dict[str, str] = {}
    for id, properties in by_id(stack, kind).items():
        value = properties
        for step in path:
            value = value[step]
        found[id] = key_of(value)
    return found


def test_keys_by_data_class(stack: Template) -> None:
    """Contact data, secrets and operations have a key each, rotated; signing has its own."""
    found = by_id(stack, "AWS::KMS::Key")
    assert set(found) == {CONTACT, SECRETS, OPERATIONS, "SigningKey"}
    signing = found.pop("SigningKey")
    assert (signing["KeySpec"], signing["KeyUsage"]) == ("ECC_NIST_P256", "SIGN_VERIFY")
    assert all(key["EnableKeyRotation"] for key in found.values())


def test_nobody_but_the_account_uses_secrets_and_signing_keys(stack: Template) -> None:
    """No service and no caller from outside is in the policies of these two keys."""
    for id in (SECRETS, "SigningKey"):
        for statement in by_id(stack, "AWS::KMS::Key")[id]["KeyPolicy"]["Statement"]:
            assert str(statement["Principal"]["AWS"]).endswith(":root")


def test_private_keys_are_opened_by_a_list_only(environment: Environment, stack: Template) -> None:
    """The account administers the key and seals with it; approved principals alone open."""
    policy = by_id(stack, "AWS::KMS::Key")[SECRETS]["KeyPolicy"]["Statement"]
    opening = [s for s in policy if "kms:Decrypt" in s["Action"] or "kms:*" in s["Action"]]
    approved = environment.access.secrets
    assert [s["Sid"] for s in opening] == (["ApprovedOpen"] if approved else [])
    for statement in opening:
        listed = statement["Condition"]["ArnEquals"]["aws:PrincipalArn"]
        assert [listed] == approved or listed == approved
    may = {action for s in policy for action in s["Action"]}
    assert not may & {"kms:CreateGrant", "kms:ReEncryptFrom", "kms:Create*", "kms:*"}
    assert {"kms:Put*", "kms:ScheduleKeyDeletion"} <= may


def test_decisions_are_signed_by_a_list_only(environment: Environment, stack: Template) -> None:
    """The account administers the key and verifies; approvers alone sign, and grant nobody."""
    policy = by_id(stack, "AWS::KMS::Key")["SigningKey"]["KeyPolicy"]["Statement"]
    signing = [s for s in policy if "Sign" in str(s["Action"]) or "kms:*" in str(s["Action"])]
    [statement] = signing
    assert (statement["Sid"], statement["Action"]) == ("ApproversSign", "kms:Sign")
    listed = statement["Condition"]["ArnEquals"]["aws:PrincipalArn"]
    assert [listed] == environment.decision.approvers or listed == environment.decision.approvers
    assert not {"kms:CreateGrant", "kms:Create*"} & {a for s in policy for a in s["Action"]}


def test_without_approvers_nobody_signs(environment: Environment) -> None:
    """No statement of the key's policy allows it to anybody."""
    alone = environment.model_copy(update={"decision": Decision()})
    assert "kms:Sign" not in str(key_statements.signing(alone))


def test_nobody_is_given_a_reader_s_policy(stack: Template) -> None:
    """One for each data class, whose holders are chosen by hand; none opens another's key."""
    found = by_id(stack, "AWS::IAM::ManagedPolicy")
    own = {
        "ContactDataReaders": CONTACT,
        "SecretsReaders": SECRETS,
        "OperationsReaders": OPERATIONS,
        "PlanWriters": OPERATIONS,
    }
    assert set(found) == set(own)
    for id, policy in found.items():
        assert not policy.keys() & {"Roles", "Users", "Groups"}
        opening = [s for s in policy["PolicyDocument"]["Statement"] if s["Sid"].startswith("Open")]
        assert [key_of(s["Resource"]) for s in opening] == [own[id]]
        assert all("kms:ViaService" in s["Condition"]["StringEquals"] for s in opening)


def test_who_keeps_the_plan_puts_no_decision(stack: Template) -> None:
    """Items of the plan, issues, log and history are put into one table, and none is deleted."""
    policy = by_id(stack, "AWS::IAM::ManagedPolicy")["PlanWriters"]["PolicyDocument"]
    changing = [s for s in policy["Statement"] if "dynamodb:PutItem" in s["Action"]]
    assert [(s["Sid"], s["Action"]) for s in changing] == [("PutRecords", "dynamodb:PutItem")]
    leading = changing[0]["Condition"]["ForAllValues:StringEquals"]["dynamodb:LeadingKeys"]
    assert set(leading) == {"plan", "issues", "log", "history"}
    assert "Delete" not in str(policy)


def test_tables_are_sealed_and_recoverable(environment: Environment, stack: Template) -> None:
    """Each table is under its class's key, recoverable, and can't be deleted by mistake."""
    assert keys(stack, "AWS::DynamoDB::Table", "SSESpecification", "KMSMasterKeyId") == {
        "Register": OPERATIONS,
        "ContactEvidence": CONTACT,
        "DynamicMessages": OPERATIONS,
    }
    for table in by_id(stack, "AWS::DynamoDB::Table").values():
        assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert table["DeletionProtectionEnabled"] is not environment.destroy
        assert table["BillingMode"] == "PAY_PER_REQUEST"


def test_contact_evidence_expires(stack: Template) -> None:
    """What one contact left behind ends by itself; the register stays."""
    tables = by_id(stack, "AWS::DynamoDB::Table")
    expiring = {id for id, table in tables.items() if "TimeToLiveSpecification" in table}
    assert expiring == {"ContactEvidence"}
    ttl = tables["ContactEvidence"]["TimeToLiveSpecification"]
    assert ttl == {"AttributeName": "ttl", "Enabled": True}


def test_streams_are_sealed(environment: Environment, stack: Template) -> None:
    """Both streams are on demand, under the contact key, and kept as the file says."""
    sealed = keys(stack, "AWS::Kinesis::Stream", "StreamEncryption", "KeyId")
    assert sealed == {"ContactRecords": CONTACT, "AgentEvents": CONTACT}
    for stream in by_id(stack, "AWS::Kinesis::Stream").values():
        assert stream["StreamModeDetails"] == {"StreamMode": "ON_DEMAND"}
        assert stream["RetentionPeriodHours"] == environment.retention.stream_hours


def test_buckets_are_closed(stack: Template) -> None:
    """Every bucket blocks public access four ways, has no ACLs, and keeps versions."""
    for bucket in by_id(stack, "AWS::S3::Bucket").values():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
        assert len(bucket["PublicAccessBlockConfiguration"]) == 4
        assert bucket["OwnershipControls"] == {
            "Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]
        }
        assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}


def test_buckets_are_under_their_class_s_key(stack: Template) -> None:
    """With a bucket key; but the access-log bucket, which the service encrypts itself."""
    buckets = by_id(stack, "AWS::S3::Bucket")
    rules = {
        id: rule
        for id, bucket in buckets.items()
        for rule in bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    }
    logs = rules.pop("AccessLog")["ServerSideEncryptionByDefault"]
    assert logs == {"SSEAlgorithm": "AES256"}
    assert all(rule["BucketKeyEnabled"] for rule in rules.values())
    default = {id: rule["ServerSideEncryptionByDefault"] for id, rule in rules.items()}
    assert {id: key_of(by["KMSMasterKeyID"]) for id, by in default.items()} == {
        "Recordings": CONTACT,
        "Transcripts": CONTACT,
        "Reports": CONTACT,
        "Archive": CONTACT,
        "Evidence": OPERATIONS,
    }


def test_access_to_buckets_is_logged(stack: Template) -> None:
    """Into the access-log bucket, each under its own prefix; that one logs nowhere."""
    buckets = by_id(stack, "AWS::S3::Bucket")
    assert "LoggingConfiguration" not in buckets.pop("AccessLog")
    logging = [bucket["LoggingConfiguration"] for bucket in buckets.values()]
    assert {key_of(to["DestinationBucketName"]) for to in logging} == {"AccessLog"}
    assert len({to["LogFilePrefix"] for to in logging}) == len(buckets)


def test_a_bucket_is_logged_once_its_target_takes_logs(stack: Template) -> None:
    """A bucket with a log waits for the policy that lets the logging service in."""
    policies = of(stack, "AWS::S3::BucketPolicy")
    [target] = (name for name in policies if name.startswith("AccessLogPolicy"))
    for name, bucket in of(stack, "AWS::S3::Bucket").items():
        logged = "LoggingConfiguration" in bucket["Properties"]
        assert (target in needs(stack, name)) == logged


def test_buckets_end_what_the_file_ends(environment: Environment, stack: Template) -> None:
    """Objects end after their class's days, their old versions and unfinished uploads in a week."""
    kept = environment.retention
    for id, bucket in by_id(stack, "AWS::S3::Bucket").items():
        end, markers = bucket["LifecycleConfiguration"]["Rules"]
        audit = id in ("AccessLog", "Evidence")
        assert end["ExpirationInDays"] == (kept.audit_days if audit else kept.contact_data_days)
        assert end["NoncurrentVersionExpiration"] == {"NoncurrentDays": 7}
        assert end["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}
        assert markers["ExpiredObjectDeleteMarker"] is True


def test_only_evidence_is_locked(environment: Environment, stack: Template) -> None:
    """As the file says; not where all may be destroyed, and not where Connect writes."""
    buckets = by_id(stack, "AWS::S3::Bucket")
    locked = {id: b["ObjectLockConfiguration"] for id, b in buckets.items() if lock_of(b)}
    if environment.destroy:
        assert not locked
        return
    lock = environment.retention.evidence_lock
    rule = {"DefaultRetention": {"Mode": lock.mode.upper(), "Days": lock.days}}
    assert locked == {"Evidence": {"ObjectLockEnabled": "Enabled", "Rule": rule}}


def lock_of(bucket: Any) -> bool:
    return bool(bucket.get("ObjectLockEnabled") or bucket.get("ObjectLockConfiguration"))


def statements(stack: Template) -> dict[str, dict[str, Any]]:
    """The statements of each bucket's policy by their Sid."""
    return {
        id: {s["Sid"]: s for s in policy["PolicyDocument"]["Statement"]}
        for id, policy in by_id(stack, "AWS::S3::BucketPolicy").items()
    }


def test_buckets_speak_new_tls_only(stack: Template) -> None:
    """Each policy denies everything without TLS, and with less than 1.2."""
    for found in statements(stack).values():
        plain, old = found["DenyPlainHttp"], found["DenyOldTls"]
        assert plain["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        assert old["Condition"] == {"NumericLessThan": {"s3:TlsVersion": "1.2"}}
        for statement in (plain, old):
            assert statement["Action"] == "s3:*"
            assert statement["Principal"] == {"AWS": "*"}
            assert len(statement["Resource"]) == 2


def test_a_wrong_header_is_refused_and_a_missing_one_is_not(stack: Template) -> None:
    """Another algorithm or key is denied; the bucket's default seals what names none."""
    header = "s3:x-amz-server-side-encryption"
    for id, found in statements(stack).items():
        if id == "AccessLog":
            assert set(found) == {"DenyPlainHttp", "DenyOldTls", "AccessLogDelivery"}
            continue
        algorithm = found["DenyWrongAlgorithm"]["Condition"]
        key = found["DenyWrongKey"]["Condition"]
        assert algorithm == {"Null": {header: "false"}, "StringNotEquals": {header: "aws:kms"}}
        assert key["Null"] == {f"{header}-aws-kms-key-id": "false"}
        assert key_of(key["ArnNotEquals"][f"{header}-aws-kms-key-id"]).endswith("Key")


def test_records_reach_the_archive(stack: Template) -> None:
    """From the stream, compressed, under our key, by the hour; what fails goes apart."""
    stream = only(stack, "AWS::KinesisFirehose::DeliveryStream")
    to = stream["ExtendedS3DestinationConfiguration"]
    assert stream["DeliveryStreamType"] == "KinesisStreamAsSource"
    assert "DeliveryStreamEncryptionConfigurationInput" not in stream
    assert to["CompressionFormat"] == "GZIP"
    assert to["Prefix"] == "contact-records/!{timestamp:yyyy/MM/dd/HH}/"
    assert "!{firehose:error-output-type}" in to["ErrorOutputPrefix"]
    assert key_of(to["EncryptionConfiguration"]["KMSEncryptionConfig"]["AWSKMSKeyARN"]) == CONTACT
    assert to["CloudWatchLoggingOptions"]["Enabled"] is True
    [processor] = to["ProcessingConfiguration"]["Processors"]
    assert processor["Type"] == "AppendDelimiterToRecord"


def test_the_archive_role_can_do_its_work_when_the_stream_is_made(stack: Template) -> None:
    """Firehose tries its role at creation, so the policy is part of the role."""
    role = by_id(stack, "AWS::IAM::Role")["RecordArchive"]
    [policy] = role["Policies"]
    actions = {s["Sid"]: s["Action"] for s in policy["PolicyDocument"]["Statement"]}
    assert not any("Delete" in str(action) for action in actions.values())
    assert set(actions) == {
        "ReadStream",
        "OpenRecords",
        "ListArchive",
        "WriteArchive",
        "SealArchive",
        "DeliveryLog",
    }
    assert "AWS::IAM::Policy" not in {r["Type"] for r in stack["Resources"].values()}


def test_the_archive_can_be_queried_where_it_lies(stack: Template) -> None:
    """The table projects the same hours that the delivery writes, from the archive bucket."""
    table = only(stack, "AWS::Glue::Table")["TableInput"]
    projected = table["Parameters"]
    [partition] = table["PartitionKeys"]
    name = partition["Name"]
    assert projected["projection.enabled"] == "true"
    assert projected[f"projection.{name}.format"] == "yyyy/MM/dd/HH"
    template = projected["storage.location.template"]["Fn::Join"][1]
    assert template[0] == "s3://"
    assert template[2] == f"/contact-records/${{{name}}}"
    assert not name.startswith(tuple(c["Name"] for c in table["StorageDescriptor"]["Columns"]))


def test_flow_logs_have_their_group(environment: Environment, stack: Template) -> None:
    """Connect's own name, our retention, the contact key, which lets CloudWatch Logs in."""
    group = by_id(stack, "AWS::Logs::LogGroup")["FlowLog"]
    assert group["LogGroupName"] == f"/aws/connect/{environment.instance.alias}"
    assert group["RetentionInDays"] == environment.retention.log_days
    assert key_of(group["KmsKeyId"]) == CONTACT
    policy = by_id(stack, "AWS::KMS::Key")[CONTACT]["KeyPolicy"]["Statement"]
    assert any(str(s["Condition"]).count(group["LogGroupName"]) for s in policy if "Condition" in s)


def test_what_is_stateful_is_kept(environment: Environment, stack: Template) -> None:
    """Retained but for a failed creation, in an environment that may not be destroyed."""
    policy = "Delete" if environment.destroy else "RetainExceptOnCreate"
    kinds = ("KMS::Key", "S3::Bucket", "S3::BucketPolicy", "DynamoDB::Table", "Kinesis::Stream")
    for kind in (*kinds, "Logs::LogGroup"):
        found = of(stack, f"AWS::{kind}").values()
        assert {r["DeletionPolicy"] for r in found} == {policy}


def test_names_are_fixed_where_connect_needs_them_only(
    environment: Environment, stack: Template
) -> None:
    """Connect's buckets and the flow log have our names; CloudFormation names the rest."""
    kinds = {
        "AWS::S3::Bucket": "BucketName",
        "AWS::Logs::LogGroup": "LogGroupName",
        "AWS::DynamoDB::Table": "TableName",
        "AWS::Kinesis::Stream": "Name",
        "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamName",
        "AWS::IAM::Role": "RoleName",
    }
    fixed = {id for kind, key in kinds.items() for id, r in by_id(stack, kind).items() if key in r}
    assert fixed == {"Recordings", "Transcripts", "Reports", "FlowLog"}
