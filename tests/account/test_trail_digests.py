"""The digest of a trail: valid only where signature, place, chain and log files agree."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from golive.account.trail_digests import signing_string, verifies
from golive.facts.feeds import TrailDelivery
from golive.model import Unknown
from golive.plain import raw
from tests.account.canned import Answer, Answers, refused
from tests.account.digests import (
    FINGERPRINT,
    LOG,
    PUBLIC_KEY,
    digest,
    digest_key,
    digest_objects,
    private_key,
    signed,
    stored,
)
from tests.account.good import AUDIT, HOUR_AGO, TRAIL, account

KEY = digest_key(TRAIL, HOUR_AGO)
LOG_KEY = "AWSLogs/111122223333/CloudTrail/us-east-1/log.json.gz"
EARLIER = digest_key(TRAIL, HOUR_AGO - timedelta(hours=1))


def valid(changes: Answers) -> bool | Unknown:
    """Whether the account calls the newest digest valid, some answers changed."""
    found = account(changes).facts(TrailDelivery)
    assert not isinstance(found, Unknown)
    return raw(found[0].fact, "digest_valid")


def with_digest(**changes: Any) -> dict[str, Answer]:
    """A bucket whose digest was written, and signed, with these changes."""
    return digest_objects(AUDIT, TRAIL, HOUR_AGO, **changes)


def altered(content: Mapping[str, Any]) -> dict[str, Answer]:
    """A digest that was changed after it was signed."""
    right = digest(AUDIT, KEY, HOUR_AGO)
    signature = signed(json.dumps(right).encode(), right)
    return {f"s3:GetObject {KEY}": stored(right | dict(content), signature)}


def chain(*, named: str = "", **earlier: Any) -> dict[str, Answer]:
    """Two digests; the newer one names the hash and signature of the earlier one."""
    before = digest(AUDIT, EARLIER, HOUR_AGO - timedelta(hours=1))
    raw = json.dumps(before).encode()
    link = {
        "previousDigestS3Bucket": AUDIT,
        "previousDigestS3Object": EARLIER,
        "previousDigestHashValue": named or hashlib.sha256(raw).hexdigest(),
        "previousDigestSignature": signed(raw, before),
    }
    return with_digest(**link) | {f"s3:GetObject {EARLIER}": stored(before | earlier)}


def test_a_signed_digest_with_its_log_files_is_valid() -> None:
    """Signature, place and hashes agree."""
    assert valid({}) is True


def test_a_chain_of_digests_is_valid() -> None:
    """The newest digest names the hash and the signature of the one before it."""
    assert valid(chain()) is True


NO_KEY = refused("NoSuchKey")
OTHER_KEY = {"PublicKeyList": [PUBLIC_KEY | {"Fingerprint": "00"}]}
BROKEN: dict[str, Answers] = {
    "its content was changed": altered({"logFiles": []}),
    "its signature is of something else": {
        f"s3:GetObject {KEY}": stored(digest(AUDIT, KEY, HOUR_AGO), "00" * 256)
    },
    "its signature is no hexadecimal": {
        f"s3:GetObject {KEY}": stored(digest(AUDIT, KEY, HOUR_AGO), "none")
    },
    "its public key is not CloudTrail's": {"cloudtrail:ListPublicKeys": OTHER_KEY},
    "it was moved": with_digest(digestS3Object="elsewhere.json.gz"),
    "it lies in another bucket": with_digest(digestS3Bucket="elsewhere"),
    "it is gone": {f"s3:GetObject {KEY}": NO_KEY},
    "it is no gzip": {f"s3:GetObject {KEY}": {"Body": b"x", "Metadata": {}}},
    "it is no JSON": {f"s3:GetObject {KEY}": {"Body": gzip.compress(b"x"), "Metadata": {}}},
    "it was not delivered at all": {"s3:ListObjectsV2": {}},
    "it is another trail's": {
        "s3:ListObjectsV2": {"Contents": [{"Key": digest_key("other", HOUR_AGO)}]}
    },
    "a log file was changed": digest_objects(AUDIT, TRAIL, HOUR_AGO, log=b"{}"),
    "a log file is gone": {f"s3:GetObject {LOG_KEY}": NO_KEY},
    "the digest before it is gone": chain() | {f"s3:GetObject {EARLIER}": NO_KEY},
    "the digest before it was changed": chain(awsAccountId="0"),
    "the digest before it is another": chain(named="00"),
}


@pytest.mark.parametrize("why", BROKEN)
def test_a_digest_is_not_valid(why: str) -> None:
    """What was changed, moved or taken away after the delivery is found."""
    assert valid(BROKEN[why]) is False


def test_a_digest_that_may_not_be_read_is_unknown() -> None:
    """Without the permission to read the bucket nobody knows."""
    found = valid({f"s3:GetObject {KEY}": refused("AccessDenied")})
    assert isinstance(found, Unknown)
    assert "s3:GetObject and kms:Decrypt" in found.why


def test_the_newest_digest_counts() -> None:
    """Among several digests the one with the latest time in its name is taken."""
    both = {"s3:ListObjectsV2": {"Contents": [{"Key": KEY}, {"Key": EARLIER}]}}
    assert valid(both) is True


def test_a_starting_digest_signs_null() -> None:
    """The first digest has no signature before it: `null` stands in its place."""
    content = digest(AUDIT, KEY, HOUR_AGO)
    assert signing_string(content, LOG).endswith(b"\nnull")


def test_a_key_of_another_kind_verifies_nothing() -> None:
    """CloudTrail signs with RSA: an elliptic curve's key, or no key, is refused."""
    curve = generate_private_key(SECP256R1()).public_key()
    der = curve.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert not verifies(der, "00", b"")
    assert not verifies(b"no key", "00", b"")


def test_cloudtrails_key_may_be_in_either_encoding() -> None:
    """ListPublicKeys gives PKCS #1; a SubjectPublicKeyInfo of the same key verifies too."""
    content = digest(AUDIT, KEY, HOUR_AGO)
    raw = json.dumps(content).encode()
    der = private_key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    for value in (der, PUBLIC_KEY["Value"]):
        assert verifies(value, signed(raw, content), signing_string(content, raw))
    assert content["digestPublicKeyFingerprint"] == FINGERPRINT
