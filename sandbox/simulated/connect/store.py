"""The instances of the account and Region at hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sandbox.emulator import needs
from sandbox.simulated.service import Parameters, Refused

INSTANCES: Any = needs("core.responses", "AccountRegionScopedDict").AccountRegionScopedDict()
Record = dict[str, Any]
Records = dict[str, Record]


def _by_kind() -> defaultdict[str, Records]:
    return defaultdict(dict)


def _lists() -> defaultdict[str, list[Any]]:
    return defaultdict(list)


@dataclass
class Instance:
    """One instance; `about` is what DescribeInstance answers.

    `kept` holds the records of each kind (Queue, User, ...) by id, `associated` what is only
    listed: origins, functions, bots.
    """

    about: Record
    attributes: dict[str, str]
    storage: Records = field(default_factory=Records)
    security_keys: Records = field(default_factory=Records)
    kept: defaultdict[str, Records] = field(default_factory=_by_kind)
    associated: defaultdict[str, list[Any]] = field(default_factory=_lists)

    @property
    def arn(self) -> str:
        return self.about["Arn"]

    def named(self, kind: str, name: str) -> Record:
        """The record with this name; StopIteration when there is none."""
        return next(each for each in self.kept[kind].values() if each["Name"] == name)


def instance(parameters: Parameters) -> Instance:
    """The one that a request names, by id or ARN."""
    asked = last(parameters["InstanceId"])
    if found := INSTANCES.get(asked):
        return found
    raise Refused("ResourceNotFoundException", f"Instance {asked} not found")


def last(identifier: Any) -> str:
    """An id, or the id that an ARN ends with."""
    return str(identifier).rsplit("/", 1)[-1]


def new_id() -> str:
    """An id as Connect gives them."""
    return str(uuid4())
