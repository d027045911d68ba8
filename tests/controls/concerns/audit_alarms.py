"""A trail's log that is searched for each audit row, and what breaks that."""

from __future__ import annotations

from golive.alarms import Row, rows
from golive.alarms.patterns import filled
from golive.facts.audit import MetricFilter
from golive.model import Fact
from tests.controls.good import ACCOUNT, ref
from tests.controls.wrong import Wrong

READER = f"arn:aws:iam::{ACCOUNT}:role/team/Payments"


def searched(row: Row) -> MetricFilter:
    """The filter of a row."""
    return MetricFilter(
        log_group=ref("FunctionLog"),
        pattern=filled(row, [READER]),
        namespace=row.namespace,
        metric=row.metric,
        value="1",
        default=0,
        narrowed="",
    )


GOOD: dict[str, Fact] = {row.metric: searched(row) for row in rows() if row.pattern}
IS = "2.6.3-trail-is-searched"
KEY = filled(next(row for row in rows() if row.id == "private-key-read"), [])
ANYBODY = KEY.removesuffix(" }") + ' && ($.userIdentity.arn != "*:assumed-role/*/*") }'
WRONG: list[Wrong] = [
    (IS, "RootUsed", {"log_group": ref("FlowLog")}),
    (IS, "RootUsed", {"pattern": ""}),
    (IS, "RootUsed", {"pattern": '{ $.userIdentity.type = "Root" }'}),
    (IS, "PrivateKeyRead", {"pattern": ANYBODY}),
    (IS, "PrivateKeyRead", {"pattern": KEY.replace("golive", "other")}),
    (IS, "RootUsed", {"namespace": "GoLive/Launch"}),
    (IS, "RootUsed", {"metric": "KeyDisabled"}),
    (IS, "RootUsed", {"value": "0"}),
    (IS, "RootUsed", {"default": None}),
    (IS, "RootUsed", {"default": 1}),
    (IS, "RootUsed", {"narrowed": '@aws.region = "us-east-1"'}),
]
