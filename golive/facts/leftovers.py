"""What belongs to tests, and may not be left in production."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from golive.facts.connect import Instance
from golive.facts.words import Named
from golive.model import Fact, fact

LOUD_BY = ("LOG_LEVEL", "LOGLEVEL", "POWERTOOLS_LOG_LEVEL", "AWS_LAMBDA_LOG_LEVEL")
"""The environment variables that loggers heed: by custom, Powertools for AWS Lambda, Lambda's own
runtimes (Lambda Developer Guide, log levels)."""
LOUD_IF_SET = ("DEBUG", "POWERTOOLS_LOGGER_LOG_EVENT")
"""Switches: by custom, and the one by which Powertools logs every event (its documentation,
Logger)."""
LOUD = (*LOUD_BY, *LOUD_IF_SET)


@fact
class Keeping(Fact):
    """What becomes of a resource that holds data: CloudFormation's own words for each case.

    `on_delete` when its stack goes or drops it, `on_replace` when another takes its place.
    `destroyable` says that the stack itself declares that it is there to be destroyed.
    """

    on_delete: str
    on_replace: str
    destroyable: bool


@fact
class LogLevel(Fact):
    """How much a function logs: Lambda's own two levels, and the variables of LOUD_BY
    and LOUD_IF_SET that it has."""

    application: str
    system: str
    variables: Mapping[str, Named]


@fact
class Origins(Fact):
    """The web origins that may embed the agents' workspace."""

    origins: tuple[Named, ...]


@fact
class OriginUse(Fact):
    """The same beside those that the environment declares."""

    of = Instance
    approved: tuple[str, ...]
    declared: tuple[str, ...]


@fact
class Lifetime(Fact):
    """Whether the environment is there to be destroyed, by its file or as deployed.

    `tests_end` is the end of the test window, UTC.
    """

    of = Instance
    destroy: bool
    tests_end: datetime


@fact
class Leftovers(Fact):
    """What has a name that only tests have; users and numbers are counted, never named."""

    of = Instance
    flows: tuple[str, ...]
    queues: tuple[str, ...]
    routing_profiles: tuple[str, ...]
    security_profiles: tuple[str, ...]
    functions: tuple[str, ...]
    users: int
    numbers: int
