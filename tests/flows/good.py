"""Flows in which every rule holds, and what the lint is told beside them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from golive.flows.certificates import fingerprint
from golive.flows.flow import read
from golive.flows.keys import Keys
from golive.flows.lint import Lint
from golive.flows.lint import lint as judge
from tests.flows import writing as flows

TODAY = datetime(2026, 11, 25, tzinfo=UTC)
FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:charge-card"
KEY_ID = "a5ecd749-0000-4000-8000-000000000001"


@cache
def private(kind: str = "ours") -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    """`ours` and `other` are RSA-2048; `weak` is RSA-1024, `curve` no RSA at all."""
    if kind == "curve":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 1024 if kind == "weak" else 2048)


@cache
def certificate(kind: str = "ours", days: int = 700) -> str:
    """A self-signed certificate in PEM that lasts this many days from TODAY."""
    key, name = private(kind), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(TODAY - timedelta(days=900))
        .not_valid_after(TODAY + timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.PEM).decode()


@cache
def public_key(kind: str = "ours") -> str:
    key = private(kind).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def keys(**changes: Any) -> Keys:
    """The instance has our security key, and no other."""
    told: dict[str, Any] = {"uploaded": {KEY_ID: fingerprint(public_key())}} | changes
    return Keys(TODAY, **told)


def contents() -> dict[str, dict[str, Any]]:
    """The main and the secure flow by name, as data."""
    made = {
        "Main": flows.main("queue", "Payment"),
        "Payment": flows.payment("queue", FUNCTION, KEY_ID, certificate()),
    }
    return {name: json.loads(content) for name, content in made.items()}


def lint(found: dict[str, Any], **changes: Any) -> Lint:
    """Every rule over flows by name; contacts enter all that is declared."""
    told: dict[str, Any] = {"keys": keys(), "test_names": ("test*", "*-test")} | changes
    return judge([read(content, name) for name, content in found.items()], **told)


def alone(*actions: flows.Action, **changes: Any) -> Lint:
    """Every rule over one flow of these actions."""
    return lint({"Flow": json.loads(flows.written(actions))}, **changes)


def broken(found: Lint) -> set[str]:
    """The rules that are broken."""
    return {finding.rule for finding in found.findings}


def block(content: dict[str, Any], identifier: str) -> dict[str, Any]:
    """One action of a flow."""
    return next(a for a in content["Actions"] if a["Identifier"] == identifier)
