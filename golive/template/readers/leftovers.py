"""What a stack takes with it, how its functions log, and who may embed the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from golive.facts.leftovers import LOUD, Keeping, LogLevel, Origins
from golive.keeping import STATEFUL, destroyable
from golive.model import Unknown, gap_in
from golive.policy import is_mapping
from golive.template.readers.connect import INSTANCE
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

ORIGIN = "AWS::Connect::ApprovedOrigin"
VARIABLES_AT = "Environment.Variables"


@reads(Keeping, *STATEFUL)
def keeping(resource: Resource) -> Mapping[str, Field]:
    return {
        "on_delete": _policy(resource.raw, "DeletionPolicy"),
        "on_replace": _policy(resource.raw, "UpdateReplacePolicy"),
        "destroyable": Field("", destroyable(resource.stack.template)),
    }


def _policy(raw: Mapping[str, Any], name: str) -> Field:
    """A word that no function may give, and Delete where none is given (CloudFormation User Guide,
    DeletionPolicy and UpdateReplacePolicy); with the extension of the language one may."""
    given = raw.get(name, "Delete")
    return Field(name, given if isinstance(given, str) else Unknown(f"{name} is no word"))


@reads(LogLevel, "AWS::Lambda::Function")
def log_level(resource: Resource) -> Mapping[str, Field]:
    return {
        "application": resource.word("LoggingConfig.ApplicationLogLevel"),
        "system": resource.word("LoggingConfig.SystemLogLevel"),
        "variables": Field(VARIABLES_AT, _variables(resource)),
    }


def _variables(resource: Resource) -> object:
    given = resource.given(VARIABLES_AT)
    if given is None:
        return {}
    if not is_mapping(given):
        return given if isinstance(given, Unknown) else Unknown(f"{VARIABLES_AT} is no object")
    return {str(name): _text(value) for name, value in given.items() if name in LOUD}


def _text(value: object) -> object:
    return value if gap_in(value) else str(value)


@reads(Origins, INSTANCE)
def origins(resource: Resource) -> Mapping[str, Field]:
    """Those of the templates that are of this instance; of another one they say nothing."""
    here = [each for each in resource.catalog.of(ORIGIN) if _of(each, resource)]
    found = tuple(each.undecided or each.at("Origin") for each in here)
    return {"origins": Field("Origin" if here else "", found, tuple(here))}


def _of(origin: Resource, instance: Resource) -> bool:
    """What can't be known to be of another instance may be of this one."""
    where = origin.where("InstanceId", INSTANCE).value
    return isinstance(where, Unknown) or getattr(where, "resource", where) == instance.ref
