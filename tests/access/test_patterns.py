"""Patterns cover and touch what they say, and no more."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golive.access.patterns import covers, matches, overlap, touches

PATTERNS = st.text("ab*?", max_size=4)
TEXTS = ["".join(t) for n in range(9) for t in product("ab", repeat=n)]
"""Long enough: two patterns of four that share a text share one of eight at most."""


@given(PATTERNS, PATTERNS)
def test_patterns_overlap_when_some_text_is_in_both(one: str, other: str) -> None:
    """Whatever the two are, in either order."""
    shared = any(matches(t, one) and matches(t, other) for t in TEXTS)
    assert overlap(one, other) is shared
    assert overlap(other, one) is shared


def test_brackets_mean_themselves() -> None:
    """IAM knows two wildcards, and no set of letters."""
    assert not matches("a", "[ab]")
    assert matches("[ab]", "[ab]")


COVERED = [
    ("arn:aws:s3:::data/*", "*", True, True),
    ("arn:aws:s3:::data/*", "arn:aws:s3:::data/*", True, True),
    ("arn:aws:s3:::data/*", "arn:aws:s3:::data/part/*", False, True),
    ("arn:aws:s3:::data/*", "arn:aws:s3:::data", False, False),
    ("arn:aws:s3:::data/*", "arn:aws:s3:::other*/*", False, False),
    ("arn:aws:s3:::data/*", "arn:aws:s3:::d*", True, True),
    ("arn:aws:kms:r:1:key/k", "arn:aws:kms:*:1:key/*", True, True),
    ("arn:aws:kms:r:1:key/k", "arn:aws:kms", True, True),
    ("arn:aws:kms:*:*:key/*", "arn:aws:kms:r:1:key/k", False, True),
    ("arn:*:s3:::data/*", "arn:aws:s3:::other-*/AWSLogs/*", False, False),
]


@pytest.mark.parametrize(("name", "pattern", "whole", "part"), COVERED)
def test_arns_are_compared_field_by_field(name: str, pattern: str, whole: bool, part: bool) -> None:
    """A wildcard crosses no colon but in the last field, and missing fields are any."""
    assert covers(name, pattern) is whole
    assert touches(name, pattern) is part
