"""The emulator's ASGI application with the sandbox's own paths, under `/_golive`, before it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox import crowd, measured, past, traffic
from sandbox.adapters import schedules, streams, trail_delivery
from sandbox.alarms import evaluator
from sandbox.contact import leave
from sandbox.control import Connection
from sandbox.emulator import needs
from sandbox.judge import Denied
from sandbox.marks import SIMULATED
from sandbox.scope import acting_in
from sandbox.writers import play

APP = needs("app", "app")
PREFIX = "/_golive/"
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
DOORS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "confirm": streams.confirm,
    "contact": lambda said: leave(said["alias"]),
    "traffic": traffic.leave,
    "past": past.leave,
    "metric": measured.change,
    "age": measured.age,
    "crowd": crowd.gather,
    "clock": schedules.move,
    "deliver": lambda _: {"errors": trail_delivery.deliver()},
    "evaluate": evaluator.door,
}
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


def application(connection: Connection) -> Application:
    """The application to serve."""

    async def answer(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if not scope.get("path", "").startswith(PREFIX):
            await APP.app(scope, receive, send)
            return
        asked = scope["path"].removeprefix(PREFIX)
        said = await content(receive) if scope["method"] == "POST" else None
        with acting_in(connection.account, connection.region):
            await reply(send, *answered(connection, asked, said))

    return answer


def answered(connection: Connection, asked: str, said: dict[str, Any] | None) -> tuple[int, Any]:
    """Status and content; what changes something asks for the administrator's secret key."""
    if said is None:
        known = {"state": str(connection.state), "simulated": SIMULATED}
        return (200, known[asked]) if asked in known else (404, None)
    if said.pop("secret", "") != connection.secret_key:
        return 403, {"denied": "only the administrator may"}
    try:
        if door := DOORS.get(asked):
            return 200, door(said)
        return 200, play(asked.removeprefix("write/"), said)
    except Denied as denied:
        return 403, {"denied": str(denied)}
    except KeyError as missing:
        return 404, {"missing": str(missing)}


async def content(receive: Receive) -> dict[str, Any]:
    """The JSON that was posted."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return json.loads(body)


async def reply(send: Send, status: int, content: Any) -> None:
    """Answer with JSON."""
    kind = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": kind})
    await send({"type": "http.response.body", "body": json.dumps(content).encode()})
