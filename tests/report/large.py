"""A launch ten times the plan's: hundreds of lines, thousands of readings, each its own."""

from __future__ import annotations

from datetime import date
from itertools import cycle, islice
from typing import Any

from golive.judge import Verdict
from golive.plan import lines
from golive.register.records import LineState, Snapshot
from tests.register.snapshots import sample
from tests.report import runs

LINES, READINGS, SUBJECTS = 500, 10_000, 4
VERDICTS = (*["proven"] * 7, "unknown", "failed", "unmanaged")
OWNERS = [f"Owner {number:02}" for number in range(25)]


def large(count: int = LINES, readings: int = READINGS) -> dict[str, Any]:
    """A run of `count` lines that rest on `readings` different readings."""
    each = readings // (count * SUBJECTS)
    rows = [_line(number, verdict, each) for number, verdict in _numbered(count)]
    return runs.run({row["id"]: row for row in rows}, "no-go") | {"lines": rows}


def people(count: int = LINES) -> Snapshot:
    """A register in which each of these lines has an owner, a date and a note."""
    given = sample(runs.NOW)
    owners = cycle(OWNERS)
    states = {
        _id(number): LineState(
            id=_id(number),
            owner=next(owners),
            notes="Waits for the carrier. " * (number % 30),
            due=date(2026, 12, 1 + number % 28),
            version=1,
        )
        for number in range(count)
    }
    return Snapshot("prod", runs.NOW, states, given.roles, {}, given.issues, given.log)


def _numbered(count: int) -> list[tuple[int, str]]:
    return list(enumerate(islice(cycle(VERDICTS), count)))


def _id(number: int) -> str:
    """The plan's own lines first, then as many beside it."""
    known = [line.id for line in lines()]
    return known[number] if number < len(known) else f"x.{number}"


def _line(number: int, verdict: str, each: int) -> dict[str, Any]:
    holds = verdict in {Verdict.PROVEN, Verdict.UNMANAGED}
    finding = "" if holds else "answers without TLS, as the policy of the bucket says"
    subjects = [
        runs.subject(
            "4.9-bucket-tls-only",
            f"Bucket{number}-{place}",
            verdict,
            finding=finding,
            evidence=[_reading(number, place, one) for one in range(each)],
        )
        for place in range(SUBJECTS)
    ]
    return runs.line(_id(number), verdict, subjects)


def _reading(*which: int) -> dict[str, Any]:
    name = "-".join(map(str, which))
    return runs.evidence("s3:GetBucketPolicy", Bucket=f"golive-prod-data-bucket-{name}")
