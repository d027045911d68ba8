"""What the instance may carry at once, as applied and as its use shows."""

from __future__ import annotations

from golive.facts.connect import Instance
from golive.model import Fact, fact


@fact
class Limit(Fact):
    """One quota of an instance, and what the launch needs of it.

    `quota` is the value applied to this instance. `shown` is the most that the limit can be
    by the newest usage metrics, None where too little was used to tell.
    """

    name: str
    code: str
    needed: int
    quota: float
    shown: float | None


@fact
class Limits(Fact):
    """The quotas that the launch leans on; `headroom` is the part of each that stays free."""

    of = Instance
    headroom: float
    limits: tuple[Limit, ...]
