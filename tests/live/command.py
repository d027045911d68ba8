"""The real command, `golive verify`, as any user runs it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from golive.project import ROOT
from sandbox import control, demo

RATES = [word for name, rate in demo.unhurried().items() for word in ("--rate", f"{name}={rate}")]


@dataclass(frozen=True)
class Verified:
    """How `golive verify` ended, and what it said."""

    code: int
    run: Mapping[str, Any]
    said: str

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict of each line."""
        return {line["id"]: line["verdict"] for line in self.run["lines"]}

    def lines(self, *verdicts: str) -> set[str]:
        """The lines with one of these verdicts."""
        return {line["id"] for line in self.run["lines"] if line["verdict"] in verdicts}

    def findings(self) -> set[str]:
        """Why subjects are unknown."""
        rows = [row for line in self.run["lines"] for row in line["subjects"]]
        return {row["finding"] for row in rows if row["verdict"] == "unknown"}


def verify(
    connection: control.Connection, *words: str, env: Mapping[str, str | None] | None = None
) -> Verified:
    """Verify the sandbox's environment with variables of one's own; None takes one away."""
    changed: dict[str, str | None] = {**control.environ(connection), **(env or {})}
    command = (demo.GOLIVE, "verify", "--env", "sandbox", "--format", "json", *RATES, *words)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={name: value for name, value in changed.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said, said[-4000:]
    return Verified(done.returncode, json.loads(done.stdout or "{}"), said)


@contextmanager
def answering(status: int, headers: Mapping[str, str], body: str) -> Generator[str]:
    """The address of an endpoint that answers every request alike."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        do_GET = do_POST = do_PUT = do_HEAD = answer

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def closed_port() -> str:
    """The address of an endpoint where nobody listens."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return f"https://127.0.0.1:{server.server_port}"
