"""Who works with the instance, on which numbers, and what each may: counts of whom nobody declared.

Names are those that the environment file declares, and of profiles and flows. What is undeclared
of people and numbers is counted, never named.
"""

from __future__ import annotations

from golive.facts.connect import Instance
from golive.model import Fact, fact


@fact
class LoadedAgent(Fact):
    """A declared agent beside the user of that name; `loaded` False where there is none."""

    user: str
    loaded: bool
    routing_declared: str
    security_declared: str
    routing: str
    security: tuple[str, ...]


@fact
class Agents(Fact):
    """Every declared agent.

    `undeclared` counts other users who hold an agent's profile and no supervisor's.
    """

    of = Instance
    agents: tuple[LoadedAgent, ...]
    undeclared: int


@fact
class Power(Fact):
    """What a supervisor may: the security profiles declared for it, and those that grant it.

    `holders` counts the users who hold a profile that is declared and grants it.
    """

    name: str
    declared: tuple[str, ...]
    granted: tuple[str, ...]
    holders: int


@fact
class Supervision(Fact):
    """Monitoring live, hearing recordings, downloading them."""

    of = Instance
    powers: tuple[Power, ...]


@fact
class DeclaredNumber(Fact):
    """A declared number by its last four digits; `flow` is empty where it has none.

    `flow_declared` says whether the flow is one of those that the environment declares.
    """

    ending: str
    claimed: bool
    flow: str
    flow_declared: bool


@fact
class Numbers(Fact):
    """Every declared number; `undeclared` counts those claimed for the instance beside them."""

    of = Instance
    numbers: tuple[DeclaredNumber, ...]
    undeclared: int
