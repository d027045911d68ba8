"""A backtest of every alarm of an account, as the evidence bucket answers it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from golive.account.arns import ALARM
from golive.account.readers.alarms import alarm
from golive.account.stacks import Resource
from golive.alarms.settings import digest
from golive.model import Ref
from tests.account.canned import Answer

KEY = "backtests/20261121T120000Z-0123456789abcdef.json"
LISTED, OBJECT = "s3:ListObjectsV2 backtests/", f"s3:GetObject {KEY}"


def backtested(alarms: Mapping[str, Any], at: datetime, **changes: Any) -> dict[str, Answer]:
    """One of all alarms of an answer of DescribeAlarms, quiet; its rows with changes."""
    rows = [row(alarms, one["AlarmName"]) | changes for one in alarms["MetricAlarms"]]
    return kept({"at": at.isoformat(), "alarms": rows})


def kept(found: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers of a bucket that holds this backtest."""
    whole: dict[str, Any] = {"environment": "sandbox", "only": False, "days": 14, "untested": []}
    return {
        LISTED: {"Contents": [{"Key": KEY}]},
        OBJECT: {"Body": json.dumps(whole | dict(found)).encode()},
    }


def row(alarms: Mapping[str, Any], name: str) -> dict[str, Any]:
    """What a backtest says of one alarm that had data, and fired twice in two weeks."""
    read: Any = SimpleNamespace(
        environment=SimpleNamespace(prefix="golive-sandbox"),
        ask=lambda _, **asked: alarms,  # pyright: ignore[reportUnknownLambdaType]
        where=lambda _, arn: arn,  # pyright: ignore[reportUnknownLambdaType]
    )
    fact = alarm(read, Resource(Ref("account", name), ALARM, name, name))
    return {"alarm": name, "settings": digest(fact), "firings": 2, "has_data": True}
