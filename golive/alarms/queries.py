"""The saved queries of the situation room, and the logs that each reads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from golive.environment import Environment

MOST_GROUPS = 50
"""Log groups that a query reads (CloudWatch Logs API Reference, StartQuery)."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query; the head of `queries.toml` says what each field means."""

    id: str
    answers: str
    groups: tuple[str, ...]
    text: str
    parameters: Mapping[str, str] = field(default_factory=dict[str, str])

    def name(self, environment: Environment) -> str:
        """What it is called in the account: the part before the slash is a folder there."""
        return f"{environment.prefix}/{self.id}"

    def log_groups(self, environment: Environment) -> list[str]:
        """The log groups by name, as many as a query may read."""
        known = {
            "flow_log": [environment.flow_log_group],
            "functions": [log_group(each.function) for each in environment.integrations],
        }
        named = [name for group in self.groups for name in known[group]]
        return list(dict.fromkeys(named))[:MOST_GROUPS]


def queries(environment: Environment) -> list[Query]:
    """Those that have a log to read in this environment."""
    return [query for query in every() if query.log_groups(environment)]


@cache
def every() -> tuple[Query, ...]:
    """Every query, in the file's order."""
    text = files("golive.alarms").joinpath("queries.toml").read_text(encoding="utf-8")
    return tuple(
        Query(**(raw | {"groups": tuple(raw["groups"]), "text": raw["text"].strip()}))
        for raw in tomllib.loads(text)["query"]
    )


def log_group(function: str) -> str:
    """Where a function writes, if it isn't told otherwise (Lambda Developer Guide, logs)."""
    name = function.split(":")[6] if function.startswith("arn:") else function
    return f"/aws/lambda/{name}"
