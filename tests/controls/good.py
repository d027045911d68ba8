"""A small contact centre in which every control holds, as facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from golive.facts.audit import Channel, DataEvents, Function, LogGroup, Recorder, Trail
from golive.facts.connect import Instance, SecurityKey, StorageConfig
from golive.facts.feeds import (
    DashboardData,
    FlowLogArrival,
    FunctionLogArrival,
    RecorderStatus,
    TrailDelivery,
)
from golive.facts.monitoring import Alarm, CompositeAlarm, Dashboard, Series, Subscription, Topic
from golive.facts.storage import (
    AccountBlock,
    Bucket,
    DeliveryStream,
    Key,
    SecretParameter,
    Statement,
    Stream,
    Table,
)
from golive.facts.words import Named
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
    principals: tuple[Named, ...] = ("*",),
    actions: tuple[str, ...] = ("s3:*",),
    resources: tuple[Named, ...] = ("*",),
    conditions: Mapping[str, Mapping[str, tuple[Named, ...]]] | None = None,
    inverted: bool = False,
) -> Statement:
    return Statement(
        sid=sid,
        allow=allow,
        principals=principals,
        actions=actions,
        resources=resources,
        conditions=conditions or {},
        inverted=inverted,
    )


OWN = statement("Own", principals=(f"AWS:arn:aws:iam::{ACCOUNT}:role/x",), actions=("*",))
ALARMS_ONLY = {"StringEquals": {"aws:sourceaccount": (ACCOUNT,)}}
ROOT = statement(
    "Root", principals=(f"AWS:arn:aws:iam::{ACCOUNT}:root",), actions=("kms:*",), resources=("*",)
)
ADMINISTERS = statement(
    "Administers",
    principals=(f"AWS:arn:aws:iam::{ACCOUNT}:root",),
    actions=("kms:Describe*", "kms:Get*", "kms:Put*", "kms:Encrypt"),
)
PAYMENT = statement(
    "Payment",
    principals=(f"AWS:arn:aws:iam::{ACCOUNT}:root",),
    actions=("kms:Decrypt",),
    conditions={"ArnEquals": {"aws:principalarn": (f"arn:aws:iam::{ACCOUNT}:role/Payment",)}},
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


TRAIL = f"arn:aws:cloudtrail:us-east-1:{ACCOUNT}:trail/golive-x-trail"
TRAIL_KEY = statement(
    "Trail",
    principals=("Service:cloudtrail.amazonaws.com",),
    actions=("kms:GenerateDataKey*",),
    conditions={"StringEquals": {"aws:sourcearn": (TRAIL,)}},
)
TRAIL_WRITER = statement(
    "TrailWrites",
    principals=("Service:cloudtrail.amazonaws.com",),
    actions=("s3:PutObject",),
    resources=(Text((ref("Audit", "Arn"), f"/AWSLogs/{ACCOUNT}/*")),),
    conditions={"StringEquals": {"aws:sourcearn": (TRAIL,)}},
)
LOG_GROUPS = statement(
    "LogGroups",
    principals=("Service:logs.us-east-1.amazonaws.com",),
    actions=("kms:Decrypt*", "kms:GenerateDataKey*"),
    conditions={
        "ArnLike": {
            "kms:encryptioncontext:aws:logs:arn": (f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:*",)
        }
    },
)


def refuse(header: str, operator: str, value: Named) -> Statement:
    conditions: dict[str, dict[str, tuple[Named, ...]]] = {
        "Null": {header: ("false",)},
        operator: {header: (value,)},
    }
    return statement(
        f"Deny{operator}", allow=False, actions=("s3:PutObject",), conditions=conditions
    )


def tls(logical: str) -> Statement:
    arn = ref(logical, "Arn")
    return statement(
        "Tls",
        allow=False,
        resources=(arn, Text((arn, "/*"))),
        conditions={"Bool": {"aws:securetransport": ("false",)}},
    )


def bucket(logical: str, **changes: object) -> Bucket:
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
        "copies_to": (),
        "doors": (OWN,),
        "policy": policy,
    }
    return Bucket(**(values | dict.fromkeys(FLAGS, True) | changes))  # pyright: ignore[reportArgumentType]


FLAGS = (
    "block_public_acls",
    "ignore_public_acls",
    "block_public_policy",
    "restrict_public_buckets",
)
DAY_AGO = NOW - timedelta(hours=20)

GOOD: dict[str, Fact] = {
    "Key": Key(
        manager="CUSTOMER",
        usage="ENCRYPT_DECRYPT",
        rotation=True,
        state="Enabled",
        policy=(ROOT, ALARM_KEY, LOG_GROUPS, TRAIL_KEY),
    ),
    "SecretsKey": Key(
        manager="CUSTOMER",
        usage="ENCRYPT_DECRYPT",
        rotation=True,
        state="Enabled",
        policy=(ADMINISTERS, PAYMENT),
    ),
    "Table": Table(
        name=ref("Table"), key=ref("Key"), recovery=True, deletion_protection=True, policy=(OWN,)
    ),
    "Secret": SecretParameter(
        name="/golive/x/input/a",
        type="SecureString",
        key=ref("SecretsKey"),
        maker=ref("Function", "Arn"),
    ),
    "Data": bucket("Data"),
    "Logs": bucket(
        "Logs", encryption="AES256", key="aws-owned", logs_to=None, policy=(tls("Logs"), LOG_WRITER)
    ),
    "Audit": bucket("Audit", policy=(tls("Audit"), TRAIL_WRITER)),
    "Block": AccountBlock(
        block_public_acls=True,
        ignore_public_acls=True,
        block_public_policy=True,
        restrict_public_buckets=True,
    ),
    "Stream": Stream(
        name=ref("Stream"), encryption="KMS", key=ref("Key"), retention_hours=72, policy=(OWN,)
    ),
    "Instance": Instance(alias="x", identity="CONNECT_MANAGED", flow_logs=True, contact_lens=True),
    "Records": StorageConfig(
        instance=ref("Instance"),
        resource_type="CONTACT_TRACE_RECORDS",
        storage_type="KINESIS_STREAM",
        target=ref("Stream", "Arn"),
        key="aws-owned",
    ),
    "Events": StorageConfig(
        instance=ref("Instance"),
        resource_type="AGENT_EVENTS",
        storage_type="KINESIS_STREAM",
        target=ref("Stream", "Arn"),
        key="aws-owned",
    ),
    "Recordings": StorageConfig(
        instance=ref("Instance"),
        resource_type="CALL_RECORDINGS",
        storage_type="S3",
        target=ref("Data"),
        key=ref("Key"),
    ),
    "Uploaded": SecurityKey(instance=ref("Instance"), pair=ref("Secret", "PublicKey")),
    "FlowLog": LogGroup(name="/aws/connect/x", key=ref("Key"), retention_days=30),
    "FunctionLog": LogGroup(name=ref("FunctionLog"), key=ref("Key"), retention_days=30),
    "Function": Function(
        name="fn",
        log_group=ref("FunctionLog"),
        role=ref("FunctionRole", "Arn"),
        runtime="python3.13",
        timeout_seconds=5,
    ),
    "Trail": Trail(
        name="golive-x-trail",
        logging=True,
        multi_region=True,
        validation=True,
        key=ref("Key"),
        bucket=ref("Audit"),
        log_group=ref("FunctionLog", "Arn"),
        management=True,
        data_events=(
            DataEvents(
                resource_type="AWS::S3::Object", starts_with=("arn:aws:s3:::golive-x-",), equals=()
            ),
            DataEvents(
                resource_type="AWS::DynamoDB::Table",
                starts_with=(f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/golive-x-",),
                equals=(),
            ),
        ),
    ),
    "Recorder": Recorder(recording=True, all_types=True, global_types=True),
    "Channel": Channel(bucket=ref("Audit"), key=ref("Key")),
    "Alarm": Alarm(
        name="golive-x-calls",
        namespace="AWS/Connect",
        metric="ConcurrentCallsPercentage",
        dimensions={"InstanceId": ref("Instance", "Id"), "MetricGroup": "VoiceCalls"},
        statistic="Maximum",
        period_seconds=60,
        query="",
        threshold=0.8,
        comparison="GreaterThanOrEqualToThreshold",
        evaluation_periods=3,
        datapoints=3,
        missing="notBreaching",
        actions=(),
        actions_enabled=True,
    ),
    "Composite": CompositeAlarm(
        name="golive-x-critical",
        members=("golive-x-calls",),
        suppressor="",
        actions=(ref("Topic"),),
        actions_enabled=True,
    ),
    "Topic": Topic(key=ref("Key"), policy=(PUBLISH,)),
    "Listener": Subscription(topic=ref("Topic"), protocol="email", confirmed=False, filtered=False),
    "Carrier": DeliveryStream(
        source=ref("Stream", "Arn"), bucket=ref("Data", "Arn"), key=ref("Key"), compression="GZIP"
    ),
    "Dashboard": Dashboard(
        name="golive-x-system-health",
        series=(
            Series(
                namespace="AWS/Connect",
                metric="CallsPerInterval",
                dimensions={"InstanceId": ref("Instance", "Id")},
            ),
            Series(
                namespace="AWS/Connect",
                metric="ConcurrentCallsPercentage",
                dimensions={"InstanceId": ref("Instance", "Id"), "MetricGroup": "VoiceCalls"},
            ),
        ),
    ),
    "Delivery": TrailDelivery(
        logging=True,
        last_log=NOW - timedelta(minutes=6),
        last_digest=NOW - timedelta(minutes=50),
        log_error="",
        digest_error="",
        digest_valid=True,
    ),
    "RecorderStatus": RecorderStatus(recording=True, last_status="SUCCESS"),
    "FlowArrival": FlowLogArrival(last_event=DAY_AGO),
    "FunctionArrival": FunctionLogArrival(last_event=DAY_AGO, changed=DAY_AGO),
    "Data24": DashboardData(silent=(), never_seen=()),
}
