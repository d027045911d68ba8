"""The function that makes key pairs: it leaks no private key, and replaces none in use."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import boto3
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.functions.loading import function

NAME = "/golive/x/input/a"
KEY = "arn:aws:kms:us-east-1:111122223333:key/1"
PUBLIC, CERTIFICATE = f"{NAME}/public", f"{NAME}/certificate"


class ParameterNotFound(Exception):
    """As SSM raises it."""


class Parameters:
    """A parameter store that fails when a private key is read, or is not to be sealed."""

    exceptions = SimpleNamespace(ParameterNotFound=ParameterNotFound)

    def __init__(self) -> None:
        self.stored: dict[str, dict[str, Any]] = {}

    def get_parameter(self, *, Name: str) -> dict[str, Any]:
        assert Name == PUBLIC, "only public keys are read"
        if Name not in self.stored:
            raise ParameterNotFound
        return {"Parameter": self.stored[Name]}

    def put_parameter(self, **asked: Any) -> None:
        assert len(asked["Value"]) <= 4096, "more than a standard parameter takes"
        assert asked["Tier"] == "Standard", "sealed by another call than the role allows"
        assert ("PRIVATE" in asked["Value"]) == (asked["Type"] == "SecureString")
        self.stored[asked["Name"]] = asked

    def delete_parameter(self, *, Name: str) -> None:
        if Name not in self.stored:
            raise ParameterNotFound
        del self.stored[Name]


class Keys:
    """KMS, which gives one pair and counts how often it is asked."""

    def __init__(self, pair: rsa.RSAPrivateKey) -> None:
        self.pair, self.made = pair, 0

    def generate_data_key_pair(self, **asked: str) -> dict[str, bytes]:
        assert asked == {"KeyId": KEY, "KeyPairSpec": "RSA_4096"}
        self.made += 1
        return {"PrivateKeyPlaintext": private_der(self.pair), "PublicKey": public_der(self.pair)}


def private_der(pair: rsa.RSAPrivateKey) -> bytes:
    return pair.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def public_der(pair: rsa.RSAPrivateKey) -> bytes:
    return pair.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@pytest.fixture(scope="module")
def pair() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 4096)


@pytest.fixture(scope="module")
def handler() -> ModuleType:
    return function("input_keys")


@pytest.fixture
def aws(pair: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """SSM and KMS, in place of boto3's."""
    made = SimpleNamespace(ssm=Parameters(), kms=Keys(pair))
    monkeypatch.setattr(boto3, "client", vars(made).__getitem__)
    return made


@pytest.fixture
def answers(handler: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was sent to CloudFormation."""
    sent: list[bytes] = []

    class Closed:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    def put(request: Any, **_: object) -> Closed:
        sent.append(request.data)
        return Closed()

    monkeypatch.setitem(handler.serve.__globals__, "urlopen", put)
    return sent


def event(kind: str, **changed: str) -> dict[str, Any]:
    """What CloudFormation sends."""
    asked = {
        "ParameterName": NAME,
        "ParameterType": "SecureString",
        "KeyArn": KEY,
        "Slot": "a",
        "Keep": "true",
    }
    return {
        "RequestType": kind,
        "ResponseURL": "https://example.com/answer",
        "StackId": "arn:aws:cloudformation:us-east-1:111122223333:stack/golive-x-associations/1",
        "RequestId": "2",
        "LogicalResourceId": "PairA",
        **({} if kind == "Create" else {"PhysicalResourceId": "input-key-a-0"}),
        **({"OldResourceProperties": asked} if kind == "Update" else {}),
        "ResourceProperties": asked | changed,
    }


def refused(handler: ModuleType, asked: dict[str, Any]) -> None:
    """Run the function, which is heard as an error of Lambda's too."""
    with pytest.raises(handler.serve.__globals__["Failed"]):
        handler.handler(asked, None)


def told(answers: list[bytes]) -> dict[str, Any]:
    [body] = answers
    assert len(body) <= 4096
    return json.loads(body)


def pieces(pair: rsa.RSAPrivateKey) -> Iterator[str]:
    """Enough of a private key to know it again, in each coding that could leak it."""
    der = private_der(pair)
    text = base64.b64encode(der).decode()
    yield from (text[i : i + 64] for i in range(64, len(text) - 64, 64))
    yield from (der[i : i + 32].hex() for i in range(64, len(der) - 32, 32))
    yield str(pair.private_numbers().p)


def test_a_pair_is_made_and_sealed(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes], pair: rsa.RSAPrivateKey
) -> None:
    """The private key lies in a SecureString under the secrets key; the rest is plain."""
    handler.handler(event("Create"), None)
    assert told(answers)["Status"] == "SUCCESS"
    stored = aws.ssm.stored
    assert set(stored) == {NAME, PUBLIC, CERTIFICATE}
    assert (stored[NAME]["Type"], stored[NAME]["KeyId"]) == ("SecureString", KEY)
    assert stored[PUBLIC]["Type"] == stored[CERTIFICATE]["Type"] == "String"
    loaded = serialization.load_pem_private_key(stored[NAME]["Value"].encode(), None)
    assert isinstance(loaded, rsa.RSAPrivateKey)
    assert private_der(loaded) == private_der(pair)


def test_the_public_key_is_answered(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes], pair: rsa.RSAPrivateKey
) -> None:
    """In PEM, short enough for Connect, and its digest is the end of the resource's id."""
    handler.handler(event("Create"), None)
    answer = told(answers)
    public = answer["Data"]["PublicKey"]
    assert public == aws.ssm.stored[PUBLIC]["Value"]
    assert len(public) <= 1024
    assert serialization.load_pem_public_key(public.encode()) == pair.public_key()
    digest = hashlib.sha256(public_der(pair)).hexdigest()
    assert answer["PhysicalResourceId"] == f"input-key-a-{digest}"


def test_the_certificate_is_the_pair_s(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes], pair: rsa.RSAPrivateKey
) -> None:
    """A flow encrypts with it: same public key, signed by its private half, valid for years."""
    handler.handler(event("Create"), None)
    found = x509.load_pem_x509_certificate(aws.ssm.stored[CERTIFICATE]["Value"].encode())
    assert found.public_key() == pair.public_key()
    assert found.signature_hash_algorithm is not None
    pair.public_key().verify(
        found.signature,
        found.tbs_certificate_bytes,
        padding.PKCS1v15(),
        found.signature_hash_algorithm,
    )
    assert (found.not_valid_after_utc - found.not_valid_before_utc).days >= 3650


def test_the_private_key_goes_nowhere_else(
    handler: ModuleType,
    aws: SimpleNamespace,
    answers: list[bytes],
    pair: rsa.RSAPrivateKey,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not in the answer, not in the output, not in the log, not in a plain parameter."""
    caplog.set_level(logging.DEBUG)
    handler.handler(event("Create"), None)
    out, error = capfd.readouterr()
    public = [p["Value"] for name, p in aws.ssm.stored.items() if name != NAME]
    everywhere = "".join([answers[0].decode(), out, error, caplog.text, *public])
    assert "answered SUCCESS" in out
    assert not [piece for piece in pieces(pair) if piece in everywhere]
    assert "PRIVATE" not in everywhere


@pytest.mark.parametrize("kind", ["Create", "Update"])
def test_a_pair_that_is_there_is_used_again(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes], kind: str
) -> None:
    """What was sealed stays readable: the same id, the same key, nothing made anew."""
    handler.handler(event("Create"), None)
    first = told(answers)
    answers.clear()
    handler.handler(event(kind), None)
    again = told(answers)
    assert again["PhysicalResourceId"] == first["PhysicalResourceId"]
    assert again["Data"] == first["Data"]
    assert aws.kms.made == 1


def test_a_pair_that_isn_t_whole_is_made_anew(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes]
) -> None:
    """Where an earlier run was cut off, nobody has the public key yet."""
    handler.handler(event("Create"), None)
    del aws.ssm.stored[PUBLIC]
    answers.clear()
    handler.handler(event("Create"), None)
    assert told(answers)["Status"] == "SUCCESS"
    assert aws.kms.made == 2


def test_an_update_never_replaces_a_pair(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes]
) -> None:
    """Without its public key a pair in use is refused, not overwritten."""
    refused(handler, event("Update"))
    assert told(answers)["Status"] == "FAILED"
    assert "restore it" in told(answers)["Reason"]
    assert aws.kms.made == 0


def test_a_pair_stays_under_its_key(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes]
) -> None:
    """Another KMS key needs the other slot."""
    handler.handler(event("Create"), None)
    answers.clear()
    refused(handler, event("Update", KeyArn=f"{KEY}2"))
    assert "other slot" in told(answers)["Reason"]


def test_another_name_is_another_pair(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes]
) -> None:
    """An update to a new parameter makes its pair; the old one stays where it is."""
    aws.ssm.exceptions = SimpleNamespace(ParameterNotFound=AssertionError)
    handler.handler(event("Update", ParameterName="/golive/x/input/b", Slot="b"), None)
    assert told(answers)["PhysicalResourceId"].startswith("input-key-b-")


def test_a_plain_parameter_is_refused(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes]
) -> None:
    """Whatever the template asks for, a private key is never stored in clear."""
    refused(handler, event("Create", ParameterType="String"))
    assert told(answers)["Status"] == "FAILED"
    assert not aws.ssm.stored


def test_deleting_leaves_the_pair(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes]
) -> None:
    """What callers entered is still sealed with it."""
    handler.handler(event("Create"), None)
    answers.clear()
    handler.handler(event("Delete"), None)
    assert told(answers)["PhysicalResourceId"] == "input-key-a-0"
    assert set(aws.ssm.stored) == {NAME, PUBLIC, CERTIFICATE}


def test_deleting_removes_what_may_be_destroyed(
    handler: ModuleType, aws: SimpleNamespace, answers: list[bytes]
) -> None:
    """Its KMS key goes too, and the next creation must not find a pair that nobody can open."""
    handler.handler(event("Create"), None)
    del aws.ssm.stored[CERTIFICATE]
    answers.clear()
    handler.handler(event("Delete", Keep="false"), None)
    assert told(answers)["Status"] == "SUCCESS"
    assert not aws.ssm.stored
