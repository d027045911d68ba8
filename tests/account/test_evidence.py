"""The run is kept in the account, or it is said that it isn't."""

from __future__ import annotations

import json
from typing import Any

import pytest

from golive.account.evidence import NotKept, keep
from golive.account.side import Account
from tests.account.canned import Canned, refused
from tests.account.good import account, answers, side_of, stack

RUN: dict[str, Any] = {"environment": "sandbox", "verdict": "go", "lines": []}
PUT = "s3:PutObject"


def asked(side: Account) -> dict[str, Any]:
    assert isinstance(side.session, Canned)
    return dict(next(given for name, given in side.session.asked if name == PUT))


def test_the_run_is_put_into_the_evidence_bucket() -> None:
    """It lies under the time of the run, in the bucket whose construct is called Evidence."""
    side = account({PUT: {}})
    address = keep(side, RUN)
    given = asked(side)
    assert address == f"s3://golive-evidence/{given['Key']}"
    assert given["Key"].startswith("verify/20261123T120000Z-")
    assert json.loads(given["Body"]) == RUN


def test_two_runs_have_two_names() -> None:
    """A run of the same second with another result replaces nothing."""
    keys = {keep(account({PUT: {}}), RUN | {"verdict": v}) for v in ("go", "no-go")}
    assert len(keys) == 2


def test_evidence_that_may_not_be_put_is_not_kept() -> None:
    """The reason names the permission."""
    with pytest.raises(NotKept, match="s3:PutObject and kms:GenerateDataKey"):
        keep(account({PUT: refused("AccessDenied")}), RUN)


def test_without_a_bucket_nothing_is_kept() -> None:
    """An environment that isn't deployed has no place for it."""
    absent = refused("ValidationError", "Stack with id x does not exist")
    table = answers() | {f"cloudformation:DescribeStacks {stack('Data')}": absent}
    with pytest.raises(NotKept, match="no evidence bucket"):
        keep(side_of(table), RUN)


def test_what_can_not_be_read_has_no_bucket() -> None:
    """The reason why nothing could be read is the reason why nothing is kept."""
    for denied in ("sts:GetCallerIdentity", f"cloudformation:DescribeStacks {stack('Data')}"):
        with pytest.raises(NotKept, match="denied"):
            keep(account({denied: refused("AccessDenied")}), RUN)
