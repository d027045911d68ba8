"""A small contact centre in which every control holds, as facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from golive import facts as f
from golive.model import Fact, Ref, Text
from tests.sides import NOW

ACCOUNT = "111122223333"
S = "golive-x-data"
HEADER = "s3:x-amz-server-side-encryption"


def ref(logical: str, attr: str = "") -> Ref:
    return Ref(S, logical, attr)


def statement(
    sid: str,
    *,
    allow: bool = True,
    principals: tuple[f.Named, ...] = ("*",),
    actions: tuple[str, ...] = ("s3:*",),
    resources: tuple[f.Named, ...] = ("*",),
    conditions: Mapping[str, Mapping[str, tuple[f.Named, ...]]] | None = None,
    inverted: bool = False,
) -> f.Statement:
    return f.Statement(
        sid=sid,
        allow=allow,
        principals=principals,
        actions=actions,
        resources=resources,
        conditions=conditions or {},
        inverted=inverted,
    )


ALARMS_ONLY = {"StringEquals": {"aws:sourceaccount": (ACCOUNT,)}}
ROOT = statement(
    "Root", principals=(f"AWS:arn:aws:iam::{ACCOUNT}:root",), actions=("kms:*",), resources=("*",)
)
ALARM_KEY = statement(
    "Alarms",
    principals=("Service:cloudwatch.amazonaws.com",),
    actions=("kms:Decrypt", "kms:GenerateDataKey*"),
    conditions=ALARMS_ONLY,
)
PUBLISH = statement(
    "Publish",
    principals=("Service:cloudwatch.amazonaws.com",),
    actions=("sns:Publish",),
    conditions=ALARMS_ONLY,
)
LOG_WRITER = statement(
    "Logs",
    principals=("Service:logging.s3.amazonaws.com",),
    actions=("s3:PutObject",),
    conditions=ALARMS_ONLY,
)


def refuse(header: str, operator: str, value: f.Named) -> f.Statement:
    conditions: dict[str, dict[str, tuple[f.Named, ...]]] = {
        "Null": {header: ("false",)},
        operator: {header: (value,)},
    }
    return statement(
        f"Deny{operator}", allow=False, actions=("s3:PutObject",), conditions=conditions
    )


def tls(logical: str) -> f.Statement:
    arn = ref(logical, "Arn")
    return statement(
        "Tls",
        allow=False,
        resources=(arn, Text((arn, "/*"))),
        conditions={"Bool": {"aws:securetransport": ("false",)}},
    )


def bucket(logical: str, **changes: object) -> f.Bucket:
    policy = (
        tls(logical),
        refuse(HEADER, "StringNotEquals", "aws:kms"),
        refuse(f"{HEADER}-aws-kms-key-id", "ArnNotEquals", ref("Key", "Arn")),
    )
    values = {
        "name": ref(logical),
        "encryption": "aws:kms",
        "key": ref("Key"),
        "bucket_key": True,
        "ownership": "BucketOwnerEnforced",
        "versioned": True,
        "logs_to": ref("Logs"),
        "lock_days": 0,
        "policy": policy,
    }
    return f.Bucket(**(values | dict.fromkeys(FLAGS, True) | changes))  # pyright: ignore[reportArgumentType]


FLAGS = (
    "block_public_acls",
    "ignore_public_acls",
    "block_public_policy",
    "restrict_public_buckets",
)
DAY_AGO = NOW - timedelta(hours=20)

GOOD: dict[str, Fact] = {
    "Key": f.Key(
        manager="CUSTOMER",
        usage="ENCRYPT_DECRYPT",
        rotation=True,
        state="Enabled",
        policy=(ROOT, ALARM_KEY),
    ),
    "SecretsKey": f.Key(
        manager="CUSTOMER",
        usage="ENCRYPT_DECRYPT",
        rotation=True,
        state="Enabled",
        policy=(ROOT,),
    ),
    "Table": f.Table(name=ref("Table"), key=ref("Key"), recovery=True, deletion_protection=True),
    "Secret": f.SecretParameter(
        name="/golive/x/input/a", type="SecureString", key=ref("SecretsKey")
    ),
    "Data": bucket("Data"),
    "Logs": bucket(
        "Logs", encryption="AES256", key="aws-owned", logs_to=None, policy=(tls("Logs"), LOG_WRITER)
    ),
    "Audit": bucket("Audit", policy=(tls("Audit"),)),
    "Block": f.AccountBlock(
        block_public_acls=True,
        ignore_public_acls=True,
        block_public_policy=True,
        restrict_public_buckets=True,
    ),
    "Stream": f.Stream(name=ref("Stream"), encryption="KMS", key=ref("Key"), retention_hours=72),
    "Instance": f.Instance(
        alias="x", identity="CONNECT_MANAGED", flow_logs=True, contact_lens=True
    ),
    "Records": f.StorageConfig(
        instance=ref("Instance"),
        resource_type="CONTACT_TRACE_RECORDS",
        storage_type="KINESIS_STREAM",
        target=ref("Stream", "Arn"),
        key="aws-owned",
    ),
    "Events": f.StorageConfig(
        instance=ref("Instance"),
        resource_type="AGENT_EVENTS",
        storage_type="KINESIS_STREAM",
        target=ref("Stream", "Arn"),
        key="aws-owned",
    ),
    "Recordings": f.StorageConfig(
        instance=ref("Instance"),
        resource_type="CALL_RECORDINGS",
        storage_type="S3",
        target=ref("Data"),
        key=ref("Key"),
    ),
    "Uploaded": f.SecurityKey(instance=ref("Instance"), pair=ref("Secret", "PublicKey")),
    "FlowLog": f.LogGroup(name="/aws/connect/x", key=ref("Key"), retention_days=30),
    "FunctionLog": f.LogGroup(name=ref("FunctionLog"), key=ref("Key"), retention_days=30),
    "Function": f.Function(
        name="fn", log_group=ref("FunctionLog"), runtime="python3.13", timeout_seconds=5
    ),
    "Trail": f.Trail(
        name="golive-x-trail",
        logging=True,
        multi_region=True,
        validation=True,
        key=ref("Key"),
        bucket=ref("Audit"),
        log_group=ref("FunctionLog", "Arn"),
        management=True,
        data_events=(
            f.DataEvents(
                resource_type="AWS::S3::Object", starts_with=("arn:aws:s3:::golive-x-",), equals=()
            ),
            f.DataEvents(
                resource_type="AWS::DynamoDB::Table",
                starts_with=(f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/golive-x-",),
                equals=(),
            ),
        ),
    ),
    "Recorder": f.Recorder(recording=True, all_types=True, global_types=True),
    "Channel": f.Channel(bucket=ref("Audit"), key=ref("Key")),
    "Alarm": f.Alarm(
        name="golive-x-calls",
        namespace="AWS/Connect",
        metric="ConcurrentCallsPercentage",
        dimensions={},
        statistic="Maximum",
        period_seconds=60,
        threshold=0.8,
        comparison="GreaterThanOrEqualToThreshold",
        evaluation_periods=3,
        datapoints=3,
        missing="notBreaching",
        actions=(),
        actions_enabled=True,
    ),
    "Composite": f.CompositeAlarm(
        name="golive-x-critical",
        members=("golive-x-calls",),
        actions=(ref("Topic"),),
        actions_enabled=True,
    ),
    "Topic": f.Topic(key=ref("Key"), policy=(PUBLISH,)),
    "Listener": f.Subscription(topic=ref("Topic"), protocol="email", confirmed=False),
    "Carrier": f.DeliveryStream(
        source=ref("Stream", "Arn"), bucket=ref("Data", "Arn"), key=ref("Key"), compression="GZIP"
    ),
    "Dashboard": f.Dashboard(
        name="golive-x",
        series=(f.Series(namespace="AWS/Connect", metric="CallsPerInterval", dimensions={}),),
    ),
    "Delivery": f.TrailDelivery(
        logging=True,
        last_log=NOW - timedelta(minutes=6),
        last_digest=NOW - timedelta(minutes=50),
        log_error="",
        digest_error="",
        digest_valid=True,
    ),
    "RecorderStatus": f.RecorderStatus(recording=True, last_status="SUCCESS"),
    "FlowArrival": f.FlowLogArrival(last_event=DAY_AGO),
    "FunctionArrival": f.FunctionLogArrival(last_event=DAY_AGO, changed=DAY_AGO),
    "Data24": f.DashboardData(silent=()),
}
