"""What a dashboard shows, read from the account with the rights of who looks."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from golive.account.errors import CALL_ERRORS, WORDS, cause, code_of
from golive.dashboards.asked import Line, batches
from golive.model import Unknown

THREADS = 8
MOST_NAMES = 100
"""In one call of DescribeAlarms."""
UNANSWERED = ("InternalError", "Forbidden")
CONFIG = Config(
    retries={"mode": "standard", "total_max_attempts": 4},
    connect_timeout=5,
    read_timeout=60,
    user_agent_extra="connect-golive",
)


class Unreadable(Exception):
    """A call that was not answered; the message says what it needs."""


class NoDashboard(LookupError):
    """The account has no dashboard of this name."""


@dataclass(frozen=True, slots=True)
class Span:
    """The time that graphs show; both UTC."""

    start: datetime
    end: datetime

    @classmethod
    def last(cls, hours: float) -> Span:
        """Until the minute that runs."""
        end = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(minutes=1)
        return cls(end - timedelta(hours=hours), end)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.end - self.start).total_seconds()


@dataclass(frozen=True, slots=True)
class Series:
    """One series: when (seconds since 1970), what, oldest first."""

    label: str
    at: Sequence[float]
    values: Sequence[float]


Answer = list[Series] | Unknown
"""The series of one query, of most one; or why there is none."""


class Account:
    """The account of an environment, in its Region; any thread may ask."""

    def __init__(self, region: str) -> None:
        make: Any = boto3.Session(region_name=region).client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
        with _asking("cloudwatch:ListDashboards"):
            self._cloudwatch: Any = make("cloudwatch", config=CONFIG)
            self._lambda: Any = make("lambda", config=CONFIG)

    def names(self, prefix: str) -> list[str]:
        """The dashboards whose names begin so."""
        pages = self._cloudwatch.get_paginator("list_dashboards")
        with _asking("cloudwatch:ListDashboards"):
            found = pages.paginate(DashboardNamePrefix=prefix).build_full_result()
        return [entry["DashboardName"] for entry in found.get("DashboardEntries", ())]

    def body(self, name: str) -> Mapping[str, Any]:
        """A dashboard's widgets, as they were put; NoDashboard."""
        with _asking("cloudwatch:GetDashboard"):
            try:
                found = self._cloudwatch.get_dashboard(DashboardName=name)
            except ClientError as error:
                if code_of(error) in ("ResourceNotFound", "DashboardNotFoundError"):
                    raise NoDashboard(f"the account has no dashboard {name}") from error
                raise
        return json.loads(found["DashboardBody"])

    def data(self, graphs: Sequence[Sequence[Line]], span: Span) -> dict[str, Answer]:
        """The series of every visible line, by its id."""
        calls = list(batches(graphs))
        with ThreadPoolExecutor(THREADS) as pool:
            answers = pool.map(self._batch, calls, [span] * len(calls))
        return {id: answer for found in answers for id, answer in found.items()}

    def states(self, names: Sequence[str]) -> dict[str, Mapping[str, Any]]:
        """The alarms and composites of these names that there are, as CloudWatch describes them."""
        found: dict[str, Mapping[str, Any]] = {}
        for first in range(0, len(names), MOST_NAMES):
            some = list(names[first : first + MOST_NAMES])
            with _asking("cloudwatch:DescribeAlarms"):
                answer = self._cloudwatch.describe_alarms(
                    AlarmNames=some, AlarmTypes=["MetricAlarm", "CompositeAlarm"]
                )
            for alarm in (*answer["MetricAlarms"], *answer["CompositeAlarms"]):
                found[alarm["AlarmName"]] = alarm
        return found

    def drawn(self, function: str, event: Mapping[str, Any]) -> str:
        """What the function of a custom widget answers; Unreadable with its own words."""
        with _asking("lambda:InvokeFunction"):
            called = self._lambda.invoke(FunctionName=function, Payload=json.dumps(event).encode())
        answer: Any = json.loads(called["Payload"].read())
        if called.get("FunctionError"):
            raise Unreadable(f"the widget's function failed: {answer.get('errorMessage', answer)}")
        return answer if isinstance(answer, str) else json.dumps(answer, indent=2)

    def _batch(self, batch: Sequence[Line], span: Span) -> dict[str, Answer]:
        pages = self._cloudwatch.get_paginator("get_metric_data")
        asked = {"StartTime": span.start, "EndTime": span.end, "ScanBy": "TimestampAscending"}
        try:
            with _asking("cloudwatch:GetMetricData"):
                results = pages.paginate(
                    MetricDataQueries=[line.query for line in batch], **asked
                ).build_full_result()["MetricDataResults"]
        except Unreadable as error:
            return {line.id: Unknown(str(error)) for line in batch if line.visible}
        found: dict[str, Answer] = {line.id: [] for line in batch if line.visible}
        for id, label, result in _whole(results):
            found[id] = _joined(found[id], label, result)
        return found


def _whole(results: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Each series once, over all pages."""
    kept: dict[tuple[str, str], dict[str, Any]] = {}
    for result in results:
        key = result["Id"], result["Label"]
        more = kept.setdefault(key, {"Timestamps": [], "Values": []})
        more["Timestamps"] += result["Timestamps"]
        more["Values"] += result["Values"]
        more["StatusCode"] = result.get("StatusCode", "Complete")
        more["Messages"] = result.get("Messages", ())
    yield from ((id, label, result) for (id, label), result in kept.items())


def _joined(before: Answer, label: str, result: Mapping[str, Any]) -> Answer:
    if isinstance(before, Unknown):
        return before
    if (status := result["StatusCode"]) in UNANSWERED:
        said = "; ".join(message["Value"] for message in result["Messages"])
        return Unknown(f"CloudWatch answered {status}{': ' + said if said else ''}")
    if not result["Values"]:
        return before
    at = [moment.timestamp() for moment in result["Timestamps"]]
    return [*before, Series(label, at, result["Values"])]


@contextmanager
def _asking(operation: str) -> Generator[None]:
    """Turn what a call raises into Unreadable."""
    try:
        yield
    except CALL_ERRORS as error:
        words = WORDS[cause(error)].format(
            operation=operation,
            action=operation,
            code=code_of(error) or type(error).__name__,
            text=" ".join(str(error).split())[:300],
        )
        raise Unreadable(words) from error
