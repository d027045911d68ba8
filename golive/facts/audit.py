"""What records and keeps: logs, functions that log, trail, Config."""

from __future__ import annotations

from golive.facts.words import Named, Where
from golive.model import Fact, fact


@fact
class LogGroup(Fact):
    """A log group; `retention_days` 0 means that events never expire."""

    name: Named
    key: Where
    retention_days: int


@fact
class MetricFilter(Fact):
    """What a log group is searched for: a match adds `value` to the metric, which is `default`
    while events come that don't match, or has no data then (None).

    `narrowed` is what else an event must fulfil: CloudWatch's FieldSelectionCriteria.
    """

    log_group: Where
    pattern: Named
    namespace: str
    metric: str
    value: str
    default: float | None
    narrowed: str


@fact
class Function(Fact):
    """A Lambda function; `log_group` is where it logs, `role` what it runs under."""

    name: Named
    log_group: Where
    role: Where
    runtime: str
    timeout_seconds: int


@fact
class DataEvents(Fact):
    """One data-event selector of a trail: resources whose ARN starts with, or equals."""

    resource_type: str
    starts_with: tuple[Named, ...]
    equals: tuple[Named, ...]


@fact
class Trail(Fact):
    """A CloudTrail trail; `management` says whether all management events are recorded."""

    if_none = "is not there: nothing records what is done in the account"
    name: Named
    logging: bool
    multi_region: bool
    validation: bool
    key: Where
    bucket: Where
    log_group: Where | None
    management: bool
    data_events: tuple[DataEvents, ...]


@fact
class Recorder(Fact):
    """The Config recorder."""

    if_none = "is not there: nothing records how resources change"
    recording: bool
    all_types: bool
    global_types: bool


@fact
class Channel(Fact):
    """The Config delivery channel."""

    bucket: Where
    key: Where


@fact
class ConfigRule(Fact):
    """A managed Config rule."""

    identifier: str
