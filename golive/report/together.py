"""Many subjects of which the same is said are told as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from golive.report.line import Subject

MANY = 4
NAMED = 2


def together(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    """The subjects, many with the same words as one that names some of them and counts all."""
    groups: dict[tuple[str, ...], list[Subject]] = {}
    for one in subjects:
        said = (one.verdict, one.control, one.finding, one.place, one.fix, one.waived)
        groups.setdefault(said, []).append(one)
    return tuple(told for group in groups.values() for told in _told(group))


def _told(group: list[Subject]) -> list[Subject]:
    if len(group) < MANY:
        return group
    named = ", ".join(one.path or one.name for one in group[:NAMED])
    return [replace(group[0], path=f"{named} and {len(group) - NAMED} more")]
