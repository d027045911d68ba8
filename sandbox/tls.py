"""The sandbox's certificate, and the bundle that lets clients trust it beside the usual roots."""

from __future__ import annotations

import ssl
from pathlib import Path

import trustme


def names(account: str) -> tuple[str, ...]:
    """What the endpoint is called: S3 Control puts the account before the host."""
    return ("127.0.0.1", "localhost", f"{account}.127.0.0.1")


def write(folder: Path, account: str) -> None:
    """Write server.pem, server.key, ca.pem, and bundle.pem: ca.pem and the system's roots."""
    authority = trustme.CA(organization_name="golive sandbox")
    server = authority.issue_cert(*names(account))
    server.private_key_pem.write_to_path(folder / "server.key")
    (folder / "server.key").chmod(0o600)
    chain = b"".join(blob.bytes() for blob in server.cert_chain_pems)
    (folder / "server.pem").write_bytes(chain)
    ca = authority.cert_pem.bytes()
    (folder / "ca.pem").write_bytes(ca)
    roots = ssl.get_default_verify_paths().cafile
    system = Path(roots).read_bytes() if roots and Path(roots).is_file() else b""
    (folder / "bundle.pem").write_bytes(ca + b"\n" + system)
