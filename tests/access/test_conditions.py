"""What is known of a request decides a condition, and what isn't leaves it open."""

from __future__ import annotations

from typing import Any

import pytest

from golive.access.answer import Answer
from golive.access.conditions import holds

CONTEXT = {
    "aws:principalarn": ("arn:aws:iam::1:role/One",),
    "aws:securetransport": ("true",),
    "s3:tlsversion": ("1.3",),
    "kms:encryptioncontext:aws:s3:arn": ("arn:aws:s3:::data", "arn:aws:s3:::data/*"),
}
WHO, SEALED = "aws:principalarn", "kms:encryptioncontext:aws:s3:arn"
CASES: list[tuple[str, str, str, Answer]] = [
    ("ArnEquals", WHO, "arn:aws:iam::1:role/One", Answer.YES),
    ("ArnLike", WHO, "arn:aws:iam::1:role/*", Answer.YES),
    ("StringEquals", WHO, "arn:aws:iam::1:role/*", Answer.NO),
    ("StringEquals", WHO, "arn:aws:iam::1:role/one", Answer.NO),
    ("StringEqualsIgnoreCase", WHO, "arn:aws:iam::1:role/one", Answer.YES),
    ("StringLike", WHO, "*/Other", Answer.NO),
    ("ArnNotEquals", WHO, "arn:aws:iam::1:role/One", Answer.NO),
    ("StringNotLike", WHO, "*/Other", Answer.YES),
    ("StringLikeIfExists", WHO, "*/One", Answer.YES),
    ("Bool", "aws:securetransport", "false", Answer.NO),
    ("BoolIfExists", "aws:securetransport", "true", Answer.YES),
    ("NumericLessThan", "s3:tlsversion", "1.2", Answer.NO),
    ("Null", WHO, "false", Answer.YES),
    ("Null", WHO, "true", Answer.NO),
    ("StringEquals", SEALED, "arn:aws:s3:::data", Answer.YES),
    ("StringLike", SEALED, "arn:aws:s3:::data/part/*", Answer.POSSIBLY),
    ("StringEquals", SEALED, "arn:aws:s3:::other", Answer.NO),
    ("StringEquals", "aws:sourceip", "10.0.0.1", Answer.POSSIBLY),
    ("Null", "aws:sourceip", "true", Answer.POSSIBLY),
    ("IpAddress", "aws:securetransport", "true", Answer.POSSIBLY),
    ("ForAnyValue:StringEquals", WHO, "x", Answer.POSSIBLY),
    ("StringEquals", WHO, "${aws:username}", Answer.POSSIBLY),
]


@pytest.mark.parametrize(("operator", "key", "value", "answer"), CASES)
def test_one_condition(operator: str, key: str, value: str, answer: Answer) -> None:
    """Each operator on what is known, and on what isn't."""
    assert holds({operator: {key: (value,)}}, CONTEXT) is answer


def test_all_conditions_must_hold() -> None:
    """The least sure one decides; none at all always holds."""
    both: dict[str, Any] = {
        "Bool": {"aws:securetransport": ("true",)},
        "StringEquals": {"aws:sourceip": ("10.0.0.1",)},
    }
    assert holds(both, CONTEXT) is Answer.POSSIBLY
    both["ArnEquals"] = {WHO: ("arn:aws:iam::1:role/Two",)}
    assert holds(both, CONTEXT) is Answer.NO
    assert holds({}, CONTEXT) is Answer.YES


def test_one_value_of_several_is_enough() -> None:
    """And for a negated operator each of them must differ."""
    values = ("arn:aws:iam::1:role/Two", "arn:aws:iam::1:role/One")
    assert holds({"ArnEquals": {WHO: values}}, CONTEXT) is Answer.YES
    assert holds({"ArnNotEquals": {WHO: values}}, CONTEXT) is Answer.NO
