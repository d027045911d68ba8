"""AWS clients that call the emulator inside its own process.

CloudFormation's handlers run on the server's event loop: a call over HTTPS from there
waits for itself. These clients hand botocore's prepared request to the service's handler
instead, as the root of the account of the request at hand, and policies don't apply.
"""

from __future__ import annotations

from collections.abc import Coroutine
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config

from sandbox.emulator import needs

APP = needs("app", "SERVICE_HANDLERS")
RESPONSES = needs("core.responses", "get_account_id", "get_region")
AWS: Any = boto3.Session()
HANDLERS = {
    "accessanalyzer": "access-analyzer",
    "cloudwatch": "monitoring",
    "lexv2-models": "lex",
    "service-quotas": "servicequotas",
}
"""Where the emulator's handler is not called as botocore's client is."""


class Raw(BytesIO):
    """A response body as botocore reads it."""

    def stream(self, amt: int = 65536, decode_content: bool = False) -> Any:
        while chunk := self.read(amt):
            yield chunk


def client(service: str) -> Any:
    """A boto3 client of a service in this process, in the Region of the request at hand."""
    return _client(service, RESPONSES.get_account_id(), RESPONSES.get_region())


def account() -> str:
    """The account of the request at hand."""
    return RESPONSES.get_account_id()


def region() -> str:
    """The Region of the request at hand."""
    return RESPONSES.get_region()


@cache
def _client(service: str, owner: str, where: str) -> Any:
    config = Config(
        retries={"total_max_attempts": 1},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    made = AWS.client(
        service,
        region_name=where,
        aws_access_key_id=owner,
        aws_secret_access_key="root",
        endpoint_url="https://127.0.0.1",
        config=config,
    )
    handler = HANDLERS.get(service, service)

    def send(request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        return _send(handler, request)

    made.meta.events.register("before-send", send)
    return made


def _send(handler: str, request: AWSPreparedRequest) -> AWSResponse:
    url = urlsplit(str(request.url))
    query = parse_qs(url.query, keep_blank_values=True)
    headers = {name.lower(): _text(value) for name, value in request.headers.items()}
    sent: Any = request.body or b""
    body = sent.read() if hasattr(sent, "read") else sent
    body = body.encode() if isinstance(body, str) else bytes(body)
    answer = APP.SERVICE_HANDLERS[handler](request.method, url.path, headers, body, query)
    status, given, content = drive(answer)
    content = content.encode() if isinstance(content, str) else content
    return AWSResponse(request.url, status, given, Raw(content))


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def drive(answer: Coroutine[Any, Any, Any]) -> Any:
    """Run a handler that never really waits; one that does is a mistake, and says so."""
    try:
        answer.send(None)
    except StopIteration as done:
        return done.value
    answer.close()
    raise RuntimeError("this handler waits for the event loop: it can't be called in process")
