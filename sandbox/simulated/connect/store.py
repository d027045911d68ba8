"""The instances of the account and Region at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sandbox.emulator import needs
from sandbox.simulated.service import Parameters, Refused

INSTANCES: Any = needs("core.responses", "AccountRegionScopedDict").AccountRegionScopedDict()


@dataclass
class Instance:
    """One instance; `about` is what DescribeInstance answers."""

    about: dict[str, Any]
    attributes: dict[str, str]
    storage: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    security_keys: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    flows: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    queues: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    @property
    def arn(self) -> str:
        return self.about["Arn"]


def instance(parameters: Parameters) -> Instance:
    """The one that a request names, by id or ARN."""
    asked = str(parameters["InstanceId"]).rsplit("/", 1)[-1]
    if found := INSTANCES.get(asked):
        return found
    raise Refused("ResourceNotFoundException", f"Instance {asked} not found")


def new_id() -> str:
    """An id as Connect gives them."""
    return str(uuid4())
