"""The alarm table: what each alarm watches, and what the caller feels when it fires."""

from __future__ import annotations

from golive.alarms.row import Declared, Row, Severity, Share
from golive.alarms.table import by_id, expects, rows
from golive.alarms.watch import Subject, Subjects, Watch, watches

__all__ = [
    "Declared",
    "Row",
    "Severity",
    "Share",
    "Subject",
    "Subjects",
    "Watch",
    "by_id",
    "expects",
    "rows",
    "watches",
]
