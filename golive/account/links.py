"""Whether a page answers: asked over HTTPS without credentials, nothing of it kept.

The address is looked up once and then called, so that a name can't lead elsewhere in between.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

SECONDS = 5
PORT = 443
NO_HEAD = frozenset({400, 403, 404, 405, 501})
"""What pages that only know GET answer a HEAD with."""

Lookup = Callable[[str, int], list[str]]


def status(url: str, *, lookup: Lookup | None = None, trust: ssl.SSLContext | None = None) -> int:
    """The HTTP status of a page, redirects not followed; 0 when nothing answers.

    ValueError for what is never asked: another scheme, a user in the link, a host that is not
    public.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username is not None:
        raise ValueError("is no plain https link")
    try:
        address = (lookup or public)(parts.hostname, parts.port or PORT)[0]
        context = trust or ssl.create_default_context()
        answer = _asked("HEAD", parts, address, context)
        return _asked("GET", parts, address, context) if answer in NO_HEAD else answer
    except (OSError, HTTPException):
        return 0


def public(host: str, port: int) -> list[str]:
    """The addresses of a host; ValueError when one of them is not on the public internet."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not all(map(_is_public, addresses)):
        raise ValueError("leads to a private address")
    return addresses


def _is_public(address: str) -> bool:
    read = ip_address(address.partition("%")[0])
    inner = read.ipv4_mapped if isinstance(read, IPv6Address) else None
    return (inner or read).is_global and not read.is_multicast


class _Pinned(HTTPSConnection):
    """A connection to one address of the host that the certificate is checked for."""

    def __init__(self, parts: SplitResult, address: str, trust: ssl.SSLContext) -> None:
        super().__init__(parts.hostname or "", parts.port or PORT, timeout=SECONDS, context=trust)
        self._address, self._trust = address, trust

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), SECONDS)
        try:
            self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def _asked(method: str, parts: SplitResult, address: str, trust: ssl.SSLContext) -> int:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with closing(_Pinned(parts, address, trust)) as connection:
        connection.request(method, path, headers={"User-Agent": "connect-golive"})
        return connection.getresponse().status
