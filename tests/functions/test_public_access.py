"""The function that sets the account's S3 public-access block."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from tests.functions.loading import function

ACCOUNT = "111122223333"
FLAGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
ALL = dict.fromkeys(FLAGS, True)


@pytest.fixture(scope="module")
def handler() -> ModuleType:
    return function("public_access")


@pytest.fixture
def control(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubber]:
    """S3 Control, which refuses what botocore's model refuses and every call not announced."""
    client: Any = boto3.client(  # pyright: ignore[reportUnknownMemberType]
        "s3control",
        region_name="us-east-1",
        aws_access_key_id="x",
        aws_secret_access_key="x",
    )
    monkeypatch.setattr(boto3, "client", {"s3control": client}.__getitem__)
    with Stubber(client) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def event(kind: str, **changed: str) -> dict[str, Any]:
    """What CloudFormation sends: it writes booleans as text."""
    properties = {"AccountId": ACCOUNT, **dict.fromkeys(FLAGS, "true"), **changed}
    return {
        "RequestType": kind,
        "PhysicalResourceId": "public-access-block-1",
        "ResourceProperties": properties,
    }


@pytest.mark.parametrize("kind", ["Create", "Update"])
def test_all_four_flags_are_set(handler: ModuleType, control: Stubber, kind: str) -> None:
    """Creating and updating set the whole block of the account that is named."""
    block = {"AccountId": ACCOUNT, "PublicAccessBlockConfiguration": ALL}
    control.add_response("put_public_access_block", {}, block)
    assert handler.work(event(kind)).id == f"public-access-block-{ACCOUNT}"


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("value", ["false", ""])
def test_a_weaker_block_is_refused(
    handler: ModuleType, control: Stubber, flag: str, value: str
) -> None:
    """Each flag must be asked for; otherwise nothing is sent, and the message names the flag."""
    with pytest.raises(handler.Refused, match=flag):
        handler.work(event("Update", **{flag: value}))


def test_deleting_leaves_the_block(handler: ModuleType, control: Stubber) -> None:
    """Other buckets of the account rely on it: no call is made, and the stack can go."""
    assert handler.work(event("Delete")).id == "public-access-block-1"


def test_a_refusal_of_aws_is_told(handler: ModuleType, control: Stubber) -> None:
    """An organization's policy may refuse it: the stack fails with AWS's own error."""
    control.add_client_error("put_public_access_block", "AccessDenied")
    with pytest.raises(control.client.exceptions.ClientError, match="AccessDenied"):
        handler.work(event("Create"))
