"""What verify reads of the register, and what it never asks for."""

from __future__ import annotations

from typing import Any

import pytest

from golive.account import Account
from golive.facts.register import IssueLog, Roster, SignOffs
from golive.model import Fact, Reason, Unknown
from golive.plain import raw
from tests.account.canned import Answers, Canned, refused
from tests.account.concerns.register import ROLES, SIGNS
from tests.account.good import account, answers, changed, rows, side_of, stack

KINDS = (IssueLog, Roster, SignOffs)
PERSONAL = {"person", "reach", "notes", "note", "by", "caller", "representative", "details"}


def only(side: Account, kind: type[Fact]) -> Any:
    """The one fact of a kind, or why there is none."""
    found = side.facts(kind)
    assert not isinstance(found, Unknown)
    return found[0].fact


def test_no_name_number_or_text_is_asked_for() -> None:
    """The projections leave out whatever is personal; that a role is filled is a filter."""
    side = account()
    assert [only(side, kind) for kind in KINDS]
    assert isinstance(side.session, Canned)
    asked = [said for operation, said in side.session.asked if operation == "dynamodb:Query"]
    assert len(asked) == len(KINDS)
    for said in asked:
        names = said["ExpressionAttributeNames"]
        projected = {names[name.strip()] for name in said["ProjectionExpression"].split(",")}
        assert not projected & PERSONAL
        assert said["ConsistentRead"]


def test_what_is_personal_is_dropped_even_if_it_comes() -> None:
    """Nothing behind the call sees a person, whatever the table answers."""
    whole = changed(ROLES, "Items.0.person", {"S": "Ana Sample"})
    side = account(whole)
    assert only(side, Roster)
    reply = side.session.call(*_asked(side)[0], **_asked(side)[1])
    assert "Ana Sample" not in str(reply.answer)


def _asked(side: Account) -> tuple[tuple[str], dict[str, Any]]:
    assert isinstance(side.session, Canned)
    said = next(p for o, p in side.session.asked if o == "dynamodb:Query")
    return ("dynamodb:Query",), dict(said)


def without_register() -> Answers:
    """The good account, whose Data stack has no such table."""
    made = answers()
    listed: Any = made[f"cloudformation:ListStackResources {stack('Data')}"]
    logical = next(name for name, _, _ in rows()["Data"] if name.startswith("Register"))
    kept = [r for r in listed["StackResourceSummaries"] if r["LogicalResourceId"] != logical]
    return made | {
        f"cloudformation:ListStackResources {stack('Data')}": {"StackResourceSummaries": kept}
    }


@pytest.mark.parametrize("kind", KINDS)
def test_an_account_without_a_register_says_so(kind: type[Fact]) -> None:
    """An untouched account has nobody's word, and that is unknown with its reason."""
    found = only(side_of(without_register()), kind)
    assert isinstance(found, Unknown)
    assert "has no register of this environment" in found.why


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_that_was_deleted_is_no_register(kind: type[Fact]) -> None:
    """A table that CloudFormation still lists, and DynamoDB has not, holds nobody's word."""
    gone = dict.fromkeys(
        (key for key in answers() if key.startswith(SIGNS)), refused("ResourceNotFoundException")
    )
    found = only(account(gone), kind)
    assert isinstance(found, Unknown)
    assert "has no register" in found.why


def test_a_damaged_item_is_named() -> None:
    """What others wrote into the table by hand is unknown with its key, not passed over."""
    found = only(account(changed(SIGNS, "Items.0.expires", {"S": "never"})), SignOffs)
    assert isinstance(found, Unknown)
    assert found.why.startswith("plan/sign-off#2.1.1: expires is not as golive writes it")


def test_who_declares_no_agents_has_nobody_to_count() -> None:
    """Training is still signed; that everyone is can't be told, as nobody is declared."""
    side = account()
    side.environment = side.environment.model_copy(update={"agents": []})
    found = only(side, SignOffs)
    untrained = raw(found, "untrained")
    assert isinstance(untrained, Unknown)
    assert untrained.kind is Reason.UNDECLARED
    assert "2.5.1-3" in found.signed
