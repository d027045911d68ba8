"""A call that is denied, each in turn: unknown with the permission, never a pass."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from golive.account.operations import operations
from golive.account.readers import readers
from golive.judge import Judged, judge_one
from golive.model import Outcome
from tests.account.canned import Answer, Canned, Odd, refused
from tests.account.good import account, answers, side_of
from tests.concerns import fed

UNUSED = {
    "cloudformation:DescribeStackEvents",
    "cloudformation:ListStacks",
    "cloudtrail:DescribeTrails",
    "cloudwatch:PutMetricData",
    "connect:ListInstances",
    "s3:PutObject",
}
"""Asked only where no stack has an instance or a trail, when evidence or metrics are put, and for
what stacks have left behind."""
NO_CONTROL = {
    "config:DescribeConfigRules",
    "dynamodb:DescribeContinuousBackups",
    "kms:GetKeyRotationStatus",
    "s3:GetBucketVersioning",
    "s3:GetObjectLockConfiguration",
}
"""Read, and no control asks for what they say yet."""


USED = sorted(operations().keys() - UNUSED)


@cache
def asked() -> frozenset[str]:
    """What reading every kind of fact asks of the good account."""
    side = account()
    side.prefetch(readers(), lambda done, of: None)
    assert isinstance(side.session, Canned)
    return frozenset(operation for operation, _ in side.session.asked)


def test_the_table_has_what_is_asked_and_no_more() -> None:
    """Each row of the table of operations is used: the permissions are the ones needed."""
    assert asked() == operations().keys() - UNUSED


def judged_with(operation: str, answer: Answer) -> list[Judged]:
    """Every control on the good account, where one operation always answers this."""
    kept = {key: a for key, a in answers().items() if key.split(" ")[0] != operation}
    side = side_of(kept | {operation: answer})
    return [j for control in fed().values() for j in judge_one(control, side)]


@pytest.mark.parametrize("operation", USED)
def test_a_denied_call_is_unknown(operation: str) -> None:
    """Whoever needs the call is unknown, and the reason names call and permission."""
    judged = judged_with(operation, refused("AccessDeniedException"))
    unknown = [j for j in judged if j.outcome is Outcome.UNKNOWN]
    assert {j.outcome for j in judged} <= {Outcome.PASS, Outcome.UNKNOWN}
    assert bool(unknown) != (operation in NO_CONTROL)
    needs = " and ".join(operations()[operation].actions)
    for one in unknown:
        assert f"{operation} was denied: it needs the permission {needs}" in one.finding


@pytest.mark.parametrize("answer", [{}, {"Strange": [1]}], ids=["empty", "strange"])
@pytest.mark.parametrize("operation", USED)
def test_an_answer_of_another_shape_proves_nothing(operation: str, answer: dict[str, Any]) -> None:
    """An answer that isn't as AWS documents it is no traceback, and somebody doesn't pass."""
    judged = judged_with(operation, Odd(answer))
    assert operation in NO_CONTROL or {j.outcome for j in judged} - {Outcome.PASS}
