"""Dashboards on this machine alone, read anew each minute while somebody looks."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from golive.dashboards.account import Unreadable
from golive.dashboards.page import data, page
from golive.dashboards.table import DASHBOARDS
from golive.dashboards.view import View

ADDRESS = "127.0.0.1"
FRESH_SECONDS = 50
"""So that who asks once a minute gets a new reading, and ten who look cost one."""
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
Read = Callable[[str], View]
"""Reads the dashboard of an id; LookupError where there is none."""


class Readings:
    """The newest reading of each dashboard: one at a time, none more often than is useful."""

    def __init__(self, read: Read) -> None:
        self._read, self._lock = read, threading.Lock()
        self._kept: dict[str, tuple[float, View]] = {}

    def newest(self, id: str) -> View:
        """Read, or as it was read less than a minute ago."""
        with self._lock:
            at, kept = self._kept.get(id, (0.0, None))
            if kept is None or time.monotonic() - at > FRESH_SECONDS:
                kept = self._read(id)
                self._kept[id] = time.monotonic(), kept
            return kept


class Server(ThreadingHTTPServer):
    """Answers GET of `/ID` with the page and of `/ID.json` with its data, to this machine only."""

    def __init__(self, read: Read, zone: str, port: int = 0) -> None:
        super().__init__((ADDRESS, port), Handler)
        self.readings, self.zone = Readings(read), zone

    def address(self, id: str) -> str:
        """Where a dashboard is."""
        return f"http://{ADDRESS}:{self.server_port}/{id}"


class Handler(BaseHTTPRequestHandler):
    """One request; another host's name in it is refused, as a foreign page would send it."""

    @property
    def ours(self) -> Server:
        """The server that the request came to."""
        assert isinstance(self.server, Server)
        return self.server

    def do_GET(self) -> None:
        if self.headers.get("Host") not in _hosts(self.ours.server_port):
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", "this machine only")
            return
        id, dot, form = self.path.partition("?")[0].strip("/").partition(".")
        try:
            view = self.ours.readings.newest(id or DASHBOARDS[0].id)
        except LookupError as error:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", str(error))
        except Unreadable as error:
            self._answer(HTTPStatus.BAD_GATEWAY, "text/plain", str(error))
        else:
            self._show(view, id or DASHBOARDS[0].id, as_data=dot == "." and form == "json")

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: who looks is not written down."""

    def _show(self, view: View, id: str, *, as_data: bool) -> None:
        source = f"/{id}.json"
        if as_data:
            text = json.dumps(data(view, self.ours.zone, source))
            self._answer(HTTPStatus.OK, "application/json", text)
        else:
            others = [
                {"title": each.title, "href": f"/{each.id}", "here": each.id == id}
                for each in DASHBOARDS
            ]
            text = page(view, self.ours.zone, served=source, others=others)
            self._answer(HTTPStatus.OK, "text/html; charset=utf-8", text)

    def _answer(self, status: HTTPStatus, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            **HEADERS,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _hosts(port: int) -> tuple[str, str]:
    return f"{ADDRESS}:{port}", f"localhost:{port}"
