"""What an instance holds many of: kept alike, and shaped as an answer asks.

Names of operations and members follow from the kind's noun in Connect's own model, so that a
kind is one row of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

import botocore.session
from botocore.model import ListShape, ServiceModel, Shape, StructureShape

from sandbox.inprocess import region
from sandbox.simulated.connect.store import Instance, Record, last, new_id
from sandbox.simulated.service import Refused

REFERENCES = {
    "SecurityProfileIds": "SecurityProfile",
    "RoutingProfileId": "RoutingProfile",
    "HoursOfOperationId": "HoursOfOperation",
    "DefaultOutboundQueueId": "Queue",
    "ContactFlowId": "ContactFlow",
    "QuickConnectIds": "QuickConnect",
}
"""The members that name something else of the instance."""


def nothing(_: Record) -> None:
    """No further condition."""


@dataclass(frozen=True)
class Kind:
    """`noun` as in CreateQueue, QueueId; `path` is the part of an ARN; `name` its name's member.

    `at_first` is what a new one has when the request doesn't say, `check` what AWS refuses.
    """

    noun: str
    path: str
    plural: str
    name: str = "Name"
    at_first: Mapping[str, Any] = field(default_factory=dict[str, Any])
    updates: tuple[str, ...] = ()
    searched: bool = True
    check: Callable[[Record], None] = nothing

    @property
    def id(self) -> str:
        """The member that names one in a request."""
        return f"{self.noun}Id"


@cache
def model() -> ServiceModel:
    """Connect's own."""
    return botocore.session.get_session().get_service_model("connect")


def add(kind: Kind, found: Instance, given: Mapping[str, Any]) -> Record:
    """Keep a new one, as valid as AWS asks for."""
    records, id_ = found.kept[kind.noun], new_id()
    name = given.get(kind.name)
    if name and any(each["Name"] == name for each in records.values()):
        raise Refused("DuplicateResourceException", f"A {kind.noun} named {name} exists")
    for member, what in REFERENCES.items():
        for asked in items(given.get(member, [])):
            get(found, what, asked)
    made: Record = {
        **kind.at_first,
        **given,
        "Id": id_,
        "Arn": f"{found.arn}/{kind.path}/{id_}",
        "Name": name or "",
        kind.name: name,
    }
    touch(made)
    kind.check(made)
    records[id_] = made
    return made


def touch(record: Record) -> None:
    """It changed now."""
    record |= {"LastModifiedTime": datetime.now(UTC), "LastModifiedRegion": region()}


def items(value: Any) -> list[Any]:
    """A member that is one or many, as many."""
    return [*value] if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownArgumentType]


def get(found: Instance, noun: str, identifier: str) -> Record:
    """The record of an id or ARN, or what AWS says when there is none."""
    if record := found.kept[noun].get(last(identifier)):
        return record
    raise Refused("ResourceNotFoundException", f"{noun} {last(identifier)} not found")


def shaped(shape: Shape, value: Any, noun: str) -> Any:
    """A record as an answer's shape wants it: QueueArn is its Arn, and no member too many."""
    if isinstance(shape, StructureShape):
        own = {name: name if name in value else name.removeprefix(noun) for name in shape.members}
        return {
            name: shaped(shape.members[name], value[key], "")
            for name, key in own.items()
            if value.get(key) is not None
        }
    if isinstance(shape, ListShape):
        return [shaped(shape.member, each, "") for each in value]
    return value
