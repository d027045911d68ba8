"""What was tested before launch: integrations and conditions, in the declared test window.

The window is half-open and ends now while it lasts; times are UTC.
"""

from __future__ import annotations

from datetime import datetime

from golive.facts.connect import Instance
from golive.facts.storage import Statement
from golive.facts.words import Named
from golive.model import Fact, fact


@fact
class IntegrationUse(Fact):
    """A declared integration and its function; `policy` says who may invoke that.

    `error_rate` is the declared one, 0 to 1.
    """

    name: str
    function: str
    exists: bool
    allowed: bool
    policy: tuple[Statement, ...]
    invocations: int
    errors: int
    error_rate: float


@fact
class Integrations(Fact):
    """Every declared integration; `instance` is the ARN as policies name it."""

    of = Instance
    instance: Named
    integrations: tuple[IntegrationUse, ...]


@fact
class AllowedFunctions(Fact):
    """The functions that flows may call, but neither declared nor of our stacks."""

    of = Instance
    undeclared: tuple[str, ...]


@fact
class ConditionRun(Fact):
    """A declared condition and its test case.

    `last_passed` and `last_failed` are the newest executions of the window that ended so.
    """

    kind: str
    test_case: str
    exists: bool
    last_passed: datetime | None
    last_failed: datetime | None


@fact
class Conditions(Fact):
    """Every declared condition."""

    of = Instance
    conditions: tuple[ConditionRun, ...]
