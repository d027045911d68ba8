"""Where and when: what a board says of its environment, without the file's own types.

Standard library only: the function behind the dashboard's widget carries no pydantic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from golive.project import prefix

DASHBOARDS = {
    "connect_metrics": "Connect metrics",
    "lex_analytics": "Lex analytics",
    "wfm": "Workforce management",
}
"""The links of line 3.4, by their key in the environment file."""


@dataclass(frozen=True, slots=True)
class Place:
    """An environment as people know it; `links` are those of line 3.4 that it declares.

    `open_hours` is the rollback criterion: how long a critical launch issue may stay open.
    """

    name: str
    alias: str
    account: str
    region: str
    prefix: str
    bridge: str
    launch: datetime
    zone: ZoneInfo
    open_hours: float
    links: tuple[tuple[str, str], ...]


NEEDED = {
    "name": True,
    "account": True,
    "region": True,
    "time_zone": True,
    "bridge": True,
    "instance": {"alias"},
    "launch": {"at"},
    "rollback": {"open_hours"},
    "links": True,
}
"""What a place is made of, as `model_dump(include=...)` takes it."""


def place_of(declared: Mapping[str, Any]) -> Place:
    """From what an environment declares, as JSON: `model_dump(mode="json", include=NEEDED)`."""
    links = ((title, declared["links"][key]) for key, title in DASHBOARDS.items())
    return Place(
        name=declared["name"],
        alias=declared["instance"]["alias"],
        account=declared["account"],
        region=declared["region"],
        prefix=prefix(declared["name"]),
        bridge=declared["bridge"],
        launch=datetime.fromisoformat(declared["launch"]["at"]),
        zone=ZoneInfo(declared["time_zone"]),
        open_hours=declared["rollback"]["open_hours"],
        links=tuple((title, url) for title, url in links if url),
    )
