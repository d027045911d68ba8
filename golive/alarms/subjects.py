"""What rows of the alarm table are `per`: what an environment declares, and what we make."""

from __future__ import annotations

import re

from golive.alarms.watch import Subject
from golive.environment import Environment

TABLES = ("contact-evidence", "dynamic-messages", "register")
"""The kind `table`: the tables of the stack Data, by what they hold."""


def declared(environment: Environment) -> dict[str, dict[str, Subject]]:
    """The kinds that the environment file lists: `integration`, with its error rate."""
    integrations = {
        slug(each.name): Subject({"function": each.function}, {"error_rate": each.error_rate})
        for each in environment.integrations
    }
    return {"integration": integrations}


def named(environment: Environment) -> dict[str, dict[str, Subject]]:
    """Every kind, by names only where CloudFormation names the things."""
    tables = {name: Subject({"table": ""}) for name in TABLES}
    return {**declared(environment), "table": tables}


def slug(name: str) -> str:
    """A name in lower-case letters, digits and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))
