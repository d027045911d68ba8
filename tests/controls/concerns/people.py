"""Agents, supervisors and numbers: what is good, and what breaks each control."""

from __future__ import annotations

from typing import Any

from golive.facts.people import Agents, DeclaredNumber, LoadedAgent, Numbers, Power, Supervision


def agent(**changes: Any) -> LoadedAgent:
    good: dict[str, Any] = {
        "user": "one",
        "loaded": True,
        "routing_declared": "Basic",
        "security_declared": "Agent",
        "routing": "Basic",
        "security": ("Agent",),
    }
    return LoadedAgent(**(good | changes))


def power(**changes: Any) -> Power:
    good: dict[str, Any] = {
        "name": "monitor",
        "declared": ("Manager",),
        "granted": ("Manager",),
        "holders": 2,
    }
    return Power(**(good | changes))


def number(**changes: Any) -> DeclaredNumber:
    good: dict[str, Any] = {
        "ending": "0100",
        "claimed": True,
        "flow": "Main",
        "flow_declared": True,
    }
    return DeclaredNumber(**(good | changes))


GOOD = {
    "Agents": Agents(agents=(agent(), agent(user="two")), undeclared=0),
    "Supervision": Supervision(powers=(power(), power(name="listen"), power(name="download"))),
    "Numbers": Numbers(numbers=(number(),), undeclared=0),
}
WRONG = [
    *[
        ("2.4.1-agents-loaded", "Agents", {"agents": (agent(), wrong)})
        for wrong in (
            agent(loaded=False, routing="", security=()),
            agent(routing="Other"),
            agent(security=("Other",)),
            agent(security=("Admin", "Agent")),
        )
    ],
    ("2.4.1-agents-are-declared", "Agents", {"undeclared": 3}),
    *[
        ("2.4.7-supervisors-as-declared", "Supervision", {"powers": (power(), wrong)})
        for wrong in (
            power(granted=()),
            power(granted=("Agent", "Manager")),
            power(declared=(), granted=("Manager",)),
        )
    ],
    *[
        ("2.4.7-somebody-supervises", "Supervision", {"powers": (power(), wrong)})
        for wrong in (power(holders=0), power(declared=(), granted=(), holders=0))
    ],
    *[
        ("2.4.9-numbers-lead-to-flows", "Numbers", {"numbers": (number(), wrong)})
        for wrong in (
            number(claimed=False, flow="", flow_declared=False),
            number(flow="", flow_declared=False),
            number(flow="Sample", flow_declared=False),
        )
    ],
    ("2.4.9-numbers-are-declared", "Numbers", {"undeclared": 1}),
]
