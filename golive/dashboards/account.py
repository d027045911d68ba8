"""What a dashboard shows, read from the account with the rights of who looks."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from golive.account.errors import CALL_ERRORS, code_of, sentence
from golive.account.metrics import UNANSWERED
from golive.account.session import Session
from golive.account.simulated import Marks
from golive.alarms.deployed import Described, described
from golive.dashboards.asked import Line, batches
from golive.model import Evidence, Unknown

THREADS = 8
METRICS = Evidence("cloudwatch:GetMetricData", {}, "", datetime.min)
"""What an endpoint is asked whether it simulates."""
OWN_START = re.compile(r"-P(?:(\d+)D)?(?:T(\d+)H)?")
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

    def of(self, properties: Mapping[str, Any]) -> Span:
        """A widget's own time, where it says how long before now it begins (API Reference,
        dashboard body: start)."""
        found = OWN_START.fullmatch(str(properties.get("start", "")))
        if not found:
            return self
        days, hours = (int(part or 0) for part in found.groups())
        return Span(self.end - timedelta(days=days, hours=hours), self.end)

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
    """The account of an environment, in its Region; any thread may ask.

    `simulated` is what its endpoint says of its metrics; empty on AWS.
    """

    def __init__(self, cloudwatch: Any, functions: Any, simulated: str = "") -> None:
        self._cloudwatch, self._lambda, self.simulated = cloudwatch, functions, simulated

    @classmethod
    def of(cls, region: str) -> Account:
        """With the caller's own settings; Unreadable where they are no good."""
        with _asking("cloudwatch:ListDashboards"):
            make: Any = boto3.Session(region_name=region).client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
            clients = make("cloudwatch", config=CONFIG), make("lambda", config=CONFIG)
            return cls(*clients, Marks(Session(region)).of([METRICS]))

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

    def data(self, graphs: Sequence[tuple[Span, Sequence[Line]]]) -> dict[str, Answer]:
        """The series of every visible line, by its id; each graph has its time."""
        of_span: dict[Span, list[Sequence[Line]]] = {}
        for span, lines in graphs:
            of_span.setdefault(span, []).append(lines)
        calls = [(batch, span) for span, mine in of_span.items() for batch in batches(mine)]
        with ThreadPoolExecutor(THREADS) as pool:
            answers = pool.map(self._batch, *zip(*calls, strict=True)) if calls else ()
        return {id: answer for found in answers for id, answer in found.items()}

    def states(self, names: Sequence[str]) -> dict[str, Described]:
        """The alarms and composites of these names that there are, as CloudWatch describes them."""
        with _asking("cloudwatch:DescribeAlarms"):
            return described(self._cloudwatch, names)

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
        raise Unreadable(sentence(operation, operation, error)) from error
