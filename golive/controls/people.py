"""Lines 2.4.1, 2.4.7 and 2.4.9: agents are loaded, supervisors may what they should, numbers ring.

Names in a finding are declared ones, and those of profiles and flows; people and numbers that
nobody declared are counted.
"""

from __future__ import annotations

from golive.controls.control import Finding, control
from golive.controls.several import among
from golive.facts.people import (
    Agents,
    DeclaredNumber,
    LoadedAgent,
    Numbers,
    Power,
    Supervision,
)
from golive.model import Side

DOES = {"monitor": "monitor live", "listen": "hear recordings", "download": "download recordings"}
"""What a power lets somebody do."""


@control("2.4.1", Agents, fix="Load the agent, or correct the profile that the user has.")
def agents_loaded(agents: Agents, side: Side) -> Finding | None:
    """Every declared agent is a user, with the declared routing profile and security profile."""
    return among(agents.agents, _loaded)


def _loaded(agent: LoadedAgent) -> Finding | None:
    if not agent.loaded:
        return Finding("agents", f"has no user {agent.user}")
    wrong = [
        f"the {what} profile {has or 'of none'}, not {declared}"
        for what, has, declared, right in (
            ("routing", agent.routing, agent.routing_declared, _routed(agent)),
            ("security", _listed(agent.security), agent.security_declared, _secured(agent)),
        )
        if not right
    ]
    return Finding("agents", f"gives {agent.user} {' and '.join(wrong)}") if wrong else None


def _routed(agent: LoadedAgent) -> bool:
    return agent.routing == agent.routing_declared


def _secured(agent: LoadedAgent) -> bool:
    """Another profile beside the declared one grants more than was declared."""
    return agent.security == (agent.security_declared,)


@control("2.4.1", Agents, fix="Declare the agents, or take the profile away from those users.")
def agents_are_declared(agents: Agents, side: Side) -> Finding | None:
    """Nobody else holds a security profile of agents, but supervisors."""
    if agents.undeclared:
        return Finding("undeclared", f"has {_users(agents.undeclared)} with an agent's profile")
    return None


@control("2.4.7", Supervision, fix="Correct the profile's permissions, or declare the profile.")
def supervisors_as_declared(supervision: Supervision, side: Side) -> Finding | None:
    """Exactly the declared security profiles let somebody monitor live, hear, download."""
    return among(supervision.powers, _as_declared)


def _as_declared(power: Power) -> Finding | None:
    more = sorted(set(power.granted) - set(power.declared))
    less = sorted(set(power.declared) - set(power.granted))
    does = DOES[power.name]
    said = [f"lets {_listed(more)} {does}, undeclared"] if more else []
    said += [f"does not let {_listed(less)} {does}"] if less else []
    return Finding("powers", "; ".join(said)) if said else None


@control("2.4.7", Supervision, fix="Give a supervisor a security profile that may.")
def somebody_supervises(supervision: Supervision, side: Side) -> Finding | None:
    """Somebody may monitor live, hear recordings, and download them where that is declared."""
    return among(supervision.powers, _held)


def _held(power: Power) -> Finding | None:
    if not power.declared and power.name == "download":
        return None
    if not power.declared:
        return Finding("powers", f"has no profile declared that may {DOES[power.name]}")
    if not power.holders:
        return Finding("powers", f"has no user who may {DOES[power.name]}")
    return None


@control("2.4.9", Numbers, fix="Claim the number for the instance, and attach its flow.")
def numbers_lead_to_flows(numbers: Numbers, side: Side) -> Finding | None:
    """Every declared number is claimed for the instance, and leads to a declared flow."""
    return among(numbers.numbers, _leads)


def _leads(number: DeclaredNumber) -> Finding | None:
    named = f"the number that ends in {number.ending}"
    if not number.claimed:
        return Finding("numbers", f"has not claimed {named}")
    if not number.flow:
        return Finding("numbers", f"attaches {named} to no flow")
    if not number.flow_declared:
        return Finding("numbers", f"attaches {named} to {number.flow}, which is not declared")
    return None


@control("2.4.9", Numbers, fix="Declare the numbers, or release them.")
def numbers_are_declared(numbers: Numbers, side: Side) -> Finding | None:
    """No other number is claimed for the instance."""
    if not numbers.undeclared:
        return None
    many = "number" if numbers.undeclared == 1 else "numbers"
    return Finding("undeclared", f"has claimed {numbers.undeclared} {many} that nobody declared")


def _users(count: int) -> str:
    return "1 undeclared user" if count == 1 else f"{count} undeclared users"


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return " and ".join(names)
