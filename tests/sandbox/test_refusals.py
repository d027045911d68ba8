"""What AWS refuses and our code could ask for, the sandbox refuses too."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.sandbox.account import Account, Refused


def pem(key: Any) -> str:
    """A public key as Connect takes it."""
    form = (Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return key.public_key().public_bytes(*form).decode()


def rsa_pem() -> str:
    return pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))


@pytest.fixture
def instance(account: Account) -> Generator[str]:
    """A new instance's id."""
    connect = account.client("connect")
    made = connect.create_instance(
        IdentityManagementType="CONNECT_MANAGED",
        InstanceAlias=f"alias-{uuid4().hex[:8]}",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=False,
    )
    yield made["Id"]
    connect.delete_instance(InstanceId=made["Id"])


def refused(call: Callable[[], object]) -> str:
    """The code that a call is refused with."""
    with pytest.raises(ClientError) as error:
        call()
    return error.value.response["Error"]["Code"]  # pyright: ignore[reportTypedDictNotRequiredAccess]


def test_a_third_security_key(account: Account, instance: str) -> None:
    """An instance has two at most."""
    connect = account.client("connect")
    for _ in range(2):
        connect.associate_security_key(InstanceId=instance, Key=rsa_pem())
    third = lambda: connect.associate_security_key(InstanceId=instance, Key=rsa_pem())  # noqa: E731
    assert refused(third) == "ServiceQuotaExceededException"


@pytest.mark.parametrize("key", ["no key", pem(ec.generate_private_key(ec.SECP256R1()))])
def test_a_security_key_that_is_no_rsa_key(account: Account, instance: str, key: str) -> None:
    """Secure input is encrypted with RSA."""
    connect = account.client("connect")
    call = lambda: connect.associate_security_key(InstanceId=instance, Key=key)  # noqa: E731
    assert refused(call) == "InvalidRequestException"


def test_a_second_storage_config_of_a_kind(account: Account, instance: str) -> None:
    """Each kind of data has one place."""
    connect = account.client("connect")
    config = {"StorageType": "S3", "S3Config": {"BucketName": "a", "BucketPrefix": "b"}}
    where = {"InstanceId": instance, "ResourceType": "CALL_RECORDINGS", "StorageConfig": config}
    connect.associate_instance_storage_config(**where)
    second = lambda: connect.associate_instance_storage_config(**where)  # noqa: E731
    assert refused(second) == "ResourceConflictException"


def test_a_value_that_is_none_of_the_listed(account: Account, instance: str) -> None:
    """botocore sends it, Connect doesn't take it."""
    connect = account.client("connect")
    where = {"InstanceId": instance, "ResourceType": "RECORDINGS"}
    call = lambda: connect.list_instance_storage_configs(**where)  # noqa: E731
    assert refused(call) == "InvalidRequestException"


@pytest.mark.parametrize("content", ["no json", json.dumps({"Version": "2019-10-30"})])
def test_flow_content_that_is_not_flow_language(
    account: Account, instance: str, content: str
) -> None:
    """New, and as an update."""
    connect = account.client("connect")
    flow: dict[str, object] = {"Version": "2019-10-30", "StartAction": "a", "Actions": []}
    about = {"InstanceId": instance, "Name": "Main", "Type": "CONTACT_FLOW"}
    create = lambda: connect.create_contact_flow(**about, Content=content)  # noqa: E731
    assert refused(create) == "InvalidContactFlowException"
    made = connect.create_contact_flow(**about, Content=json.dumps(flow))
    update = lambda: connect.update_contact_flow_content(  # noqa: E731
        InstanceId=instance, ContactFlowId=made["ContactFlowId"], Content=content
    )
    assert refused(update) == "InvalidContactFlowException"


def test_an_operation_that_is_not_simulated(account: Account, instance: str) -> None:
    """It says so, and is no empty answer."""
    connect = account.client("connect")
    with pytest.raises(ClientError, match="connect:ListRules is not simulated"):
        connect.list_rules(InstanceId=instance)


def test_metrics_in_a_services_namespace(account: Account) -> None:
    """Only services publish there."""
    cloudwatch = account.client("cloudwatch")
    data = [{"MetricName": "CallsPerInterval", "Value": 1}]
    call = lambda: cloudwatch.put_metric_data(Namespace="AWS/Connect", MetricData=data)  # noqa: E731
    assert refused(call) == "InvalidParameterValueException"
    cloudwatch.put_metric_data(Namespace="GoLive", MetricData=data)


KEY = {
    "Type": "AWS::KMS::Key",
    "Properties": {
        "KeyPolicy": {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}},
                    "Action": "kms:*",
                    "Resource": "*",
                }
            ],
        }
    },
}


def test_a_log_group_under_a_key_that_logs_may_not_use(account: Account) -> None:
    """The key policy has to let CloudWatch Logs in."""
    arn = {"Fn::GetAtt": ["Key", "Arn"]}
    group = {"Type": "AWS::Logs::LogGroup", "Properties": {"KmsKeyId": arn}}
    with pytest.raises(Refused, match=r"logs\.us-east-1\.amazonaws\.com may not kms:"):
        account.stack({"Key": KEY, "Group": group})


def test_a_trail_that_its_bucket_does_not_let_in(account: Account) -> None:
    """The bucket policy has to let CloudTrail write before there is a trail."""
    properties = {"IsLogging": True, "S3BucketName": {"Ref": "Bucket"}}
    trail = {"Type": "AWS::CloudTrail::Trail", "Properties": properties}
    with pytest.raises(Refused, match=r"cloudtrail\.amazonaws\.com may not s3:GetBucketAcl"):
        account.stack({"Bucket": {"Type": "AWS::S3::Bucket"}, "Trail": trail}, name="untrusted")
    trails = account.client("cloudtrail").describe_trails()["trailList"]
    assert not [trail for trail in trails if trail["Name"].startswith("untrusted")]


def test_a_second_detector(account: Account) -> None:
    """An account has one in a Region."""
    guardduty = account.client("guardduty", region="eu-west-1")
    guardduty.create_detector(Enable=True)
    assert refused(lambda: guardduty.create_detector(Enable=True)) == "BadRequestException"


def test_a_mistake_in_a_template_fails_the_resource(account: Account) -> None:
    """A type that we add says what its service says."""
    properties = {"InstanceId": "gone", "Key": "no key"}
    key = {"Type": "AWS::Connect::SecurityKey", "Properties": properties}
    with pytest.raises(Refused, match="Instance gone not found"):
        account.stack({"Key": key})
