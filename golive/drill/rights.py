"""The policy that whoever drills needs, from `rights.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from golive.environment import Environment


@cache
def rights() -> dict[str, Any]:
    """The table."""
    text = files("golive.drill").joinpath("rights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def actions() -> list[str]:
    """Every action, in the table's order."""
    return [action for row in rights().values() for action in row["actions"]]


def statements(environment: Environment, without: str = "") -> list[dict[str, Any]]:
    """The statements of the policy for an environment; one action can be left out."""
    places = {
        "partition": environment.partition,
        "region": environment.region,
        "account": environment.account,
        "prefix": environment.prefix,
    }
    found: list[dict[str, Any]] = []
    for name, row in rights().items():
        condition = {"Condition": _filled(row["condition"], places)} if "condition" in row else {}
        kept = [action for action in row["actions"] if action != without]
        said = {"Sid": f"Drill{name.title()}", "Effect": "Allow", "Action": kept}
        found += [{**said, "Resource": _filled(row["resources"], places), **condition}] * bool(kept)
    return found


def policy(environment: Environment) -> dict[str, Any]:
    """The whole document."""
    return {"Version": "2012-10-17", "Statement": statements(environment)}


def _filled(value: Any, places: dict[str, str]) -> Any:
    match value:
        case str():
            return value.format_map(places)
        case list():
            return [_filled(each, places) for each in value]  # pyright: ignore[reportUnknownVariableType]
        case _:
            return {key: _filled(each, places) for key, each in value.items()}
