"""A trail's digest and log files, signed with a key made here as CloudTrail signs."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from golive.account.trail_digests import signing_string
from tests.account.canned import Answer

ACCOUNT, REGION = "111122223333", "us-east-1"
FINGERPRINT = "67b9fa73676d86966b449dd677850753"
LOG = json.dumps({"Records": []}).encode()


@cache
def private_key() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


PUBLIC_KEY: dict[str, Any] = {
    "Value": private_key().public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1),
    "Fingerprint": FINGERPRINT,
}


def signed(raw: bytes, digest: Mapping[str, Any]) -> str:
    return private_key().sign(signing_string(digest, raw), PKCS1v15(), SHA256()).hex()


def digest_key(trail: str, at: datetime) -> str:
    name = f"{ACCOUNT}_CloudTrail-Digest_{REGION}_{trail}_{REGION}_{at:%Y%m%dT%H%M%SZ}.json.gz"
    return f"AWSLogs/{ACCOUNT}/CloudTrail-Digest/{REGION}/{at:%Y/%m/%d}/{name}"


def digest(bucket: str, key: str, at: datetime, **changes: Any) -> dict[str, Any]:
    """A digest as the user guide shows it, of one log file; a starting one."""
    file = {
        "s3Bucket": bucket,
        "s3Object": f"AWSLogs/{ACCOUNT}/CloudTrail/{REGION}/log.json.gz",
        "hashValue": hashlib.sha256(LOG).hexdigest(),
        "hashAlgorithm": "SHA-256",
        "newestEventTime": f"{at:%Y-%m-%dT%H:%M:%SZ}",
    }
    made = {
        "awsAccountId": ACCOUNT,
        "digestEndTime": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "digestS3Bucket": bucket,
        "digestS3Object": key,
        "digestPublicKeyFingerprint": FINGERPRINT,
        "digestSignatureAlgorithm": "SHA256withRSA",
        "previousDigestS3Bucket": None,
        "previousDigestS3Object": None,
        "previousDigestHashValue": None,
        "previousDigestSignature": None,
        "logFiles": [file],
    }
    return made | changes


def stored(content: Mapping[str, Any], signature: str = "") -> dict[str, Any]:
    """The object of a digest, with its signature in the metadata."""
    raw = json.dumps(content).encode()
    metadata = {
        "signature": signature or signed(raw, content),
        "signature-algorithm": "SHA256withRSA",
    }
    return {"Body": gzip.compress(raw, mtime=0), "Metadata": metadata}


def digest_objects(
    bucket: str, trail: str, at: datetime, log: bytes = LOG, **changes: Any
) -> dict[str, Answer]:
    """The answers for a bucket that holds one digest and its log file."""
    key = digest_key(trail, at)
    content = digest(bucket, key, at, **changes)
    return {
        "s3:ListObjectsV2": {"Contents": [{"Key": key}]},
        f"s3:GetObject {key}": stored(content),
        f"s3:GetObject {content['logFiles'][0]['s3Object']}": {"Body": gzip.compress(log, mtime=0)},
    }
