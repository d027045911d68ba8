"""An account in which nobody records fails the line; one that won't say so can't be told."""

from __future__ import annotations

from typing import Any

import pytest

from golive.controls import catalogue
from golive.facts.audit import Recorder, Trail
from golive.judge import NO_SUBJECT, Verdict, join
from golive.model import Fact, Reason
from golive.rows import of_both
from tests.account.canned import Answer, refused
from tests.account.good import side_of
from tests.account.test_stacks import design, unmanaged

RECORDERS, TRAILS = "config:DescribeConfigurationRecorders", "cloudtrail:DescribeTrails"
CASES: list[tuple[str, str, dict[str, Any], type[Fact]]] = [
    ("2.6.6-recorder-records-all", RECORDERS, {"ConfigurationRecorders": []}, Recorder),
    ("2.6.7-trail-complete", TRAILS, {"trailList": []}, Trail),
]
each = pytest.mark.parametrize(("control", "operation", "nothing", "kind"), CASES)


def joined(control: str, operation: str, answer: Answer) -> list[Any]:
    """What is said of an account without stacks, where this is answered."""
    live = side_of(unmanaged() | {operation: answer})
    return [of_both(one) for one in join(catalogue()[control], design({}), live)]


@each
def test_a_listing_that_is_empty_fails(
    control: str, operation: str, nothing: Answer, kind: type[Fact]
) -> None:
    """One failure, of no subject, in words and with what to do."""
    [row] = joined(control, operation, nothing)
    assert (row.verdict, row.finding) == (Verdict.FAILED, kind.if_none)
    assert (row.subject, row.reason) == (str(NO_SUBJECT), Reason.NOT_FOUND)
    assert row.fix == catalogue()[control].fix


@each
def test_a_listing_that_is_denied_cant_be_told(
    control: str, operation: str, nothing: Answer, kind: type[Fact]
) -> None:
    """Nothing is said to be missing that nobody was allowed to look for."""
    rows = joined(control, operation, refused("AccessDeniedException"))
    assert {row.verdict for row in rows} == {Verdict.UNKNOWN}
    assert all(operation in row.finding for row in rows)
    assert {row.reason for row in rows} == {Reason.UNREAD}
