"""How often flows were started, by Connect's own count.

API Reference, GetMetricDataV2, FLOWS_STARTED. In CloudWatch a flow leaves a metric only where
it fails, and the flow log is content, which is never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from golive.account.metrics import Window
from golive.account.readers.centre import flows
from golive.account.reading import Reading
from golive.model import Gap

LONGEST = timedelta(days=34)
OLDEST = timedelta(days=89)
"""One request spans less than 35 days, of the last three months."""
MOST_FLOWS = 100
"""Values of all filters together."""


def started(read: Reading, instance_arn: str, flow: str, window: Window) -> int:
    """How often the flow of this name was started; Gap where the instance has none."""
    ids = {name: identifier for identifier, name in flows(read, instance_arn).items()}
    if flow not in ids:
        raise Gap(f"the instance has no flow called {flow}")
    declared = [ids[f.name] for f in read.environment.flows if f.name in ids]
    return sum(
        _count(result)
        for result in _results(read, instance_arn, declared, window)
        if result["Dimensions"]["FLOWS_RESOURCE_ID"].endswith(ids[flow])
    )


def _results(
    read: Reading, instance_arn: str, wanted: list[str], window: Window
) -> Iterable[Mapping[str, Any]]:
    for first in range(0, len(wanted), MOST_FLOWS):
        filters = [
            {"FilterKey": "FLOWS_RESOURCE_ID", "FilterValues": wanted[first : first + MOST_FLOWS]}
        ]
        for start, end in pieces(read.now, window):
            answer = read.ask(
                "connect:GetMetricDataV2",
                ResourceArn=instance_arn,
                StartTime=start,
                EndTime=end,
                Filters=filters,
                Groupings=["FLOWS_RESOURCE_ID"],
                Metrics=[{"Name": "FLOWS_STARTED"}],
                MaxResults=MOST_FLOWS,
            )
            if "NextToken" in answer:
                raise Gap("connect:GetMetricDataV2 has more results than flows were asked about")
            yield from answer["MetricResults"]


def _count(result: Mapping[str, Any]) -> int:
    return round(sum(collection.get("Value", 0) for collection in result["Collections"]))


def pieces(now: datetime, window: Window) -> Iterable[Window]:
    """A window cut into what one request may span; what is too old is left out."""
    start = max(window.start, now - OLDEST)
    while start < window.end:
        end = min(start + LONGEST, window.end)
        yield Window(start, end)
        start = end
