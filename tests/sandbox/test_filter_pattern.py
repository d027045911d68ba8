"""Filter patterns mean what CloudWatch Logs' own examples say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox.filter_pattern import LONGEST, InvalidPattern, matches, read

SAID: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("filter_patterns.yaml").read_text())
EVENTS = {name: json.dumps(event) for name, event in SAID["events"].items()}


@pytest.mark.parametrize(("event", "pattern"), SAID["match"])
def test_an_example_that_matches_does(event: str, pattern: str) -> None:
    """As the page says of its sample event."""
    assert matches(pattern, EVENTS[event])


@pytest.mark.parametrize(("event", "pattern"), SAID["no_match"])
def test_an_example_that_does_not_match_does_not(event: str, pattern: str) -> None:
    """As the page says of its sample event; an object or array is no value."""
    assert not matches(pattern, EVENTS[event])


@pytest.mark.parametrize("pattern", SAID["refused"])
def test_what_the_language_has_not_is_refused(pattern: str) -> None:
    """Words that AWS says aren't supported, what is left open, and more wildcards than allowed."""
    with pytest.raises(InvalidPattern):
        read(pattern)


def test_a_pattern_has_its_length() -> None:
    """PutMetricFilter takes 1024 characters."""
    longest = '{ $.a = "' + "x" * (LONGEST - 12) + '" }'
    assert len(longest) == LONGEST
    assert not read(longest)({"a": "x"})
    with pytest.raises(InvalidPattern, match="1025 characters"):
        read(longest.replace("x", "xx", 1))


@pytest.mark.parametrize("message", ["UpdateTrail", '["UpdateTrail"]', ""])
def test_what_is_not_json_matches_nothing(message: str) -> None:
    """Not even a pattern that asks for what is missing."""
    assert not matches("{ $.a NOT EXISTS }", message)


def test_whether_what_is_missing_differs_is_not_said() -> None:
    """AWS leaves it open, so a reader may ask for either."""
    pattern = '{ $.missing != "x" }'
    assert read(pattern, absent_differs=True)({})
    assert not read(pattern)({})
