"""Whatever AWS may answer, reading it ends in a fact or in a reason."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from golive.account.operations import operations
from golive.controls import catalogue
from golive.judge import judge_one
from golive.model import Outcome
from tests.account.good import answers as good
from tests.account.good import side_of
from tests.properties.answers import answers

READ = [name for name, row in operations().items() if not row.writes]
MANY = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.mark.parametrize("operation", READ)
@MANY
@given(data=st.data())
def test_a_strange_answer_ends_in_no_error(operation: str, data: st.DataObject) -> None:
    """One call answered at random: every control still has an outcome for a subject."""
    others = {k: v for k, v in good().items() if k.partition(" ")[0] != operation}
    side = side_of(others | {operation: data.draw(answers(operation))})
    for control in catalogue().values():
        judged = judge_one(control, side)
        assert judged
        assert all(one.outcome in Outcome for one in judged)
