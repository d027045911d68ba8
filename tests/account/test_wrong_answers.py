"""What is wrong in the account fails the control that is about it."""

from __future__ import annotations

import pytest

from golive.controls import catalogue
from golive.judge import judge_side
from golive.model import Outcome, Unknown
from tests.account.canned import Answers
from tests.account.good import account
from tests.account.wrong import WRONG as HERE
from tests.concerns import merged, rows

WRONG: list[tuple[str, Answers]] = [*HERE, *rows("account/concerns", "WRONG")]


@pytest.mark.parametrize(("identifier", "changes"), WRONG, ids=[row[0] for row in WRONG])
def test_a_wrong_answer_fails_its_control(identifier: str, changes: Answers) -> None:
    """The control finds what the service says, and names the place in the answer."""
    judged = judge_side(catalogue()[identifier], account(changes))
    assert not isinstance(judged, Unknown), judged
    failed = [j for j in judged if j.outcome in (Outcome.FAIL, Outcome.GONE)]
    assert failed, [(j.seen.path, j.outcome, j.finding) for j in judged]


def test_every_control_is_broken_by_some_answer() -> None:
    """No control can be satisfied by every account."""
    elsewhere = merged("account/concerns", "ELSEWHERE")
    assert {identifier for identifier, _ in WRONG} | elsewhere.keys() == set(catalogue())
