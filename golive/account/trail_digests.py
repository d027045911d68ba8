"""Whether the newest digest of a trail is CloudTrail's own, and its log files unchanged.

Source: CloudTrail User Guide, Custom implementations of CloudTrail log file integrity
validation, and CloudTrail digest file structure. The string that is signed holds the hash of
the uncompressed digest; a starting digest, which has no previous one, signs `null` for it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from golive.account.reading import Gone, Reading
from golive.model import Gap

MOST_LOGS = 5
"""How many of the log files are hashed, the newest first; each is a whole download."""
AROUND = timedelta(hours=2)
ALGORITHM = "SHA256withRSA"


def newest_is_valid(read: Reading, trail: Mapping[str, Any], at: datetime) -> bool:
    """Signature, place, chain and log hashes of the digest delivered at `at`; Gap if unreadable."""
    bucket, key = str(trail["S3BucketName"]), _newest(read, trail, at)
    if key is None:
        return False
    stored = _stored(read, bucket, key)
    if stored is None:
        return False
    raw, metadata = stored
    try:
        digest = json.loads(raw)
    except ValueError:
        return False
    placed = (digest.get("digestS3Bucket"), digest.get("digestS3Object")) == (bucket, key)
    return (
        placed
        and _signed(read, digest, raw, metadata, at)
        and _chained(read, digest)
        and _unchanged(read, digest)
    )


def _newest(read: Reading, trail: Mapping[str, Any], at: datetime) -> str | None:
    """The last digest of this Region, by the time in its name; yesterday's is looked at too."""
    place = read.estate.place
    head = f"{trail['S3KeyPrefix']}/" if trail.get("S3KeyPrefix") else ""
    folder = f"{head}AWSLogs/{place.account}/CloudTrail-Digest/{place.region}/"
    name = f"_CloudTrail-Digest_{place.region}_{trail['Name']}_{trail['HomeRegion']}_"
    found: list[str] = []
    for day in dict.fromkeys(f"{t:%Y/%m/%d}" for t in (at, at - AROUND, at + AROUND)):
        answer = read.ask(
            "s3:ListObjectsV2", Bucket=trail["S3BucketName"], Prefix=f"{folder}{day}/"
        )
        found += [o["Key"] for o in answer.get("Contents", []) if name in o["Key"]]
    return max(found, key=lambda key: key.rsplit("_", 1)[1], default=None)


def _stored(read: Reading, bucket: str, key: str) -> tuple[bytes, Mapping[str, str]] | None:
    """An object, uncompressed, and its metadata; None when it is gone or no gzip."""
    try:
        answer = read.ask("s3:GetObject", Bucket=bucket, Key=key)
        return gzip.decompress(answer["Body"]), answer.get("Metadata", {})
    except (Gone, OSError, EOFError, zlib.error):
        return None


def signing_string(digest: Mapping[str, Any], raw: bytes) -> bytes:
    """What CloudTrail signs of a digest; `raw` is its uncompressed content."""
    place = f"{digest['digestS3Bucket']}/{digest['digestS3Object']}"
    previous = digest.get("previousDigestSignature") or "null"
    return "\n".join((digest["digestEndTime"], place, _sha256(raw), previous)).encode()


def _signed(
    read: Reading,
    digest: Mapping[str, Any],
    raw: bytes,
    metadata: Mapping[str, str],
    at: datetime,
) -> bool:
    asked = {"StartTime": at - AROUND, "EndTime": at + AROUND}
    keys = read.ask("cloudtrail:ListPublicKeys", **asked).get("PublicKeyList", [])
    wanted = digest.get("digestPublicKeyFingerprint")
    value = next((k["Value"] for k in keys if k["Fingerprint"] == wanted), None)
    signature = metadata.get("signature", "")
    if value is None or metadata.get("signature-algorithm", ALGORITHM) != ALGORITHM:
        return False
    return verifies(value, signature, signing_string(digest, raw))


def verifies(public_key: bytes, signature: str, signed: bytes) -> bool:
    """Whether a hexadecimal RSA signature (PKCS #1 v1.5, SHA-256) fits a DER public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(public_key)
        if not isinstance(key, RSAPublicKey):
            return False
        key.verify(bytes.fromhex(signature), signed, PKCS1v15(), SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _chained(read: Reading, digest: Mapping[str, Any]) -> bool:
    """Whether the digest before it is the one that it names; a starting digest names none."""
    key = digest.get("previousDigestS3Object")
    if not key:
        return True
    stored = _stored(read, digest["previousDigestS3Bucket"], key)
    if stored is None:
        return False
    raw, metadata = stored
    named = (digest["previousDigestHashValue"], digest["previousDigestSignature"])
    return named == (_sha256(raw), metadata.get("signature"))


def _unchanged(read: Reading, digest: Mapping[str, Any]) -> bool:
    files = sorted(digest.get("logFiles", []), key=lambda f: f.get("newestEventTime") or "")
    return all(_is(read, file) for file in files[-MOST_LOGS:])


def _is(read: Reading, file: Mapping[str, str]) -> bool:
    if file.get("hashAlgorithm", "SHA-256") != "SHA-256":
        raise Gap(f"a log file is hashed with {file['hashAlgorithm']}, which is not known here")
    stored = _stored(read, file["s3Bucket"], file["s3Object"])
    return stored is not None and _sha256(stored[0]) == file["hashValue"]


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
