"""Line 2.6.3: the trail's log is searched for what the audit rows of the alarm table tell of."""

from __future__ import annotations

from collections.abc import Iterator

from golive.alarms import Row, rows
from golive.alarms.patterns import is_of
from golive.controls.control import Finding, control, listing
from golive.controls.keys import own_account
from golive.controls.references import resource_of
from golive.controls.several import some
from golive.facts.audit import MetricFilter, Trail
from golive.facts.words import Where
from golive.model import Gap, Ref, Side


@control("2.6.3", Trail, fix="Deploy AccountBaseline again, or search the existing trail's log.")
def trail_is_searched(trail: Trail, side: Side) -> Finding | None:
    """The log of a trail is searched for each audit row of the alarm table, by the table's
    pattern, into the metric that the row's alarm watches."""
    groups = list(_groups(side))
    found = [f for _, f in listing(side, MetricFilter) if resource_of(f.log_group) in groups]
    missing = tuple(row.id for row in rows() if row.pattern and not _searched(row, found))
    if not missing:
        return None
    if strange := [group for group in groups if _elsewhere(group, side)]:
        raise Gap(f"what {strange[0]} is searched for is known to its own account only")
    text = f"has a log that is not searched for {some(missing)} as the alarm table says"
    return Finding("log_group", text)


def _groups(side: Side) -> Iterator[Where]:
    """The logs of all trails: one of them is enough."""
    for _, trail in listing(side, Trail):
        if trail.log_group is not None:
            yield resource_of(trail.log_group)


def _elsewhere(group: Where, side: Side) -> bool:
    """Whether a log group, by its ARN, is of another account."""
    return not isinstance(group, Ref) and f":{own_account(side)}:" not in group


def _searched(row: Row, filters: list[MetricFilter]) -> bool:
    return any(
        (found.namespace, found.metric, found.value) == (row.namespace, row.metric, "1")
        and found.default == 0
        and not found.narrowed
        and is_of(str(found.pattern), row)
        for found in filters
    )
