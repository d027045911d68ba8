"""What breaks each control: control, subject, changed fields. Tables beat code that repeats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from golive.facts.audit import DataEvents
from golive.facts.storage import Statement
from golive.facts.words import AWS_MANAGED, AWS_OWNED, Named
from golive.model import Text
from tests.controls.good import (
    ACCOUNT,
    ALARM_KEY,
    FLAGS,
    HEADER,
    LOG_WRITER,
    PUBLISH,
    ROOT,
    ref,
    refuse,
    statement,
    tls,
)
from tests.sides import NOW

CHANGED_DENY = {"Bool": {"aws:securetransport": ("true",)}}
FOREIGN = statement("Foreign", principals=("AWS:arn:aws:iam::999999999999:root",))
FOREIGN_KEY = statement(
    "ForeignKey", principals=("AWS:arn:aws:iam::999999999999:root",), actions=("kms:Decrypt",)
)
UNBOUND = statement(
    "Unbound", principals=("Service:logging.s3.amazonaws.com",), actions=("s3:PutObject",)
)
OTHER = "999999999999"
TEXT = statement("Text", principals=(Text((ref("Param"), ":root")),))
TURNED = statement(
    "Turned",
    principals=("Service:logging.s3.amazonaws.com",),
    actions=("s3:PutObject",),
    conditions={"StringNotEquals": {"aws:sourceaccount": (ACCOUNT,)}},
)
STRANGE = statement(
    "Strange",
    principals=("Service:logging.s3.amazonaws.com",),
    actions=("s3:PutObject",),
    conditions={"ArnLike": {"aws:sourcearn": (f"arn:aws:cloudtrail:us-east-1:{OTHER}:trail/x",)}},
)
KMS_ONLY = refuse(HEADER, "StringNotEquals", "aws:kms")
KEY_ONLY = refuse(f"{HEADER}-aws-kms-key-id", "ArnNotEquals", ref("Key", "Arn"))
CONDITIONED = statement(
    "Narrow",
    allow=False,
    actions=("s3:PutObject",),
    conditions={
        "Null": {HEADER: ("false",)},
        "StringNotEquals": {HEADER: ("aws:kms",), "aws:userid": ("x",)},
    },
)


OBJECTS_OF_ONE_PREFIX = Text((ref("Data", "Arn"), "/connect/*"))
LETTER_BY_LETTER = statement(
    "Publish",
    principals=("Service:cloudwatch.amazonaws.com",),
    actions=("sns:Publish",),
    conditions={
        "StringEquals": {
            "aws:sourcearn": ("arn:aws:cloudwatch:us-east-1:111122223333:alarm:golive-*",)
        }
    },
)
"""No alarm's name ends with a star."""
SILENCED = statement(
    "Silenced",
    allow=False,
    principals=("Service:cloudwatch.amazonaws.com",),
    actions=("sns:Publish",),
)
UNLOGGED = statement("Unlogged", allow=False, actions=("s3:Put*",))


def caller(**conditions: tuple[str, ...]) -> Statement:
    """Anybody may decrypt, if who calls is as the condition says."""
    keys: dict[str, tuple[Named, ...]] = {
        name.replace("_", ":", 1): values for name, values in conditions.items()
    }
    return statement("Caller", actions=("kms:Decrypt",), conditions={"StringEquals": keys})


OPENED = (
    FOREIGN_KEY,
    statement("All", actions=("kms:*",)),
    statement("But", principals=(f"AWS:arn:aws:iam::{ACCOUNT}:root",), inverted=True),
    caller(aws_principalorgid=("o-1",)),
    caller(kms_calleraccount=(ACCOUNT, OTHER)),
    caller(aws_principalarn=("arn:aws:iam::*:role/Auditor",)),
)


def publish(conditions: Mapping[str, Mapping[str, tuple[Named, ...]]]) -> Statement:
    return statement(
        "Other", principals=PUBLISH.principals, actions=PUBLISH.actions, conditions=conditions
    )


def decrypts(action: str) -> Statement:
    principals = (f"AWS:arn:aws:iam::{OTHER}:root",)
    return statement("Decrypts", principals=principals, actions=(action,))


NO_EVENTS = DataEvents(
    resource_type="AWS::S3::Object", starts_with=("arn:aws:s3:::other-",), equals=()
)

Wrong = tuple[str, str, dict[str, Any]]
WRONG: list[Wrong] = [
    ("2.6.1-dashboard-shows-metrics", "Dashboard", {"series": ()}),
    ("2.6.1-dashboard-has-data", "Data24", {"silent": ("AWS/Connect CallsPerInterval",)}),
    ("2.6.3-alarm-can-fire", "Alarm", {"datapoints": 4}),
    ("2.6.3-alarm-can-fire", "Alarm", {"threshold": 80}),
    ("2.6.3-alarm-can-fire", "Alarm", {"metric": "ConcurrentCallPercentage"}),
    ("2.6.3-alarm-can-fire", "Alarm", {"namespace": "AWS/connect"}),
    ("2.6.3-alarm-can-fire", "Alarm", {"dimensions": {}}),
    ("2.6.3-alarm-can-fire", "Alarm", {"unit": "Count"}),
    ("2.6.3-alarm-can-fire", "Alarm", {"period_seconds": 90}),
    ("2.6.3-alarm-can-fire", "Alarm", {"evaluation_periods": 1441}),
    ("2.6.3-alarm-can-fire", "Alarm", {"query": "SEARCH('{AWS/Connect,InstanceId}')"}),
    ("2.6.3-alarm-is-no-noise", "Alarm", {"threshold": 0}),
    ("2.6.3-alarm-is-no-noise", "Alarm", {"comparison": "LessThanThreshold"}),
    ("2.6.3-alarm-is-no-noise", "Alarm", {"statistic": "Sum"}),
    ("2.6.3-alarm-is-no-noise", "Alarm", {"missing": "breaching"}),
    ("2.6.3-alarm-reaches-topic", "Composite", {"members": ("golive-x-other",)}),
    ("2.6.3-alarm-reaches-topic", "Abort", {"name": "golive-x-critical"}),
    ("2.6.3-alarm-reaches-topic", "Alarm", {"actions": (ref("Stream"),)}),
    ("2.6.3-alarm-reaches-topic", "Composite", {"actions_enabled": False}),
    ("2.6.3-composite-reaches-topic", "Composite", {"members": ()}),
    ("2.6.3-composite-reaches-topic", "Composite", {"actions": ()}),
    ("2.6.3-composite-reaches-topic", "Composite", {"actions_enabled": False}),
    ("2.6.3-composite-reaches-topic", "Composite", {"actions": ("arn:aws:sns:::else",)}),
    ("2.6.3-topic-takes-alarms", "Topic", {"policy": ()}),
    ("2.6.3-topic-takes-alarms", "Topic", {"policy": (LETTER_BY_LETTER,)}),
    ("2.6.3-topic-takes-alarms", "Topic", {"policy": (PUBLISH, SILENCED)}),
    ("2.6.3-topic-takes-alarms", "Topic", {"key": AWS_MANAGED}),
    ("2.6.3-topic-takes-alarms", "Listener", {"topic": ref("Other")}),
    ("2.6.3-topic-takes-alarms", "Listener", {"protocol": "sqs"}),
    ("2.6.3-topic-takes-alarms", "Key", {"policy": (ROOT,)}),
    *[
        ("2.6.3-topic-takes-alarms", "Topic", {"policy": (publish(conditions),)})
        for conditions in (
            {"StringEquals": {"aws:sourceaccount": (OTHER,)}},
            {"StringNotEquals": {"aws:sourceaccount": (ACCOUNT,)}},
            {"ArnLike": {"aws:sourcearn": (f"arn:aws:cloudwatch:us-east-1:{OTHER}:alarm:*",)}},
            {"Bool": {"aws:securetransport": ("false",)}},
        )
    ],
    ("2.6.6-channel-sealed", "Channel", {"key": AWS_OWNED}),
    ("2.6.6-channel-sealed", "Channel", {"bucket": "arn:aws:s3:::elsewhere"}),
    ("2.6.6-recorder-records-all", "Recorder", {"recording": False}),
    ("2.6.6-recorder-records-all", "Recorder", {"all_types": False}),
    ("2.6.6-recorder-records-all", "Recorder", {"global_types": False}),
    ("2.6.6-recorder-runs", "RecorderStatus", {"recording": False}),
    ("2.6.6-recorder-runs", "RecorderStatus", {"last_status": "FAILURE"}),
    ("2.6.6-recorder-runs", "RecorderStatus", {"last_status": ""}),
    ("2.6.7-trail-complete", "Trail", {"logging": False}),
    ("2.6.7-trail-complete", "Trail", {"multi_region": False}),
    ("2.6.7-trail-complete", "Trail", {"validation": False}),
    ("2.6.7-trail-complete", "Trail", {"log_group": None}),
    ("2.6.7-trail-complete", "Trail", {"key": AWS_OWNED}),
    ("2.6.7-trail-complete", "Trail", {"bucket": "elsewhere"}),
    ("2.6.7-trail-delivers", "Delivery", {"logging": False}),
    ("2.6.7-trail-delivers", "Delivery", {"log_error": "AccessDenied"}),
    ("2.6.7-trail-delivers", "Delivery", {"digest_error": "AccessDenied"}),
    ("2.6.7-trail-delivers", "Delivery", {"last_log": None}),
    ("2.6.7-trail-delivers", "Delivery", {"last_log": NOW - timedelta(minutes=61)}),
    ("2.6.7-trail-delivers", "Delivery", {"last_digest": None}),
    ("2.6.7-trail-delivers", "Delivery", {"digest_valid": False}),
    ("2.6.8-flow-log-arrives", "FlowArrival", {"last_event": None}),
    ("2.6.8-flow-log-arrives", "FlowArrival", {"last_event": NOW - timedelta(hours=25)}),
    ("2.6.8-flow-logs-kept", "Instance", {"flow_logs": False}),
    ("2.6.8-flow-logs-kept", "Instance", {"alias": "other"}),
    ("2.6.8-flow-logs-kept", "FlowLog", {"retention_days": 0}),
    ("2.6.8-flow-logs-kept", "FlowLog", {"key": AWS_OWNED}),
    ("2.6.9-function-log-arrives", "FunctionArrival", {"last_event": None}),
    ("2.6.9-function-log-arrives", "FunctionArrival", {"changed": NOW}),
    ("2.6.9-function-logs-kept", "Function", {"log_group": "/aws/lambda/fn"}),
    ("2.6.9-function-logs-kept", "FunctionLog", {"retention_days": 0}),
    ("2.6.9-function-logs-kept", "FunctionLog", {"key": AWS_OWNED}),
    ("4.1-table-key", "Table", {"key": AWS_OWNED}),
    ("4.1-table-key", "Table", {"key": AWS_MANAGED}),
    ("4.1-table-key", "Key", {"manager": "AWS"}),
    ("4.1-table-key", "Key", {"state": "PendingDeletion"}),
    ("4.1-table-key", "Key", {"usage": "SIGN_VERIFY"}),
    *[("4.1-table-key", "Key", {"policy": (ROOT, ALARM_KEY, who)}) for who in OPENED],
    ("4.2-key-is-ours", "Uploaded", {"pair": "9f86d081884c"}),
    ("4.2-key-is-ours", "Uploaded", {"pair": ref("Secret", "ParameterName")}),
    ("4.2-key-uploaded", "Uploaded", {"instance": "arn:aws:connect:us-east-1:1:instance/x"}),
    (
        "4.2-pair-is-made-by-ours",
        "Secret",
        {"maker": f"arn:aws:lambda:us-east-1:{OTHER}:function:pairs"},
    ),
    ("4.4-private-key-sealed", "Secret", {"type": "String"}),
    ("4.4-private-key-sealed", "Secret", {"key": AWS_MANAGED}),
    ("4.4-secrets-key-closed", "SecretsKey", {"policy": (ROOT, FOREIGN_KEY)}),
    (
        "4.4-secrets-key-closed",
        "SecretsKey",
        {"policy": (statement("All", principals=("*",), actions=("kms:Decrypt",)),)},
    ),
    *[
        ("4.4-secrets-key-closed", "SecretsKey", {"policy": (ROOT, decrypts(action))})
        for action in ("kms:De*", "kms:?ecrypt", "kms:ReEncrypt*", "kms:CreateGrant", "kms:Put*")
    ],
    ("4.5-bucket-principals", "Data", {"policy": (FOREIGN,)}),
    ("4.5-bucket-principals", "Data", {"policy": (statement("Any"),)}),
    (
        "4.5-bucket-principals",
        "Data",
        {"policy": (statement("Not", principals=(), inverted=True),)},
    ),
    ("4.5-bucket-principals", "Data", {"policy": (TEXT,)}),
    *[
        (f"4.5-{control}", logical, {field: (policy,)})
        for control, logical, field in (
            ("access-point-principals", "Data", "doors"),
            ("table-principals", "Table", "policy"),
            ("stream-principals", "Stream", "policy"),
        )
        for policy in (FOREIGN, statement("Any"), TEXT)
    ],
    ("4.5-bucket-copied-to-ours", "Data", {"copies_to": ("arn:aws:s3:::strangers-bucket",)}),
    (
        "4.5-bucket-copied-to-ours",
        "Data",
        {"copies_to": (ref("Logs", "Arn"), "arn:aws:s3:::strangers-bucket")},
    ),
    ("4.5-bucket-without-acls", "Data", {"ownership": "ObjectWriter"}),
    *[("4.6-bucket-blocks-public", "Data", {flag: False}) for flag in FLAGS],
    *[("4.6-account-blocks-public", "Block", {flag: False}) for flag in FLAGS],
    ("4.7-bucket-access-logged", "Data", {"logs_to": None}),
    ("4.7-bucket-access-logged", "Data", {"logs_to": ref("Data")}),
    ("4.7-bucket-access-logged", "Logs", {"policy": (tls("Logs"),)}),
    ("4.7-bucket-access-logged", "Logs", {"policy": (tls("Logs"), LOG_WRITER, UNLOGGED)}),
    ("4.7-bucket-access-logged", "Logs", {"encryption": "aws:kms"}),
    ("4.9-bucket-encrypted-puts", "Data", {"logs_to": ref("Data"), "encryption": "AES256"}),
    ("4.7-bucket-data-events", "Trail", {"data_events": (NO_EVENTS,)}),
    ("4.7-bucket-data-events", "Data", {"name": "elsewhere"}),
    ("4.7-table-data-events", "Trail", {"data_events": ()}),
    ("4.7-table-data-events", "Table", {"name": "elsewhere"}),
    ("4.7-trail-management-events", "Trail", {"management": False}),
    ("4.7-instance-flow-logs", "Instance", {"flow_logs": False}),
    ("4.8-stream-key", "Stream", {"encryption": "NONE"}),
    ("4.8-stream-key", "Stream", {"key": AWS_MANAGED}),
    ("4.8-stream-key", "Carrier", {"key": AWS_MANAGED}),
    ("4.8-instance-streams", "Events", {"resource_type": "CHAT_TRANSCRIPTS"}),
    ("4.8-instance-streams", "Records", {"storage_type": "S3"}),
    ("4.8-instance-streams", "Events", {"instance": "arn:aws:connect:us-east-1:1:instance/x"}),
    ("4.8-associated-stream-key", "Records", {"storage_type": "KINESIS_FIREHOSE"}),
    ("4.8-associated-stream-key", "Records", {"storage_type": "KINESIS_VIDEO_STREAM"}),
    ("4.8-associated-stream-key", "Stream", {"encryption": "NONE"}),
    ("4.8-associated-stream-key", "Stream", {"key": AWS_MANAGED}),
    ("4.9-bucket-tls-only", "Data", {"policy": ()}),
    (
        "4.9-bucket-tls-only",
        "Data",
        {"policy": (statement("Tls", allow=False, conditions=CHANGED_DENY),)},
    ),
    (
        "4.9-bucket-tls-only",
        "Data",
        {
            "policy": (
                statement(
                    "ObjectsOnly",
                    allow=False,
                    resources=tls("Data").resources[1:],
                    conditions={"Bool": {"aws:securetransport": ("false",)}},
                ),
            )
        },
    ),
    *[
        ("4.9-bucket-tls-only", "Data", {"policy": (replace(tls("Data"), resources=other),)})
        for other in (tls("Logs").resources, (ref("Data", "Arn"), OBJECTS_OF_ONE_PREFIX))
    ],
    *[
        ("4.9-bucket-services-bound", "Logs", {"policy": (tls("Logs"), wrong)})
        for wrong in (UNBOUND, TURNED, STRANGE)
    ],
    ("4.9-bucket-encrypted-puts", "Data", {"encryption": "AES256"}),
    ("4.9-bucket-encrypted-puts", "Data", {"key": AWS_MANAGED}),
    ("4.9-bucket-encrypted-puts", "Audit", {"key": AWS_MANAGED}),
    *[
        ("4.9-bucket-encrypted-puts", "Data", {"policy": policy})
        for policy in (
            (KMS_ONLY,),
            (KEY_ONLY,),
            (refuse(HEADER, "StringNotEquals", "AES256"), KEY_ONLY),
            (refuse(HEADER, "StringEquals", "aws:kms"), KEY_ONLY),
            (KMS_ONLY, refuse(f"{HEADER}-aws-kms-key-id", "ArnNotEquals", ref("Other", "Arn"))),
            (CONDITIONED, KEY_ONLY),
            (replace(KMS_ONLY, resources=(OBJECTS_OF_ONE_PREFIX,)), KEY_ONLY),
            (KMS_ONLY, replace(KEY_ONLY, resources=tls("Logs").resources)),
        )
    ],
    ("4.9-stored-under-our-key", "Recordings", {"key": AWS_OWNED}),
]
ABSENT: list[tuple[str, str]] = [
    ("4.2-key-uploaded", "Uploaded"),
    ("4.8-instance-streams", "Events"),
    ("2.6.8-flow-logs-kept", "FlowLog"),
]
"""Controls that a missing neighbour breaks."""
