"""One run of the controls in the account: evidence first, and metrics once all has ended.

A run that doesn't end leaves no metric, and the alarm `readiness-silent` waits for one.
"""

from __future__ import annotations

import time
from typing import Any

from golive.account.proof import Asked, proved
from golive.account.side import Account
from golive.readiness import NAMESPACE, Metric, counts, metrics

MOST = 1000
"""Metrics in one PutMetricData (CloudWatch API Reference)."""


class NotPut(Exception):
    """The metrics could not be put; the message says why."""


def run(asked: Asked) -> dict[str, Any]:
    """Verify, put evidence and metrics; gives what may stand in a log, and no finding does."""
    began = time.monotonic()
    with Account.open(asked.environment, rates=asked.rates) as account:
        proof = proved(asked, account, lambda done, of, made: None)
        counted = counts(proof.run) | {
            "EvidenceNotKept": int(not proof.kept),
            "FailedCalls": account.session.failed,
            "Seconds": round(time.monotonic() - began, 1),
        }
        put(account, metrics(asked.environment.name, proof.run, counted))
        made = {"verdict": proof.run["verdict"], "calls": account.session.made}
    return {"environment": asked.environment.name, **made, **counted, "notes": list(proof.notes)}


def put(account: Account, found: list[Metric]) -> None:
    """Put metrics, in as many calls as it takes; NotPut when one fails."""
    for start in range(0, len(found), MOST):
        some = found[start : start + MOST]
        reply = account.session.call(
            "cloudwatch:PutMetricData", Namespace=NAMESPACE, MetricData=some
        )
        if reply.why:
            raise NotPut(reply.why)
