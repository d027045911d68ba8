"""Which dashboards an environment has: each shows some panels of the alarm table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Dashboard:
    """One dashboard, `golive-<environment>-<id>`; `construct` names it in the stack Operations.

    A name of CloudWatch's stays with its construct: two that swap names lose one of them, as the
    old is deleted after the new is put.
    """

    id: str
    construct: str
    title: str
    panels: tuple[str, ...]


SYSTEM_HEALTH = "system-health"
LAUNCH = "launch"
"""The one that shows every alarm, the board, and the links of line 3.4 beside its panel."""
DASHBOARDS = (
    Dashboard(
        SYSTEM_HEALTH,
        "SystemHealth",
        "Connect system health",
        ("Calls", "Chats, tasks, email"),
    ),
    Dashboard("self-service", "SelfService", "Self-service", ("Lex", "Flows", "Functions")),
    Dashboard("queues", "QueuesAndAgents", "Queues and agents", ("Queues", "Agents")),
    Dashboard("data-streams", "DataStreams", "Data streams", ("Records", "Data")),
    Dashboard(
        "security",
        "SecurityAndAudit",
        "Security and audit",
        ("Security", "Platform", "Readiness"),
    ),
    Dashboard(LAUNCH, "LaunchDay", "Launch", ("Launch",)),
)


@cache
def of_panel(panel: str) -> Dashboard:
    """The dashboard that shows a panel; LookupError for a panel that none shows."""
    found = next((each for each in DASHBOARDS if panel in each.panels), None)
    if found is None:
        raise LookupError(f"no dashboard shows the panel {panel}")
    return found
