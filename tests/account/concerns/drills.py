"""What an account can answer that leaves an alarm undrilled."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.account.canned import Answers
from tests.account.drilled import LISTED, drilled, kept
from tests.account.good import answers, changed

DRILLED = "2.6.3-alarm-drilled"
ALARMS = "cloudwatch:DescribeAlarms"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
BEFORE = datetime(2026, 11, 19, 9, tzinfo=UTC).isoformat()


def said(**changes: Any) -> Answers:
    """The drill's evidence with the entries changed."""
    alarms: Any = answers()[ALARMS]
    return drilled(alarms, AT, **changes)


WRONG: list[tuple[str, Answers]] = [
    (DRILLED, {LISTED: {}}),
    (DRILLED, kept({"environment": "sandbox", "alarms": []})),
    (DRILLED, kept({"environment": "prod", "alarms": []})),
    (DRILLED, said(fired=None)),
    (DRILLED, said(delivered=None)),
    (DRILLED, said(delivered=BEFORE)),
    (DRILLED, said(cleared=None)),
    (DRILLED, said(path="the composite was on already")),
    (DRILLED, said(settings="0" * 64)),
    (DRILLED, changed(ALARMS, "MetricAlarms.0.EvaluationPeriods", 4)),
    (DRILLED, changed(ALARMS, "CompositeAlarms.0.AlarmActions", [])),
]
