"""Who works with the contact centre, and what each may."""

from __future__ import annotations

from pydantic import Field

from golive.declared.words import Named, Strict, UserName


class Agent(Strict):
    """A production agent, as loaded into the instance."""

    user: UserName
    routing_profile: Named
    security_profile: Named


class Supervision(Strict):
    """The security profiles that may; an empty list means that none may."""

    monitor: list[Named] = Field(default_factory=list[Named])
    listen: list[Named] = Field(default_factory=list[Named])
    download: list[Named] = Field(default_factory=list[Named])
