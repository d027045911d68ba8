"""A line that a contact, a drill or a person must prove too is never proven without."""

from __future__ import annotations

import pytest

from golive.controls import catalogue
from golive.facts.drills import AlarmDrill
from golive.facts.register import Roster, SignOffs
from golive.facts.unfed import FEEDS, ContactEvidence
from golive.model import Fact
from golive.plan import Line, Mark, lines

PROOFS: dict[Mark, type[Fact]] = {
    Mark.CALL: ContactEvidence,
    Mark.DRILL: AlarmDrill,
    Mark.PERSON: SignOffs,
}
"""What proves the marks that neither a template nor an account does; of the roster, itself."""


def kinds(line: Line) -> set[type[Fact]]:
    """What its controls read; a roster is a person's word too."""
    found = {control.on for control in catalogue().values() if control.line == line.id}
    return {SignOffs if kind is Roster else kind for kind in found}


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.id)
def test_each_mark_of_a_built_line_has_its_control(line: Line) -> None:
    """A line that is built in part waits for the rest; a contact alone isn't built."""
    wanted = {kind for mark, kind in PROOFS.items() if mark in line.marks}
    built = set(line.marks) != {Mark.CALL}
    assert kinds(line) & set(PROOFS.values()) == (wanted if built else set())


def test_nothing_is_fed_that_has_no_reader_of_its_own() -> None:
    """Each kind says what it waits for."""
    assert all(kind.of is not None for kind in FEEDS)
    assert all(FEEDS.values())
