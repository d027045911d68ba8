"""A drill of every alarm, in the sandbox's time: `python -m sandbox.drilling --env sandbox`.

Between two looks of the drill all alarms are evaluated, and what fed the alarms that stand for
others becomes an hour older: on AWS a drill waits for the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from golive.account.rate import Rate
from golive.drill.cloud import Cloud
from golive.drill.hold import Asked, Held, Room
from golive.drill.result import exit_code
from golive.drill.shadow import METRIC, NAMESPACE
from golive.environment import Environment
from golive.environments import load
from golive.register.opening import new_session
from sandbox import control

HOUR = timedelta(hours=1)
FED = {"namespace": NAMESPACE, "metric": METRIC, "seconds": int(HOUR.total_seconds())}


class Hurried:
    """A clock whose waiting is done by the sandbox: `passed` is what metrics have aged."""

    def __init__(self, connection: control.Connection) -> None:
        self._connection = connection
        self.passed = timedelta()
        self.fed = True

    def now(self) -> datetime:
        """UTC, as everybody has it."""
        return datetime.now(UTC)

    def of_metrics(self) -> datetime:
        """As if the time had passed."""
        return self.now() + self.passed

    def wait(self, seconds: float) -> None:
        """Evaluate everything, then let an hour pass for what was fed; without that, nothing."""
        if not self.fed:
            return
        control.fetch(self._connection, "/_golive/evaluate", {})
        control.fetch(self._connection, "/_golive/age", FED)
        self.passed += HOUR
        self.fed = False


class Aged(Cloud):
    """CloudWatch, to which datapoints are told as old as the sandbox has them."""

    puts = Rate(1000, 1000, "the sandbox has no quotas")

    def __init__(self, session: Any, clock: Hurried) -> None:
        super().__init__(session)
        self._clock = clock

    def feed(self, data: Sequence[Mapping[str, Any]]) -> None:
        self._clock.fed |= bool(data)
        passed = self._clock.passed
        super().feed([{**one, "Timestamp": one["Timestamp"] - passed} for one in data])


def drill(target: Environment, connection: control.Connection, **asked: Any) -> Held:
    """Hold it, with the caller's own AWS settings; says nothing."""
    clock, session = Hurried(connection), new_session(target.region)
    room = Room(Asked(target, **asked), session, clock, Aged(session, clock))
    return room.hold(lambda _: None, lambda _: None)


def main() -> int:
    """Drill every alarm; the evidence is on standard output, what is not drilled on the other."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.drilling", description=__doc__)
    parser.add_argument("--env", default="sandbox", help="the environment to drill")
    parser.add_argument("--state", type=Path, default=control.STATE, help="the sandbox's folder")
    asked = parser.parse_args()
    connection = control.ready(asked.state)
    held = drill(load(asked.env), connection, every=True, depth="shadow")
    print(json.dumps(held.evidence, indent=2))
    for one in held.found:
        if one.outcome != "drilled":
            print(f"{one.alarm}: {one.outcome}: {one.why}", file=sys.stderr)
    return exit_code(held.found)


if __name__ == "__main__":
    sys.exit(main())
