"""The operations of a kind, as Connect's model names them: CreateX to DeleteX."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from botocore.model import ListShape, StructureShape

from sandbox.simulated.connect.kinds import (
    REFERENCES,
    Kind,
    add,
    get,
    items,
    model,
    shaped,
    touch,
)
from sandbox.simulated.connect.store import Instance, Record, Records, instance, last
from sandbox.simulated.service import Operation, Parameters, Refused


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
    """Filters are named like a member (IntegrationType) or like many of it (QueueTypes); a
    search has one exact condition."""
    said = given.get("SearchCriteria", {}).get("StringCondition")
    if said and said["ComparisonType"] == "EXACT" and record["Name"] != said["Value"]:
        return False
    filters = {k: v for k, v in given.items() if k not in ("InstanceId", "NextToken")}
    for name, value in filters.items():
        member = name.removesuffix("s") if isinstance(value, list) else name
        held = record.get(member, record.get(member.removeprefix(kind.noun)))
        if value and held is not None and held not in items(value):
            return False
    return True


def update(kind: Kind, given: Parameters) -> Parameters:
    """UpdateX...: what the request says is what the record holds."""
    found = instance(given)
    record = get(found, kind.noun, given[kind.id])
    said = {k: v for k, v in given.items() if k not in ("InstanceId", kind.id)}
    change = {k.removeprefix(kind.noun): v for k, v in said.items()}
    for member, what in REFERENCES.items():
        for asked in items(change.get(member, [])):
            get(found, what, asked)
    kind.check({**record, **change})
    record |= change
    record["Name"] = record.get(kind.name) or record["Name"]
    touch(record)
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
        if any(id_ in map(last, items(record.get(member, []))) for member in members):
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
