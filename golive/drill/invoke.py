"""A function is invoked with what it must refuse: its errors are the alarm's metric."""

from __future__ import annotations

from typing import Any

from golive.drill.errors import asking
from golive.drill.targets import Target


class Invocation:
    """One invocation, which leaves nothing to put right."""

    uses = ("lambda:Invoke",)

    def __init__(self, session: Any, target: Target, payload: str) -> None:
        self._client, self._target = session.client("lambda"), target
        self._payload = payload

    def begin(self) -> str:
        with asking("lambda:Invoke"):
            answer = self._client.invoke(
                FunctionName=self._function(), Payload=self._payload.encode()
            )
        return "" if answer.get("FunctionError") else "the function did not refuse"

    def _function(self) -> str:
        """The one whose errors the alarm watches."""
        dimensions = self._target.alarm.get("Dimensions", ())
        return next(d["Value"] for d in dimensions if d["Name"] == "FunctionName")

    def end(self) -> None:
        """Nothing was begun that lasts."""

    def tidy(self) -> None:
        """Nothing is left behind."""
