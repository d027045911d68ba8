"""What published samples ship is judged, and the page tells what is found."""

from __future__ import annotations

import re

import pytest

from tests.alarms.published_page import FILE, page
from tests.alarms.published_samples import Published, published


@pytest.mark.parametrize("one", published(), ids=str)
def test_an_alarm_breaks_the_rules_that_it_is_known_to_break(one: Published) -> None:
    """What is wrong with it was written down by hand, from AWS's documents."""
    assert {fault.rule for fault in one.faults()} == one.finds


def test_each_is_named_with_the_file_and_the_commit_that_it_was_read_at() -> None:
    """So that anybody can look it up; a name stands once in a file."""
    named = {(one.url, one.name) for one in published()}
    assert len(named) == len(published())
    for one in published():
        assert re.fullmatch(r"[0-9a-f]{40}", one.commit)


def test_the_page_is_what_the_rules_find() -> None:
    """`python -m tests.alarms.published_page` writes it again."""
    assert FILE.read_text(encoding="utf-8") == page()
