"""The account's public-access block: three operations of S3 Control."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from sandbox.emulator import needs

APP = needs("app", "_handle_s3_control_request", "_enforce_data_plane")
RESPONSES = needs("core.responses", "AccountScopedDict")
PATH = "/v20180820/configuration/publicAccessBlock"
ACTIONS = {
    "GET": "s3:GetAccountPublicAccessBlock",
    "PUT": "s3:PutAccountPublicAccessBlock",
    "DELETE": "s3:PutAccountPublicAccessBlock",
}
NONE = (
    b"<ErrorResponse><Error><Code>NoSuchPublicAccessBlockConfiguration</Code>"
    b"<Message>None is set</Message></Error></ErrorResponse>"
)
BLOCKS: MutableMapping[str, bytes] = RESPONSES.AccountScopedDict()
_beneath = APP._handle_s3_control_request


async def handle(
    path: str,
    method: str,
    body: bytes,
    query: dict[str, Any],
    request_id: str,
    headers: dict[str, str] | None = None,
) -> Any:
    """Keep what is put, as authorized as any call."""
    if path.rstrip("/") != PATH or method not in ACTIONS:
        return await _beneath(path, method, body, query, request_id, headers)
    action = ACTIONS[method]
    if denied := APP._enforce_data_plane("s3", action, headers or {}, query, request_id):
        return denied
    xml = {"Content-Type": "application/xml"}
    if method == "PUT":
        BLOCKS["block"] = body
        return 201, xml, b""
    if method == "DELETE":
        BLOCKS.pop("block", None)
        return 204, xml, b""
    kept = BLOCKS.get("block")
    return (200, xml, kept) if kept else (404, xml, NONE)


APP._handle_s3_control_request = handle
