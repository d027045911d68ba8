"""IAM is enforced: strangers and those without permission get nothing."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.sandbox.account import Account

EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
STRANGER = "999988887777"


def buckets(account: Account) -> list[str]:
    """Ours."""
    every = account.client("s3").list_buckets()["Buckets"]
    return [b["Name"] for b in every if not b["Name"].startswith("cdk-")]


def denied(client: Any, call: str, **parameters: Any) -> None:
    """The call is refused for want of permission."""
    with pytest.raises(ClientError) as error:
        getattr(client, call)(**parameters)
    response = error.value.response
    assert response["ResponseMetadata"]["HTTPStatusCode"] in (400, 403, 404)  # pyright: ignore[reportTypedDictNotRequiredAccess]
    code = response["Error"]["Code"]  # pyright: ignore[reportTypedDictNotRequiredAccess]
    assert code in ("403", "AccessDenied", "AccessDeniedException", "ResourceNotFoundException")


def test_nobody_reads_or_writes_without_keys(deployed: Account) -> None:
    """No bucket is open to the world, for reading, listing or writing."""
    anonymous = deployed.anonymous("s3")
    for bucket in buckets(deployed):
        denied(anonymous, "list_objects_v2", Bucket=bucket)
        denied(anonymous, "get_object", Bucket=bucket, Key="x")
        denied(anonymous, "put_object", Bucket=bucket, Key="x", Body=b"x")


def test_another_account_reads_and_writes_nothing(deployed: Account) -> None:
    """Whatever its own policies allow, ours don't let a foreign account in."""
    stranger = deployed.client("s3", *deployed.user(EVERYTHING, owner=STRANGER))
    for bucket in buckets(deployed):
        denied(stranger, "list_objects_v2", Bucket=bucket)
        denied(stranger, "put_object", Bucket=bucket, Key="x", Body=b"x")


def test_no_bucket_can_be_opened(deployed: Account) -> None:
    """A public policy or ACL is refused even to the administrator."""
    everyone = (
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",'
        '"Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}]}'
    )
    s3 = deployed.client("s3")
    for bucket in buckets(deployed):
        denied(s3, "put_bucket_policy", Bucket=bucket, Policy=everyone % bucket)


def test_a_user_may_what_its_policy_says(deployed: Account) -> None:
    """Also in the services that the sandbox adds, by action and resource."""
    arn = deployed.physical("instance", "Instance")
    reads = {"Effect": "Allow", "Action": "connect:DescribeInstance", "Resource": arn}
    also = {**reads, "Action": "ds:DescribeDirectories", "Resource": "*"}
    other = {**reads, "Resource": arn[:-1] + "x"}
    reader = deployed.client("connect", *deployed.user(reads, also))
    assert reader.describe_instance(InstanceId=arn)["Instance"]["Arn"] == arn
    denied(reader, "list_security_keys", InstanceId=arn)
    denied(
        deployed.client("connect", *deployed.user(other, also)), "describe_instance", InstanceId=arn
    )
    denied(deployed.client("guardduty", *deployed.user(reads)), "list_detectors")
    denied(
        deployed.client("s3control", *deployed.user(reads)),
        "get_public_access_block",
        AccountId=deployed.connection.account,
    )


def test_metrics_go_into_the_namespace_that_a_policy_names(account: Account) -> None:
    """The condition key cloudwatch:namespace is filled."""
    condition = {"StringEquals": {"cloudwatch:namespace": "GoLive"}}
    own = {**EVERYTHING, "Action": "cloudwatch:PutMetricData", "Condition": condition}
    cloudwatch = account.client("cloudwatch", *account.user(own))
    data = [{"MetricName": "Lines", "Value": 1}]
    cloudwatch.put_metric_data(Namespace="GoLive", MetricData=data)
    denied(cloudwatch, "put_metric_data", Namespace="Other", MetricData=data)


def test_a_wrong_key_is_refused_and_a_missing_header_is_not(deployed: Account) -> None:
    """Recordings land under the contact key, whoever writes them and whatever it names."""
    s3 = deployed.client("s3")
    bucket = next(b for b in buckets(deployed) if "recordings" in b)
    key = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    own = key["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"]
    other = own[:-12] + "000000000000"
    put: dict[str, Any] = {"Bucket": bucket, "Key": "test", "Body": b"x"}
    s3.put_object(**put)
    assert s3.head_object(Bucket=bucket, Key="test")["SSEKMSKeyId"] == own
    s3.put_object(**put, ServerSideEncryption="aws:kms", SSEKMSKeyId=own)
    denied(s3, "put_object", **put, ServerSideEncryption="AES256")
    denied(s3, "put_object", **put, ServerSideEncryption="aws:kms", SSEKMSKeyId=other)


def test_only_the_administrator_moves_the_sandbox(account: Account) -> None:
    """Its own paths that change something ask for the secret key."""
    from dataclasses import replace
    from urllib.error import HTTPError

    from sandbox import control

    stranger = replace(account.connection, secret_key="guessed")
    with pytest.raises(HTTPError, match="403"):
        control.fetch(stranger, "/_golive/contact", {"alias": "golive-sandbox"})
