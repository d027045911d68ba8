"""The drill of every alarm of an account, as the evidence bucket answers it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from golive.alarms.deployed import settings
from tests.account.canned import Answer

KEY = "drills/20261120T090000Z-0123456789abcdef.json"
MINUTE = timedelta(minutes=1)
LISTED, OBJECT = "s3:ListObjectsV2 drills/", f"s3:GetObject {KEY}"


def drilled(alarms: Mapping[str, Any], at: datetime, **changes: Any) -> dict[str, Answer]:
    """One drill of all alarms of an answer of DescribeAlarms, its entries with changes."""
    composites = alarms["CompositeAlarms"]
    entries = [
        entry(alarm, settings(alarm, composites), at) | changes for alarm in alarms["MetricAlarms"]
    ]
    return kept({"environment": "sandbox", "alarms": entries})


def kept(drill: Mapping[str, Any]) -> dict[str, Answer]:
    """The answers of a bucket that holds this drill."""
    return {
        LISTED: {"Contents": [{"Key": KEY}]},
        OBJECT: {"Body": json.dumps(drill).encode()},
    }


def entry(alarm: Mapping[str, Any], mark: str, at: datetime) -> dict[str, Any]:
    """What a drill says of one alarm that told, and cleared."""
    return {
        "alarm": alarm["AlarmName"],
        "depth": "shadow",
        "fired": at.isoformat(),
        "delivered": (at + MINUTE).isoformat(),
        "cleared": (at + 3 * MINUTE).isoformat(),
        "settings": mark,
        "path": "",
        "muted": False,
    }
