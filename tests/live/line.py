"""The sandbox's own doors over one connection, for tests that ask often."""

from __future__ import annotations

import http.client
import json
import ssl
from typing import Any
from urllib.parse import urlsplit

from sandbox.control import Connection

Said = dict[str, Any]


class Line:
    """Asks one door after the other; an answer that isn't 200 is an AssertionError."""

    def __init__(self, place: Connection) -> None:
        url = urlsplit(place.url)
        trust = ssl.create_default_context(cafile=str(place.state / "ca.pem"))
        self.wire = http.client.HTTPSConnection(url.hostname or "", url.port, context=trust)
        self.secret = place.secret_key

    def ask(self, door: str, said: Said) -> Any:
        """What a door answers."""
        self.wire.request("POST", f"/_golive/{door}", json.dumps({**said, "secret": self.secret}))
        answer = self.wire.getresponse()
        body = answer.read()
        assert answer.status == 200, body.decode()
        return json.loads(body)

    def evaluate(self, *series: Said) -> dict[str, str]:
        """Change series, have all alarms evaluated: the new state of each that changed."""
        changes = self.ask("evaluate", {"series": series})["changes"]
        return {change["alarm"]: change["to"] for change in changes}
