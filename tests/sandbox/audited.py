"""One real call for each audit row of the alarm table: refused ones where success would harm."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from botocore.exceptions import ClientError

from tests.sandbox.account import Account

NOWHERE = "0d0d0d0d-1111-4222-8333-444455556666"
NOTHING = {"Effect": "Deny", "Action": "*", "Resource": "*"}
Act = Callable[[Account], object]


@contextmanager
def trust(account: Account) -> Generator[tuple[Any, str]]:
    """IAM, and a role whose name begins as ours do; it goes when the call is made."""
    iam, name = account.client("iam"), f"golive-audited-{uuid4().hex[:8]}"
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=document())
    yield iam, name
    iam.delete_role(RoleName=name)


def document(**statement: Any) -> str:
    """A policy that lets nobody do anything."""
    said = {"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", **statement}
    return json.dumps({"Version": "2012-10-17", "Statement": [said]})


def role_changed(account: Account) -> None:
    """The trust of the role, and its end: two events."""
    with trust(account) as (iam, name):
        iam.update_assume_role_policy(RoleName=name, PolicyDocument=document())


def stopped(account: Account) -> None:
    """Our trail, for a moment."""
    api, arn = account.client("cloudtrail"), trail(account)["TrailARN"]
    try:
        api.stop_logging(Name=arn)
    finally:
        api.start_logging(Name=arn)


def unblocked(account: Account) -> None:
    """The account's block without one of its switches, and as it was."""
    api, owner = account.client("s3control"), account.connection.account
    block = api.get_public_access_block(AccountId=owner)["PublicAccessBlockConfiguration"]
    less = {**block, "RestrictPublicBuckets": False}
    for said in (less, block):
        api.put_public_access_block(AccountId=owner, PublicAccessBlockConfiguration=said)


def trail(account: Account) -> dict[str, Any]:
    """The one trail."""
    return account.client("cloudtrail").describe_trails()["trailList"][0]


def log_group(account: Account) -> str:
    """Where it is searched."""
    arn: str = trail(account)["CloudWatchLogsLogGroupArn"]
    return arn.split(":log-group:")[1].removesuffix(":*")


def rewritten(account: Account) -> None:
    """The policy of the trail's bucket, as it is."""
    api, name = account.client("s3"), trail(account)["S3BucketName"]
    policy = api.get_bucket_policy(Bucket=name)["Policy"]
    api.put_bucket_policy(Bucket=name, Policy=policy)


def tried(service: str, operation: str, **asked: Any) -> Act:
    """A call that its service refuses, for nothing is there."""

    def act(account: Account) -> None:
        with suppress(ClientError):
            getattr(account.client(service), operation)(**asked)

    return act


def forbidden(account: Account) -> None:
    """An attempt by a user who may not."""
    api = account.client("connect", *account.user(NOTHING))
    with suppress(ClientError):
        api.delete_instance(InstanceId=NOWHERE)


def as_root(account: Account) -> None:
    account.client("iam", account.connection.account, "root").list_users()


def opened(account: Account) -> None:
    """The administrator is none of those that the environment declares."""
    api = account.client("ssm")
    name = "/golive/sandbox/input/a"
    api.get_parameter(Name=name, WithDecryption=True)
    api.get_parameter(Name=f"{name}/public")


def emergency(account: Account) -> None:
    """Connect's console makes this call and no SDK has it: its event is put into the log."""
    api, group, stream = account.client("logs"), log_group(account), uuid4().hex
    event = {
        "eventSource": "connect.amazonaws.com",
        "eventName": "AdminGetEmergencyAccessToken",
        "userIdentity": {"type": "IAMUser", "arn": "arn:aws:iam::111122223333:user/kim"},
    }
    said = {"timestamp": int(time.time() * 1000), "message": json.dumps(event)}
    api.create_log_stream(logGroupName=group, logStreamName=stream)
    api.put_log_events(logGroupName=group, logStreamName=stream, logEvents=[said])
    api.delete_log_stream(logGroupName=group, logStreamName=stream)


KEY = {"KeyId": NOWHERE}
TOPIC = "arn:aws:sns:us-east-1:111122223333:golive-audited"
ACTS: dict[str, tuple[Act, int]] = {
    "trail-changed": (stopped, 1),
    "recorder-changed": (
        tried("config", "stop_configuration_recorder", ConfigurationRecorderName="none"),
        1,
    ),
    "key-disabled": (tried("kms", "schedule_key_deletion", **KEY), 1),
    "key-policy-changed": (tried("kms", "put_key_policy", **KEY, Policy=document()), 1),
    "bucket-policy-changed": (rewritten, 1),
    "public-access-opened": (unblocked, 1),
    "role-changed": (role_changed, 2),
    "emergency-access": (emergency, 1),
    "root-used": (as_root, 1),
    "instance-deletion": (forbidden, 1),
    "instance-changed": (
        tried("connect", "associate_approved_origin", InstanceId=NOWHERE, Origin="https://a.test"),
        1,
    ),
    "input-key-changed": (
        tried("connect", "disassociate_security_key", InstanceId=NOWHERE, AssociationId="k"),
        1,
    ),
    "private-key-read": (opened, 1),
    "private-key-changed": (tried("ssm", "delete_parameter", Name="/golive/none/input/a"), 1),
    "storage-changed": (
        tried(
            "connect",
            "disassociate_instance_storage_config",
            InstanceId=NOWHERE,
            AssociationId="a",
            ResourceType="CALL_RECORDINGS",
        ),
        1,
    ),
    "agent-email-changed": (
        tried(
            "connect",
            "update_user_identity_info",
            InstanceId=NOWHERE,
            UserId=NOWHERE,
            IdentityInfo={"Email": "kim@example.com"},
        ),
        1,
    ),
    "logs-deleted": (
        tried("logs", "delete_log_group", logGroupName="/aws/connect/none"),
        2,  # and the stream into which the event of emergency access is put
    ),
    "alarms-silenced": (
        tried("cloudwatch", "delete_alarms", AlarmNames=["other", "golive-none-critical"]),
        1,
    ),
    "recipients-changed": (tried("sns", "unsubscribe", SubscriptionArn=f"{TOPIC}:{NOWHERE}"), 1),
}
"""By row, what is done, and how many events of it match."""
QUIET: list[Act] = [
    tried("cloudtrail", "start_logging", Name="none"),
    tried("kms", "enable_key", **KEY),
    tried("s3", "put_bucket_policy", Bucket="website", Policy=document()),
    tried("iam", "delete_role", RoleName="Operators"),
    tried("connect", "describe_instance", InstanceId=NOWHERE),
    tried("logs", "delete_log_group", logGroupName="other"),
    tried("cloudwatch", "delete_alarms", AlarmNames=["other"]),
    tried("sns", "delete_topic", TopicArn=TOPIC.replace("golive", "other")),
    tried("ssm", "delete_parameter", Name="/other"),
]
"""What resembles it, and is told by no row."""
