"""What an instance holds many of: created, described, listed, searched, updated, deleted alike.

Names of operations and members follow from the kind's noun in Connect's own model, so that a
kind is one row of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

import botocore.session
from botocore.model import ListShape, ServiceModel, Shape, StructureShape

from sandbox.inprocess import region
from sandbox.simulated.connect.store import Instance, Record, Records, instance, last, new_id
from sandbox.simulated.service import Operation, Parameters, Refused

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


def add(kind: Kind, found: Instance, given: Mapping[str, Any], id_: str = "") -> Record:
    """Keep a new one, as valid as AWS asks for."""
    records, id_ = found.kept[kind.noun], id_ or new_id()
    name = given.get(kind.name)
    if name and any(each["Name"] == name for each in records.values()):
        raise Refused("DuplicateResourceException", f"A {kind.noun} named {name} exists")
    for member, what in REFERENCES.items():
        for asked in _listed(given.get(member, [])):
            get(found, what, asked)
    made: Record = {
        **kind.at_first,
        **given,
        "Id": id_,
        "Arn": f"{found.arn}/{kind.path}/{id_}",
        "Name": name or "",
        kind.name: name,
    }
    _touch(made)
    kind.check(made)
    records[id_] = made
    return made


def _touch(record: Record) -> None:
    record |= {"LastModifiedTime": datetime.now(UTC), "LastModifiedRegion": region()}


def _listed(value: Any) -> list[Any]:
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


def create(kind: Kind, given: Parameters) -> Parameters:
    """CreateX"""
    made = add(kind, instance(given), given)
    return shaped(_output(f"Create{kind.noun}"), made, kind.noun)


def describe(kind: Kind, given: Parameters) -> Parameters:
    """DescribeX: one member, which is the record."""
    record = get(instance(given), kind.noun, given[kind.id])
    name, shape = next(iter(_output(f"Describe{kind.noun}").members.items()))
    return {name: shaped(shape, record, kind.noun)}


def listed(kind: Kind, operation: str, given: Parameters) -> Parameters:
    """ListXs, SearchXs: one member, the list of those that the request's filters let through."""
    output = _output(operation)
    name, shape = next((n, s) for n, s in output.members.items() if isinstance(s, ListShape))
    every = [*instance(given).kept[kind.noun].values()]
    found = [each for each in every if _wanted(kind, given, each)]
    return {name: [shaped(shape.member, each, kind.noun) for each in found]}


def _wanted(kind: Kind, given: Parameters, record: Record) -> bool:
    """Filters are lists named like a member (QueueTypes), or one exact condition of a search."""
    said = given.get("SearchCriteria", {}).get("StringCondition")
    if said and said["ComparisonType"] == "EXACT" and record["Name"] != said["Value"]:
        return False
    singular = {name.removesuffix("s"): value for name, value in given.items() if name[-1] == "s"}
    for name, value in singular.items():
        held = record.get(name, record.get(name.removeprefix(kind.noun)))
        if isinstance(value, list) and value and held is not None and held not in value:
            return False
    return True


def update(kind: Kind, given: Parameters) -> Parameters:
    """UpdateX...: what the request says is what the record holds."""
    found = instance(given)
    record = get(found, kind.noun, given[kind.id])
    said = {k: v for k, v in given.items() if k not in ("InstanceId", kind.id)}
    change = {k.removeprefix(kind.noun): v for k, v in said.items()}
    for member, what in REFERENCES.items():
        for asked in _listed(change.get(member, [])):
            get(found, what, asked)
    kind.check({**record, **change})
    record |= change
    record["Name"] = record.get(kind.name) or record["Name"]
    _touch(record)
    return {}


def delete(kind: Kind, given: Parameters) -> Parameters:
    """DeleteX, unless it is in use and the model knows that refusal."""
    found = instance(given)
    record = get(found, kind.noun, given[kind.id])
    errors = {shape.name for shape in model().operation_model(f"Delete{kind.noun}").error_shapes}
    if "ResourceInUseException" in errors and any(_users(found, kind.noun, record["Id"])):
        raise Refused("ResourceInUseException", f"{kind.noun} {record['Id']} is in use")
    del found.kept[kind.noun][record["Id"]]
    return {}


def _users(found: Instance, noun: str, id_: str) -> Iterator[Record]:
    members = [member for member, what in REFERENCES.items() if what == noun]
    every: list[Records] = [*found.kept.values()]
    for record in (each for records in every for each in records.values()):
        if any(id_ in map(last, _listed(record.get(member, []))) for member in members):
            yield record


def _output(operation: str) -> StructureShape:
    shape = model().operation_model(operation).output_shape
    assert shape is not None, operation
    return shape


def operations(kind: Kind) -> dict[str, Operation]:
    """Those of a kind that Connect's model has."""
    every = {
        f"Create{kind.noun}": partial(create, kind),
        f"Describe{kind.noun}": partial(describe, kind),
        f"Delete{kind.noun}": partial(delete, kind),
        **{f"Update{kind.noun}{part}": partial(update, kind) for part in kind.updates},
    }
    for operation in (f"List{kind.plural}", f"Search{kind.plural}"):
        every[operation] = partial(listed, kind, operation)
    return {name: each for name, each in every.items() if name in model().operation_names}
