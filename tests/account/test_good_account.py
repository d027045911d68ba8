"""The account side on answers that botocore's models accept."""

from __future__ import annotations

import pytest

from golive.controls import catalogue
from golive.controls.control import Control
from golive.judge import judge_side
from golive.model import Outcome, Unknown
from tests.account.good import account
from tests.concerns import fed

FED = fed()
UNFED = [control for name, control in catalogue().items() if name not in FED]


@pytest.mark.parametrize("control", FED.values(), ids=lambda c: c.id)
def test_every_control_holds_on_a_good_account(control: Control) -> None:
    """Each subject of the good account passes each control, and there is a subject."""
    judged = judge_side(control, account())
    assert not isinstance(judged, Unknown), judged
    assert judged
    assert [(j.seen.path, j.finding) for j in judged if j.outcome is not Outcome.PASS] == []


@pytest.mark.parametrize("control", UNFED, ids=lambda c: c.id)
def test_what_nothing_feeds_yet_is_unknown(control: Control) -> None:
    """Its line can't be told, and says which feed it waits for."""
    judged = judge_side(control, account())
    assert not isinstance(judged, Unknown), judged
    assert judged
    assert {j.outcome for j in judged} == {Outcome.UNKNOWN}
    assert all(j.finding.startswith("no feed yet: ") for j in judged)
