"""An endpoint that answers every call with the same error, over plain HTTP."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Endpoint(ThreadingHTTPServer):
    """Counts the requests that it gets; `status` and `body` answer each of them."""

    def __init__(self, status: int, body: str, kind: str = "text/xml") -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.body, self.kind = status, body, kind
        self.paths: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    """Answers whatever is asked."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer()

    def _answer(self) -> None:
        server = self.server
        assert isinstance(server, Endpoint)
        server.paths.append(self.path)
        body = server.body.encode()
        self.send_response(server.status)
        self.send_header("Content-Type", server.kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@contextmanager
def answering(status: int, body: str, kind: str = "text/xml") -> Generator[Endpoint]:
    """Such an endpoint on a free port of the loopback address."""
    with Endpoint(status, body, kind) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()


def failing(status: int, code: str) -> tuple[int, str]:
    """An error of a service that speaks the query protocol, as STS does."""
    error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>no</Message></Error>"
    return status, f"<ErrorResponse>{error}<RequestId>1</RequestId></ErrorResponse>"
