"""How old evidence is, and when it is too old to say anything.

What holds is as good as its evidence: beyond the hours that its row allows (`fresh_hours`) it is
unknown. A failure stays one until somebody looks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from golive.about import of
from golive.judge import HOLDS, Verdict, worst
from golive.rows import Row


def age(at: datetime, now: datetime) -> str:
    """`3 min old`, `5 h old`, `12 d old`."""
    minutes = max(0, int((now - at) / timedelta(minutes=1)))
    if minutes < 120:
        return f"{minutes} min old"
    return f"{minutes // 60} h old" if minutes < 48 * 60 else f"{minutes // 1440} d old"


def too_old(control: str, read: Iterable[datetime], now: datetime) -> str:
    """Why the evidence of a control says nothing any more; empty while it does."""
    hours = of(control).fresh_hours
    oldest = min(read, default=None)
    if hours is None or oldest is None or now - oldest <= timedelta(hours=hours):
        return ""
    return f"its evidence is {age(oldest, now)}, {hours} h at most"


def aged(row: Row, now: datetime) -> Row:
    """The row, unknown where its evidence is too old."""
    read = [e.read_at for seen in row.seen for e in seen.evidence if e.read_at]
    why = too_old(row.control, read, now) if row.verdict in HOLDS else ""
    return replace(row, verdict=Verdict.UNKNOWN, finding=why, if_waived=None) if why else row


def as_of(run: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """A run that was kept, as it counts now: what was proven by old evidence is unknown."""
    lines = [_line(line, now) for line in run["lines"]]
    stale = sum(a != b for a, b in zip(lines, run["lines"], strict=True))
    verdict = "can't tell" if stale and run["verdict"] == "go" else run["verdict"]
    return {**run, "verdict": verdict, "lines": lines}


def _line(line: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    subjects = [_subject(subject, now) for subject in line["subjects"]]
    if subjects == line["subjects"]:
        return dict(line)
    verdict = worst(Verdict(subject["verdict"]) for subject in subjects)
    return {**line, "verdict": str(verdict), "subjects": subjects}


def _subject(subject: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    read = [datetime.fromisoformat(e["read_at"]) for e in subject["evidence"] if "read_at" in e]
    holds = Verdict(subject["verdict"]) in HOLDS
    why = too_old(str(subject["control"]), read, now) if holds else ""
    return {**subject, "verdict": str(Verdict.UNKNOWN), "finding": why} if why else dict(subject)
