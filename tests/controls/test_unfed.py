"""A line that a contact, a drill or a person must prove too is never proven without."""

from __future__ import annotations

import pytest

from golive.controls import catalogue
from golive.facts.unfed import FEEDS, AlarmDrill, ContactEvidence, SignOffs
from golive.model import Fact
from golive.plan import Line, Mark, lines
from tests.concerns import fed

PROOFS: dict[Mark, type[Fact]] = {
    Mark.CALL: ContactEvidence,
    Mark.DRILL: AlarmDrill,
    Mark.PERSON: SignOffs,
}
"""What proves the marks that neither a template nor an account does."""


def kinds(line: Line) -> set[type[Fact]]:
    return {control.on for control in catalogue().values() if control.line == line.id}


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.id)
def test_each_mark_of_a_built_line_has_its_control(line: Line) -> None:
    """A line that is built in part waits for the rest; one of such marks alone isn't built."""
    wanted = {kind for mark, kind in PROOFS.items() if mark in line.marks}
    built = any(control.line == line.id for control in fed().values()) or {
        Mark.TEMPLATE,
        Mark.LIVE,
    } & set(line.marks)
    assert kinds(line) & set(PROOFS.values()) == (wanted if built else set())


def test_nothing_is_fed_that_has_no_reader_of_its_own() -> None:
    """Each kind says what it waits for."""
    assert all(kind.of is not None for kind in FEEDS)
    assert all(FEEDS.values())
