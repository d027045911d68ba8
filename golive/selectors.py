"""What a trail's event selectors record, in either of their two languages.

CloudFormation's properties and CloudTrail's GetEventSelectors have the same shape. What
narrows a selector further (reads only, some event names) doesn't count as recorded.
Source: CloudTrail User Guide, logging management events and logging data events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from golive.facts.audit import DataEvents
from golive.model import Unknown, gap_in
from golive.policy import is_mapping, several

CATEGORY, TYPE, ARN = "eventCategory", "resources.type", "resources.ARN"
EVERY = "arn:"
"""The start of every ARN."""
WHOLE_SERVICE = re.compile(r"arn:[^:]*:(s3(:::)?|dynamodb|lambda)")
"""In a basic selector: every resource of the service."""


def records_management(advanced: object, basic: object) -> bool | Unknown:
    """Whether all management events are recorded; without any selector they are."""
    judged = [_advanced_management(_fields(s)) for s in several(advanced)]
    judged = judged or [_basic_management(s) for s in several(basic)]
    if True in judged or not judged:
        return True
    return next((j for j in judged if isinstance(j, Unknown)), False)


def _advanced_management(fields: object) -> bool | Unknown:
    if not is_mapping(fields):
        return _unread(fields)
    if (gap := gap_in(fields.get(CATEGORY))) is not None:
        return gap
    return fields == {CATEGORY: {"Equals": ("Management",)}}


def _basic_management(selector: object) -> bool | Unknown:
    if not is_mapping(selector):
        return _unread(selector)
    included = selector.get("IncludeManagementEvents", True)
    excluded = selector.get("ExcludeManagementEventSources", [])
    if (gap := gap_in([included, excluded, selector.get("ReadWriteType")])) is not None:
        return gap
    return _true(included) and _whole(selector) and not excluded


def data_events(advanced: object, basic: object) -> tuple[DataEvents, ...]:
    """The resources whose reads and writes are recorded; each ARN begins with `arn:`."""
    if chosen := several(advanced):
        return tuple(events for s in chosen for events in _advanced(_fields(s)))
    return tuple(events for s in several(basic) for events in _basic(s))


def _advanced(fields: object) -> Iterator[DataEvents]:
    if not is_mapping(fields):
        yield _events(*[_unread(fields)] * 3)
        return
    if (gap := gap_in(fields.get(CATEGORY))) is not None:
        yield _events(*[gap] * 3)
        return
    arns: Any = fields.get(ARN, {"StartsWith": (EVERY,)})
    of_data = fields.get(CATEGORY) == {"Equals": ("Data",)}
    if (
        of_data
        and fields.keys() <= {CATEGORY, TYPE, ARN}
        and arns.keys() <= {"StartsWith", "Equals"}
    ):
        types: Any = fields.get(TYPE, {})
        for kind in types.get("Equals", ()):
            yield _events(kind, arns.get("StartsWith", ()), arns.get("Equals", ()))


def _basic(selector: object) -> Iterator[DataEvents]:
    """S3 values are starts of object ARNs; those of tables and functions are whole ARNs."""
    if not is_mapping(selector) or isinstance(selector.get("ReadWriteType"), Unknown):
        yield _events(*[_unread(selector)] * 3)
        return
    for resource in several(selector.get("DataResources")) if _whole(selector) else ():
        if not is_mapping(resource):
            yield _events(*[_unread(resource)] * 3)
            continue
        values = several(resource.get("Values"))
        every = tuple(EVERY for value in values if WHOLE_SERVICE.fullmatch(str(value)))
        rest = tuple(value for value in values if not WHOLE_SERVICE.fullmatch(str(value)))
        starts = resource.get("Type") == "AWS::S3::Object"
        yield _events(
            resource.get("Type"), every + rest if starts else every, () if starts else rest
        )


def _events(kind: object, starts: object, wholes: object) -> DataEvents:
    values: dict[str, Any] = {"resource_type": kind, "starts_with": starts, "equals": wholes}
    return DataEvents(**values)


def _fields(selector: object) -> object:
    """Field to operator to values, without what is empty."""
    if not is_mapping(selector):
        return selector
    found: dict[str, dict[str, tuple[Any, ...]]] = {}
    for each in several(selector.get("FieldSelectors")):
        if not is_mapping(each) or isinstance(each.get("Field"), Unknown):
            return each.get("Field") if is_mapping(each) else each
        operators = {name: several(each[name]) for name in each if name != "Field" and each[name]}
        found.setdefault(str(each.get("Field")), {}).update(operators)
    return found


def _whole(selector: Any) -> bool:
    return selector.get("ReadWriteType", "All") == "All"


def _true(value: object) -> bool:
    return str(value).lower() == "true"


def _unread(value: object) -> Unknown:
    return gap_in(value) or Unknown("an event selector is no object")
