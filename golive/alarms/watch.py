"""The alarms that an environment has: rows of the table, with what they watch there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from golive.alarms.row import Row


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the things that a row is `per`: what fills the row's places, and what it declares."""

    places: Mapping[str, str]
    measures: Mapping[str, float] = field(default_factory=dict[str, float])


Subjects = Mapping[str, Mapping[str, Subject]]
"""By the kind that rows name in `per`, then by the thing's name: letters, digits and hyphens."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One alarm: its row, and the thing that it watches; an empty `subject` is the environment."""

    row: Row
    subject: str
    places: Mapping[str, str]
    measures: Mapping[str, float]

    @property
    def id(self) -> str:
        """Ends the alarm's name: the row's id, and after a dot the thing."""
        return f"{self.row.id}.{self.subject}" if self.subject else self.row.id

    @property
    def limit(self) -> float:
        """The threshold, in the row's unit."""
        return self.row.limit(self.measures)

    @property
    def dimensions(self) -> dict[str, str]:
        """The metric's, with their places filled."""
        return self.row.named(self.places)

    @property
    def query(self) -> str:
        """The Metrics Insights query of a row with `each`."""
        return self.row.query(self.places)


def watches(
    rows: Iterable[Row],
    places: Mapping[str, str],
    measures: Mapping[str, float],
    subjects: Subjects,
) -> list[Watch]:
    """The alarms of an environment that has these places and things, in the table's order."""
    candidates = [watch for row in rows for watch in _of(row, places, measures, subjects)]
    return [watch for watch in candidates if watch.row.built(watch.measures, watch.places)]


def _of(
    row: Row, places: Mapping[str, str], measures: Mapping[str, float], subjects: Subjects
) -> Iterator[Watch]:
    if not row.per:
        yield Watch(row, "", places, measures)
        return
    for name, subject in subjects.get(row.per, {}).items():
        yield Watch(row, name, {**places, **subject.places}, {**measures, **subject.measures})
