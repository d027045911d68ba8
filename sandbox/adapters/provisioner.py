"""CloudFormation types: replaying what the emulator's provisioner loses, adding what it lacks.

Relies on the shape of a handler there: `create(logical, properties, stack)` and
`update(physical, old, new, stack[, logical])` give `(physical, attributes)`,
`delete(physical, properties)`; ValueError fails the resource with its message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError, ParamValidationError

from sandbox.emulator import needs
from sandbox.judge import Denied

CLOUDFORMATION = needs(
    "services.cloudformation.provisioners",
    "_RESOURCE_HANDLERS",
    "_REPLACING_PROPERTIES",
    "_physical_name",
)
Properties = Mapping[str, Any]
Made = tuple[str, dict[str, Any]]
NOTHING: Properties = {}
GONE = ("NotFound", "NoSuch")
"""To delete what is gone succeeds (CloudFormation CLI User Guide, handler contract: NotFound)."""


def keep(kind: str, replay: Callable[[str, Properties, Properties], None]) -> None:
    """After a create or update of `kind`, call `replay(physical id, new, old properties)`."""
    handler = CLOUDFORMATION._RESOURCE_HANDLERS[kind]
    create, update = handler["create"], handler["update"]

    def created(logical: str, properties: Properties, stack: str) -> Made:
        physical, attributes = create(logical, properties, stack)
        failing(replay, physical, properties, NOTHING)
        return physical, attributes

    def updated(was: str, old: Properties, new: Properties, stack: str, *logical: str) -> Made:
        physical, attributes = update(was, old, new, stack, *logical)
        failing(replay, physical, new, old if physical == was else NOTHING)
        return physical, attributes

    handler.update(create=created, update=updated)


def add(
    kind: str,
    create: Callable[[str, Properties], Made],
    delete: Callable[[str, Properties], object],
    update: Callable[[str, Properties, Properties], Made] | None = None,
    create_only: tuple[str, ...] = (),
) -> None:
    """A type that the emulator lacks: `create(generated name, properties)`,
    `update(physical id, new, old)`; a change of a create-only property replaces it."""

    def created(logical: str, properties: Properties, stack: str) -> Made:
        name = CLOUDFORMATION._physical_name(stack, logical, max_len=64)
        return failing(create, name, properties)

    def updated(physical: str, old: Properties, new: Properties, stack: str) -> Made:
        if update is None:
            raise ValueError(f"{kind} can't be updated in the sandbox")
        return failing(update, physical, new, old)

    def deleted(physical: str, properties: Properties) -> None:
        try:
            failing(delete, physical, properties)
        except ValueError as refused:
            if not any(word in str(refused) for word in GONE):
                raise

    CLOUDFORMATION._REPLACING_PROPERTIES[kind] = create_only
    CLOUDFORMATION._RESOURCE_HANDLERS[kind] = {
        "create": created,
        "update": updated,
        "delete": deleted,
    }


def failing(call: Callable[..., Any], *arguments: Any) -> Any:
    """Call, and fail the resource with the words of the service that refuses."""
    try:
        return call(*arguments)
    except (ClientError, ParamValidationError, Denied) as refusal:
        raise ValueError(str(refusal)) from refusal


def true(value: object) -> bool:
    """A boolean of a template, which may be a word."""
    return str(value).lower() == "true"


def some(properties: Properties, *names: str) -> dict[str, Any]:
    """Those of the named properties that are there."""
    return {name: properties[name] for name in names if name in properties}
