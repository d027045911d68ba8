"""Metrics Insights queries: which metric each is about."""

from __future__ import annotations

import re

QUERY = re.compile(
    r"SELECT\s+\w+\(\s*\"?(?P<metric>[^\")]+?)\"?\s*\)\s+FROM\s+(SCHEMA\(\s*)?\"(?P<namespace>[^\"]+)\"",
    re.IGNORECASE,
)
"""CloudWatch User Guide, Metrics Insights query components and syntax."""


def queried(expression: str) -> str | None:
    """The metric as namespace, a space, and name; None for what is no query."""
    found = QUERY.match(expression.strip())
    return f"{found['namespace']} {found['metric']}" if found else None
