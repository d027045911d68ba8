"""The alarm table: what each alarm watches, and what the caller feels when it fires."""

from __future__ import annotations

from golive.alarms.table import Declared, Row, Severity, Share, by_id, expects, rows

__all__ = ["Declared", "Row", "Severity", "Share", "by_id", "expects", "rows"]
