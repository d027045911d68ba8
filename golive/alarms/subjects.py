"""What rows of the alarm table are `per`: what an environment declares, and what we make."""

from __future__ import annotations

import re
from collections.abc import Mapping

from golive.account.arns import function_name
from golive.alarms.watch import Subject
from golive.declared.centre import Integration
from golive.environment import Environment

TABLES = {"contact-evidence": "PutItem", "dynamic-messages": "GetItem", "register": "Query"}
"""The kind `table`: the tables of the stack Data by what they hold, and the operation that
matters most of each: DynamoDB publishes its own errors by operation."""


def declared(environment: Environment) -> dict[str, dict[str, Subject]]:
    """The kinds that the environment file lists: `integration`, with the share of its calls that
    may fail and the milliseconds that its flow waits; `bot`."""
    integrations = {
        slug(each.name): Subject({"function": function_name(each.function)}, _promised(each))
        for each in environment.integrations
    }
    bots = {
        slug(each.name): Subject({"bot": each.bot_id, "bot_alias": each.alias_id})
        for each in environment.bots
    }
    return {"integration": integrations, "bot": bots}


def tables(names: Mapping[str, str]) -> dict[str, Subject]:
    """The kind `table`, with the names that the tables have."""
    return {
        holds: Subject({"table": names[holds], "operation": operation})
        for holds, operation in TABLES.items()
    }


def named(environment: Environment) -> dict[str, dict[str, Subject]]:
    """Every kind, by names only where CloudFormation names the things."""
    return {**declared(environment), "table": tables(dict.fromkeys(TABLES, ""))}


def _promised(integration: Integration) -> dict[str, float]:
    return {
        "error_rate": integration.error_rate,
        "timeout": integration.timeout_seconds * 1000,
    }


def slug(name: str) -> str:
    """A name in lower-case letters, digits and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))
