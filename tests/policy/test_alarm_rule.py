"""A composite's rule names the alarms that turn it on."""

from __future__ import annotations

import pytest

from golive.alarm_rule import members
from golive.model import Unknown

RULES = [
    ('ALARM("a") OR ALARM("b c")', ("a", "b c")),
    ("ALARM(a) AND NOT (INSUFFICIENT_DATA('b') OR ALARM( c ))", ("a",)),
    ('ALARM("a") AND ALARM("b")', ()),
    ('ALARM("a") OR ALARM("b") AND ALARM("c")', ("a",)),
    ('(ALARM("a") OR ALARM("b")) AND FALSE', ()),
    ('ALARM("a") OR TRUE', ()),
    ('ALARM("a") OR OK("a")', ()),
    ('ALARM("a") AND NOT ALARM("b")', ("a",)),
    ('NOT (ALARM("a") OR NOT ALARM("b"))', ("b",)),
    ('(NOT ALARM("a")) AND ALARM("b")', ("b",)),
    ('NOT NOT ALARM("a")', ("a",)),
    ('OK("a")', ()),
    ('NOT OK("a")', ("a",)),
    ("ALARM(arn:aws:cloudwatch:us-east-1:1:alarm:a)", ("arn:aws:cloudwatch:us-east-1:1:alarm:a",)),
    ('ALARM("a") OR ALARM("a")', ("a",)),
    ('ALARM("a") AND (NOT ALARM("a"))', ()),
    ("TRUE", ()),
    ("", ()),
]
ODD = [
    'ALARM("a") ALARM("b")',
    '(ALARM("a")',
    'ALARM("a"))',
    'ALARM("a") OR',
    'AT_LEAST(2, ALARM, ("a", "b"))',
    "ALARM()",
    "ALARMS(a)",
    "NOTALARM(a)",
    "x",
]


@pytest.mark.parametrize(("rule", "names"), RULES)
def test_members_of_a_rule(rule: str, names: tuple[str, ...]) -> None:
    """Who is under NOT, or needs another, turns nothing on; who is named twice counts once."""
    assert members(rule) == names


@pytest.mark.parametrize("rule", ODD)
def test_a_rule_that_is_not_understood_is_unknown(rule: str) -> None:
    """What can't be read is no rule without members."""
    found = members(rule)
    assert isinstance(found, Unknown)
    assert "can't be read" in found.why
