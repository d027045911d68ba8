"""How fast each service may be asked: a token bucket each, well below the service's quota.

The quotas belong to the account and are shared with everything else that runs in it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Rate(NamedTuple):
    """Requests a second, and how many may go at once after a pause."""

    a_second: float
    burst: int
    source: str


RATES = {
    "connect": Rate(1, 1, "Administrator Guide, quotas: 2 a second, shared with the agents' tools"),
    "cloudtrail": Rate(2, 2, "User Guide, quotas: 10 a second for trails, less for the rest"),
    "cloudwatch": Rate(5, 5, "User Guide, quotas: DescribeAlarms 9, GetMetricData 50 a second"),
    "firehose": Rate(2, 2, "Developer Guide, quotas: DescribeDeliveryStream 5 a second"),
    "kinesis": Rate(10, 10, "API Reference: DescribeStreamSummary 20 a second"),
    "lambda": Rate(8, 8, "Developer Guide, quotas: 15 control-plane requests a second"),
    "logs": Rate(5, 5, "User Guide, quotas: DescribeLogGroups 10, DescribeLogStreams 25 a second"),
    "s3": Rate(50, 50, "User Guide, performance: 5 500 reads a second and prefix"),
    "sns": Rate(10, 10, "General Reference, quotas: 30 reads of attributes a second"),
}
OTHERS = Rate(10, 10, "no quota below 20 a second is published")


def rate(service: str, asked: Mapping[str, float]) -> Rate:
    """How fast a service is asked: as somebody asked for, else as here."""
    wanted = asked.get(service)
    if wanted:
        return Rate(wanted, max(1, int(wanted)), "asked for")
    return RATES.get(service, OTHERS)


class Bucket:
    """A token bucket: `take` waits until a request may go. Threads wait in line."""

    def __init__(
        self,
        rate: Rate,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rate, self._clock, self._sleep = rate, clock, sleep
        self._lock = threading.Lock()
        self._full_at = clock()

    def take(self) -> None:
        """Wait for one token."""
        gap = 1 / self._rate.a_second
        with self._lock:
            now = self._clock()
            full_at = max(self._full_at, now)
            wait = full_at - now - gap * (self._rate.burst - 1)
            self._full_at = full_at + gap
        if wait > 0:
            self._sleep(wait)
