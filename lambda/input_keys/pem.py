"""PEM of what KMS gives as DER (RFC 7468)."""

from __future__ import annotations

import base64
import hashlib
import textwrap


def pem(label: str, der: bytes) -> str:
    """64 characters a line, as the RFC wants."""
    lines = textwrap.wrap(base64.b64encode(der).decode(), 64)
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


def digest(public: str) -> str:
    """SHA-256, in hexadecimal, of a public key in PEM: of its DER (SubjectPublicKeyInfo)."""
    body = "".join(line for line in public.splitlines() if not line.startswith("-----"))
    return hashlib.sha256(base64.b64decode(body, validate=True)).hexdigest()
