"""Policy documents of either side become the same statements."""

from __future__ import annotations

from typing import Any

import pytest

from golive.model import Gap, Ref, Text, Unknown
from golive.policy import statements

ROLE = Ref("stack", "Role", "Arn")
OURS = {"arn:aws:iam::111122223333:role/ours": ROLE, "arn:aws:s3:::ours/*": Text((ROLE, "/*"))}
WHY = Unknown("a token")


def one(**changes: Any) -> Any:
    """The one statement of a document, ARNs of ours named."""
    usual = {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}
    raw = {key: value for key, value in (usual | changes).items() if value is not None}
    [statement] = statements({"Statement": raw}, lambda v: OURS.get(str(v), v))
    return statement


PRINCIPALS: list[tuple[Any, tuple[object, ...]]] = [
    ("*", ("*",)),
    ({"AWS": "*"}, ("AWS:*",)),
    ({"AWS": ["arn:aws:iam::111122223333:root"]}, ("AWS:arn:aws:iam::111122223333:root",)),
    ({"AWS": "111122223333"}, ("AWS:arn:aws:iam::111122223333:root",)),
    ({"AWS": "arn:aws:iam::111122223333:role/ours"}, (ROLE,)),
    ({"AWS": ROLE}, (ROLE,)),
    ({"AWS": Text(("arn:aws:iam::", ROLE))}, (Text(("AWS:arn:aws:iam::", ROLE)),)),
    ({"AWS": Text((ROLE, "/x"))}, (Text(("AWS:", ROLE, "/x")),)),
    (
        {"Service": ["a.amazonaws.com", "b.amazonaws.com"]},
        tuple(f"Service:{n}.amazonaws.com" for n in "ab"),
    ),
    ({"Federated": "x", "CanonicalUser": "y"}, ("Federated:x", "CanonicalUser:y")),
]


@pytest.mark.parametrize(("given", "expected"), PRINCIPALS, ids=str)
def test_principals(given: Any, expected: tuple[object, ...]) -> None:
    """Each principal has its kind before it, but for a resource of ours, which stays itself."""
    assert one(Principal=given).principals == expected


def test_one_value_is_a_list_of_one() -> None:
    """Action, resource and statement may stand alone or in a list."""
    single, listed = one(), one(Action=["s3:*"], Resource=["*"])
    assert (single.actions, single.resources) == (listed.actions, listed.resources)
    both: list[dict[str, str]] = [{}, {}]
    assert len(statements({"Statement": both})) == 2


def test_resource_of_ours_is_named() -> None:
    """An ARN with what follows it becomes the reference and the rest."""
    assert one(Resource="arn:aws:s3:::ours/*").resources == (Text((ROLE, "/*")),)


@pytest.mark.parametrize("element", ["Principal", "Action", "Resource"])
def test_not_elements_invert(element: str) -> None:
    """Whoever isn't named is meant: such a statement says so."""
    inverted = one(**{element: None, f"Not{element}": "x"})
    assert inverted.inverted
    assert "x" in {*inverted.principals, *inverted.actions, *inverted.resources}


def test_condition_keys_are_lower_case() -> None:
    """Keys don't depend on case; operators stay as given, values become text."""
    conditions = one(
        Condition={
            "Bool": {"aws:SecureTransport": False},
            "NumericLessThan": {"s3:TlsVersion": 1.2},
            "StringEquals": {"AWS:SourceAccount": ["1", "2"]},
        }
    ).conditions
    assert conditions == {
        "Bool": {"aws:securetransport": ("false",)},
        "NumericLessThan": {"s3:tlsversion": ("1.2",)},
        "StringEquals": {"aws:sourceaccount": ("1", "2")},
    }


def test_effect_and_sid() -> None:
    """Allow or deny, and the statement's own name."""
    assert (one().allow, one(Effect="Deny").allow, one(Sid="S").sid) == (True, False, "S")


def test_no_document_has_no_statement() -> None:
    """A bucket without a policy allows and refuses nothing by it."""
    assert statements(None) == statements({}) == ()


HIDDEN: list[tuple[dict[str, Any], str]] = [
    ({"Effect": WHY}, "allow"),
    ({"Principal": WHY}, "principals"),
    ({"Principal": {"AWS": [WHY]}}, "principals"),
    ({"Principal": {"Service": WHY}}, "principals"),
    ({"Action": WHY}, "actions"),
    ({"Resource": [WHY]}, "resources"),
    ({"Condition": WHY}, "conditions"),
    ({"Condition": {"Bool": WHY}}, "conditions"),
    ({"Condition": {"Bool": {"aws:SecureTransport": WHY}}}, "conditions"),
    ({"Sid": WHY}, "sid"),
]


@pytest.mark.parametrize(("changes", "field"), HIDDEN, ids=str)
def test_unknown_part_raises_where_it_stands(changes: dict[str, Any], field: str) -> None:
    """A rule that reads the field is stopped; one that doesn't isn't."""
    statement = one(**changes)
    with pytest.raises(Gap, match="a token"):
        getattr(statement, field)
    assert statement.inverted is False


ODD = [
    (WHY, "a token"),
    ("text", "the policy is no JSON object"),
    ({"Statement": WHY}, "a token"),
    ({"Statement": ["text"]}, "a statement of the policy is no JSON object"),
]


@pytest.mark.parametrize(("document", "why"), ODD, ids=str)
def test_unreadable_document_is_one_unknown_statement(document: object, why: str) -> None:
    """Any rule that looks at the policy is stopped by it."""
    [statement] = statements(document)
    for field in ("sid", "allow", "principals", "actions", "resources", "conditions", "inverted"):
        with pytest.raises(Gap, match=why):
            getattr(statement, field)


def test_effect_that_is_neither_is_unknown() -> None:
    """AWS refuses it; nobody knows what was meant."""
    with pytest.raises(Gap, match="Effect is Maybe"):
        _ = one(Effect="Maybe").allow


@pytest.mark.parametrize("condition", ["text", {"Bool": "text"}], ids=str)
def test_odd_condition_is_unknown(condition: Any) -> None:
    """A condition that can't be read limits nothing for sure."""
    with pytest.raises(Gap, match="a condition is no JSON object"):
        _ = one(Condition=condition).conditions


def test_what_is_negated_is_named() -> None:
    """Which of the three elements says what it is not about."""
    raw = {"Effect": "Allow", "NotAction": "iam:*", "NotResource": "*", "Principal": "*"}
    [statement] = statements({"Statement": raw})
    assert statement.negated == ("Action", "Resource")
    [plain] = statements({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}})
    assert plain.negated == ()
