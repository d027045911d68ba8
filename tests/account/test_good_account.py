"""The account side on answers that botocore's models accept."""

from __future__ import annotations

import pytest

from golive.controls import catalogue
from golive.controls.control import Control
from golive.judge import judge_side
from golive.model import Outcome, Unknown
from tests.account.good import account

CONTROLS = list(catalogue().values())


@pytest.mark.parametrize("control", CONTROLS, ids=lambda c: c.id)
def test_every_control_holds_on_a_good_account(control: Control) -> None:
    """Each subject of the good account passes each control, and there is a subject."""
    judged = judge_side(control, account())
    assert not isinstance(judged, Unknown), judged
    assert judged
    assert [(j.seen.path, j.finding) for j in judged if j.outcome is not Outcome.PASS] == []
