"""The emulator's ASGI application with the sandbox's own paths, under `/_golive`, before it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox.control import Connection
from sandbox.emulator import needs
from sandbox.marks import SIMULATED

APP = needs("app", "app")
PREFIX = "/_golive/"
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


def application(
    connection: Connection,
) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    """The application to serve."""

    async def answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if not scope.get("path", "").startswith(PREFIX):
            await APP.app(scope, receive, send)
            return
        asked = scope["path"].removeprefix(PREFIX)
        answers = {"state": str(connection.state), "simulated": SIMULATED}
        await reply(send, 200 if asked in answers else 404, answers.get(asked))

    return answer


async def reply(send: Send, status: int, content: Any) -> None:
    """Answer with JSON."""
    kind = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": kind})
    await send({"type": "http.response.body", "body": json.dumps(content).encode()})
