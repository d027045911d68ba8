"""The patterns of the audit rows: within CloudWatch Logs' limits, and they match what they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from golive.alarms import Row, by_id, rows
from golive.alarms.patterns import LONGEST, TooLong, filled, is_of
from sandbox import filter_pattern

SAID: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("audit_events.yaml").read_text())
AUDIT = [row for row in rows() if row.pattern]
READERS = (
    "arn:aws:iam::111122223333:role/service/Payments",
    "arn:aws:iam::111122223333:user/officers/kim",
)
EVENTS = [
    (row, SAID["usual"] | event, kind == "tells")
    for row, said in SAID["rows"].items()
    for kind in ("tells", "silent")
    for event in said[kind]
]
each = pytest.mark.parametrize("row", AUDIT, ids=lambda row: row.id)


def test_each_row_has_its_events() -> None:
    """What each audit row tells of is typed in, and what it doesn't; other rows have none."""
    assert list(SAID["rows"]) == [row.id for row in AUDIT]


@each
def test_a_pattern_is_one_that_cloudwatch_takes(row: Row) -> None:
    """It parses, with its wildcards within their quotas, and is not too long."""
    assert LONGEST == filter_pattern.LONGEST
    filter_pattern.read(filled(row, READERS))


@each
def test_a_pattern_is_known_again(row: Row) -> None:
    """With and without readers; another row's pattern is not this row's."""
    assert is_of(filled(row, ()), row)
    assert is_of(filled(row, READERS), row)
    assert [other.id for other in AUDIT if is_of(filled(row, READERS), other)] == [row.id]


@pytest.mark.parametrize("absent_differs", [True, False])
@pytest.mark.parametrize(("row", "event", "tells"), EVENTS)
def test_an_event_is_told_or_not(
    row: str, event: dict[str, Any], tells: bool, absent_differs: bool
) -> None:
    """As typed in, whichever way AWS compares with a property that isn't there."""
    pattern = filled(by_id()[row], READERS)
    assert filter_pattern.read(pattern, absent_differs=absent_differs)(event) == tells


def test_an_audit_alarm_tells_within_a_quarter_of_an_hour() -> None:
    """A count is seen for three periods of five minutes, however late CloudTrail delivers."""
    for row in AUDIT:
        assert (row.namespace, row.statistic, row.threshold) == ("GoLive/Audit", "Sum", 1)
        assert (row.period, row.evaluation_periods, row.datapoints) == (300, 3, 1)
        assert row.expects == "always"
    assert len({row.metric for row in AUDIT}) == len(AUDIT)


def test_too_many_readers_are_refused() -> None:
    """A pattern that CloudWatch would refuse is refused before it is deployed."""
    many = [f"arn:aws:iam::111122223333:role/Reader{number:03}" for number in range(20)]
    with pytest.raises(TooLong, match=r"access\.secrets names too many"):
        filled(by_id()["private-key-read"], many)
    assert filled(by_id()["root-used"], many)
