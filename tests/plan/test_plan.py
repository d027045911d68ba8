"""The launch plan as data."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import get_args

from golive.controls import catalogue
from golive.plan import Mark, Priority, by_id, lines, phases, sections

COMPLETE = """
1.1
2.1.1 2.1.2 2.1.3 2.1.4 2.1.5
2.2.1 2.2.2 2.2.3
2.3.1-5 2.3.6 2.3.7 2.3.8-9 2.3.10 2.3.11
2.4.1 2.4.2 2.4.3-5 2.4.6 2.4.7 2.4.8 2.4.9
2.5.1-3
2.6.1 2.6.2 2.6.3 2.6.4 2.6.5 2.6.6 2.6.7 2.6.8 2.6.9
2.7.1 2.7.2
3.1.1 3.1.2 3.1.3
3.2.1 3.2.2 3.2.3 3.2.4 3.2.5 3.2.6 3.2.7
3.3.1 3.3.2-4
3.4.1-4
4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9
"""


def test_every_line_is_there_once_in_order() -> None:
    """The plan holds each line of the checklist, once, in the checklist's order."""
    assert [line.id for line in lines()] == COMPLETE.split()


def test_a_line_stands_in_the_section_that_its_id_names() -> None:
    """A line's id begins with its section's."""
    for section in sections():
        for line in section.lines:
            assert line.section == section.id
            assert line.id.startswith(f"{section.id}.")


def test_each_line_says_what_proves_it() -> None:
    """No line is without a mark, a mark stands once, and the words are the plan's own."""
    for line in lines():
        assert line.marks
        assert len(set(line.marks)) == len(line.marks)
        assert line.priority in get_args(Priority)
        assert line.phase in {phase.id for phase in phases()}


def test_phases_follow_each_other_from_a_month_before_the_launch() -> None:
    """A phase ends when the next begins; at the launch self-service is cut over; each has lines."""
    *timed, rollback = phases()
    assert timed[0].begins == timedelta(days=-30)
    assert [one.ends for one, _ in pairwise(timed)] == [two.begins for _, two in pairwise(timed)]
    assert next(p.begins for p in timed if p.id == "self-service") == timedelta(0)
    assert (rollback.begins, rollback.ends) == (None, None)
    assert {line.phase for line in lines()} == {phase.id for phase in phases()}


def test_only_what_people_do_to_go_back_belongs_to_the_rollback() -> None:
    """Its criterion is decided before the launch."""
    assert [line.id for line in lines() if line.phase == "rollback"] == ["3.3.2-4"]
    assert by_id()["3.3.1"].phase == "freeze"


def test_security_monitoring_and_launch_weigh_most() -> None:
    """Sections 2.6, 3 and 4 have high priority by default, and no other."""
    high = {line.id for line in lines() if line.priority == "high"}
    assert high == {n.id for n in lines() if n.section in {"2.6", "4"} or n.id.startswith("3.")}


def test_only_alarms_need_a_drill() -> None:
    """The drill mark belongs to 2.6.3."""
    assert [line.id for line in lines() if Mark.DRILL in line.marks] == ["2.6.3"]


def test_lines_are_found_by_id() -> None:
    """A line's title is at hand by its id."""
    assert by_id()["2.6.7"].title == "CloudTrail records"


def test_what_can_be_proven_has_a_control() -> None:
    """Each line has a control, but those that test contacts alone will prove."""
    proven = {n.id for n in lines() if set(n.marks) != {Mark.CALL}}
    assert {control.line for control in catalogue().values()} == proven
