"""Alarms, topics and dashboards."""

from __future__ import annotations

from collections.abc import Mapping

from golive.facts.storage import Statement
from golive.facts.words import Named, Where
from golive.model import Fact, fact


@fact
class Input(Fact):
    """One metric of an expression, and its name there; `unit` is empty where it takes any."""

    id: str
    namespace: str
    metric: str
    dimensions: Mapping[str, Named]
    statistic: str
    period_seconds: int
    unit: str = ""


@fact
class Alarm(Fact):
    """A metric alarm; metric fields are empty where it watches an expression.

    `query` is the expression that its threshold is for, else empty: a Metrics Insights query, or
    metric math over the `inputs`, whose period is then the alarm's. With a `unit` it takes
    datapoints in that unit only.
    """

    name: Named
    namespace: str
    metric: str
    dimensions: Mapping[str, Named]
    statistic: str
    period_seconds: int
    unit: str = ""
    query: Named
    inputs: tuple[Input, ...] = ()
    threshold: float
    comparison: str
    evaluation_periods: int
    datapoints: int
    missing: str
    actions: tuple[Where, ...]
    actions_enabled: bool


@fact
class CompositeAlarm(Fact):
    """A composite alarm; `members` are the alarms of which each by itself turns it on.

    While its `suppressor` is on it tells nobody; empty for none.
    """

    name: Named
    members: tuple[Named, ...]
    suppressor: Named
    actions: tuple[Where, ...]
    actions_enabled: bool


@fact
class Topic(Fact):
    """An SNS topic."""

    key: Where
    policy: tuple[Statement, ...]


MACHINES = ("sqs", "firehose")
"""Protocols of subscriptions that keep messages, and show them to nobody."""


@fact
class Subscription(Fact):
    """A topic's subscription. An e-mail address becomes confirmed by its owner.

    `filtered`: it has a filter policy, so that not every message reaches it.
    """

    topic: Where
    protocol: str
    confirmed: bool
    filtered: bool


@fact
class Series(Fact):
    """One metric on a dashboard."""

    namespace: str
    metric: str
    dimensions: Mapping[str, Named]


@fact
class Dashboard(Fact):
    """A CloudWatch dashboard, the metrics that its widgets name, and what they ask for.

    `queries` are those of Metrics Insights.
    """

    name: Named
    series: tuple[Series, ...]
    queries: tuple[Named, ...] = ()
