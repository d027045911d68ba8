"""What a certificate in a flow is of, and for how long."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime


class NotACertificate(ValueError):
    """The text is no X.509 certificate; the message says what it is."""


class CantRead(Exception):
    """Certificates can't be read where this runs."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """`fingerprint` is SHA-256, hexadecimal, of the public key's DER; `expires` is UTC."""

    fingerprint: str
    expires: datetime
    kind: str
    bits: int


def certificate(pem: str) -> Certificate:
    """A certificate from its PEM, also with its line breaks lost, as a form field loses them."""
    if "PUBLIC KEY" in pem:
        raise NotACertificate("is a public key, not a certificate")
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    except ImportError as missing:
        raise CantRead(f"the certificate can't be read here: {missing}") from missing
    try:
        found = x509.load_pem_x509_certificate(_wrapped(pem).encode())
        key = found.public_key()
    except ValueError as error:
        raise NotACertificate("is no X.509 certificate in PEM") from error
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    bits = key.key_size if isinstance(key, RSAPublicKey) else 0
    kind = "RSA" if isinstance(key, RSAPublicKey) else type(key).__name__.removesuffix("PublicKey")
    return Certificate(hashlib.sha256(der).hexdigest(), found.not_valid_after_utc, kind, bits)


def fingerprint(pem: str) -> str:
    """SHA-256, hexadecimal, of the DER of a public key or of a certificate's key."""
    if "CERTIFICATE" in pem:
        return certificate(pem).fingerprint
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        PublicFormat,
        load_pem_public_key,
    )

    try:
        key = load_pem_public_key(_wrapped(pem).encode())
    except ValueError as error:
        raise NotACertificate("is no public key in PEM") from error
    der = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()


def _wrapped(pem: str) -> str:
    """PEM with one line for head, body and foot each."""
    before, dashes, rest = pem.strip().partition("-----BEGIN ")
    name, _, rest = rest.partition("-----")
    body = rest.partition("-----END ")[0]
    if before or not dashes or not name:
        return pem
    return f"-----BEGIN {name}-----\n{''.join(body.split())}\n-----END {name}-----\n"
