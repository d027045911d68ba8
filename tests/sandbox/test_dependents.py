"""A call needs what it depends on too: the key of an object, the directory of an instance."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from golive.account.errors import code_of
from tests.sandbox.account import Account


@dataclass(frozen=True)
class Sealed:
    """A bucket whose objects are encrypted with a key of its own."""

    account: Account
    bucket: str
    key: str

    def s3(self, *statements: dict[str, Any]) -> Any:
        """A client of somebody who may read and write objects, and what is said besides."""
        objects = {
            "Effect": "Allow",
            "Action": "s3:*Object",
            "Resource": f"arn:aws:s3:::{self.bucket}/*",
        }
        return self.account.client("s3", *self.account.user(objects, *statements))

    def using(self, action: str, **keys: str) -> dict[str, Any]:
        """A statement that lets use the key, where these condition keys are so."""
        named = {name.replace("_", ":"): value for name, value in keys.items()}
        return {
            "Effect": "Allow",
            "Action": f"kms:{action}",
            "Resource": self.key,
            "Condition": {"StringEquals": named},
        }


@pytest.fixture(scope="module")
def sealed(account: Account) -> Sealed:
    """With one object, put by the administrator, and a bucket key."""
    name, kms, s3 = f"sealed-{uuid4().hex[:8]}", account.client("kms"), account.client("s3")
    key = kms.create_key()["KeyMetadata"]["Arn"]
    s3.create_bucket(Bucket=name)
    rule = {
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key},
        "BucketKeyEnabled": True,
    }
    s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})
    s3.put_object(Bucket=name, Key="a.txt", Body=b"kept")
    return Sealed(account, name, key)


def lacks(action: str, call: Any, **parameters: Any) -> None:
    """The call is denied, and the denial names the action."""
    with pytest.raises(ClientError, match=f"not authorized to perform: {action}") as error:
        call(**parameters)
    assert code_of(error.value) in ("AccessDenied", "AccessDeniedException")


def test_reading_an_object_opens_its_key(sealed: Sealed) -> None:
    """Who may read objects and not use the key gets none, only what is said about it."""
    place = {"Bucket": sealed.bucket, "Key": "a.txt"}
    lacks("kms:Decrypt", sealed.s3().get_object, **place)
    assert sealed.s3().head_object(**place)["SSEKMSKeyId"] == sealed.key
    found = sealed.s3(sealed.using("Decrypt")).get_object(**place)
    assert found["Body"].read() == b"kept"


def test_writing_an_object_seals_with_the_key(sealed: Sealed) -> None:
    """The bucket's own key, though the writer names none."""
    place = {"Bucket": sealed.bucket, "Key": "b.txt", "Body": b""}
    lacks("kms:GenerateDataKey", sealed.s3().put_object, **place)
    sealed.s3(sealed.using("GenerateDataKey")).put_object(**place)


def test_the_key_knows_what_it_is_used_for(sealed: Sealed) -> None:
    """Through S3, for the bucket that its bucket key seals."""
    place = {"Bucket": sealed.bucket, "Key": "a.txt"}
    arn = f"arn:aws:s3:::{sealed.bucket}"
    service = f"s3.{sealed.account.connection.region}.amazonaws.com"
    right = {"kms_ViaService": service, "kms_EncryptionContext_aws_s3_arn": arn}
    sealed.s3(sealed.using("Decrypt", **right)).get_object(**place)
    for name, other in (
        ("kms_ViaService", "ssm"),
        ("kms_EncryptionContext_aws_s3_arn", f"{arn}/a"),
    ):
        wrong = sealed.using("Decrypt", **{**right, name: other})
        lacks("kms:Decrypt", sealed.s3(wrong).get_object, **place)


def test_a_key_policy_must_let_in_too(sealed: Sealed) -> None:
    """A key that the account may only administer opens to nobody whose own policy allows it."""
    kms, owner = sealed.account.client("kms"), sealed.account.connection.account
    before = kms.get_key_policy(KeyId=sealed.key, PolicyName="default")["Policy"]
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{owner}:root"},
        "Action": ["kms:Get*", "kms:Put*"],
        "Resource": "*",
    }
    closed = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    kms.put_key_policy(KeyId=sealed.key, Policy=closed)
    client = sealed.s3(sealed.using("Decrypt"))
    lacks("kms:Decrypt", client.get_object, Bucket=sealed.bucket, Key="a.txt")
    kms.put_key_policy(KeyId=sealed.key, Policy=before)
    client.get_object(Bucket=sealed.bucket, Key="a.txt")


def test_an_item_opens_the_key_of_its_table(account: Account) -> None:
    """Through DynamoDB, for the table that the encryption context names."""
    name, key = f"sealed-{uuid4().hex[:8]}", account.client("kms").create_key()["KeyMetadata"]
    account.client("dynamodb").create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
        SSESpecification={"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": key["Arn"]},
    )
    place = account.connection
    arn = f"arn:aws:dynamodb:{place.region}:{place.account}:table/{name}"
    gets = {"Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": arn}
    context = {"kms:EncryptionContext:aws:dynamodb:tableName": name}
    opens = {
        "Effect": "Allow",
        "Action": "kms:Decrypt",
        "Resource": key["Arn"],
        "Condition": {"StringEquals": context},
    }
    asked = {"TableName": name, "Key": {"pk": {"S": "one"}}}
    lacks("kms:Decrypt", account.client("dynamodb", *account.user(gets)).get_item, **asked)
    account.client("dynamodb", *account.user(gets, opens)).get_item(**asked)


@pytest.mark.parametrize(
    ("call", "also"),
    [
        ("describe_instance", "ds:DescribeDirectories"),
        ("list_instances", "ds:DescribeDirectories"),
        ("search_users", "connect:DescribeUser"),
    ],
)
def test_connect_asks_for_more(account: Account, call: str, also: str) -> None:
    """What the Service Authorization Reference calls a dependent action."""
    made = account.client("connect").create_instance(
        IdentityManagementType="CONNECT_MANAGED",
        InstanceAlias=f"also-{uuid4().hex[:8]}",
        InboundCallsEnabled=True,
        OutboundCallsEnabled=False,
    )
    given = {} if call == "list_instances" else {"InstanceId": made["Id"]}
    most = {"Effect": "Allow", "Action": "connect:*", "Resource": "*"}
    short = {**most, "NotAction": [also]}
    del short["Action"]
    lacks(also, getattr(account.client("connect", *account.user(short)), call), **given)
    whole = {"Effect": "Allow", "Action": ["connect:*", "ds:*"], "Resource": "*"}
    getattr(account.client("connect", *account.user(whole)), call)(**given)
    account.client("connect").delete_instance(InstanceId=made["Id"])
