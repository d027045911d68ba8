"""Resolves `<account>.127.0.0.1`: S3 Control puts the account before the endpoint's host.

On PYTHONPATH of whoever talks to the sandbox, its functions too.
"""

from __future__ import annotations

import socket
from typing import Any

SUFFIX = ".127.0.0.1"
_resolve = socket.getaddrinfo


def _getaddrinfo(host: Any, *where: Any, **how: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    loopback = isinstance(name, str) and name.endswith(SUFFIX)
    return _resolve(SUFFIX[1:] if loopback else host, *where, **how)


socket.getaddrinfo = _getaddrinfo
