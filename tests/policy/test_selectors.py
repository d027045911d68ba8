"""What a trail records, from basic and from advanced selectors."""

from __future__ import annotations

from typing import Any

import pytest

from golive.model import Gap, Unknown
from golive.selectors import data_events, records_management

WHY = Unknown("a token")
BUCKET = "arn:aws:s3:::golive-x-"
TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/t"


def field(name: Any, **operators: Any) -> dict[str, Any]:
    return {"Field": name, **operators}


def advanced(*fields: Any) -> dict[str, Any]:
    return {"Name": "any", "FieldSelectors": list(fields)}


MANAGEMENT = field("eventCategory", Equals=["Management"])
DATA = field("eventCategory", Equals=["Data"])
OBJECTS = field("resources.type", Equals=["AWS::S3::Object"])
READS = field("readOnly", Equals=["true"])
NOT_KMS = field("eventSource", NotEquals=["kms.amazonaws.com"])


def basic(**changes: Any) -> dict[str, Any]:
    return {"IncludeManagementEvents": True, "ReadWriteType": "All"} | changes


def resource(kind: Any, *values: Any) -> dict[str, Any]:
    return {"DataResources": [{"Type": kind, "Values": list(values)}]}


RECORDS: list[tuple[list[Any], list[Any], bool]] = [
    ([], [], True),
    ([advanced(MANAGEMENT)], [], True),
    ([advanced(DATA, OBJECTS), advanced(MANAGEMENT)], [], True),
    ([advanced(DATA, OBJECTS)], [], False),
    ([advanced(MANAGEMENT, READS)], [], False),
    ([advanced(MANAGEMENT, NOT_KMS)], [], False),
    ([], [basic()], True),
    ([], [{}], True),
    ([], [basic(IncludeManagementEvents="true")], True),
    ([], [basic(IncludeManagementEvents=False)], False),
    ([], [basic(ReadWriteType="WriteOnly")], False),
    ([], [basic(ExcludeManagementEventSources=["kms.amazonaws.com"])], False),
    ([], [basic(ReadWriteType="ReadOnly"), basic()], True),
]
OPEN: list[tuple[Any, Any]] = [
    (WHY, []),
    ([WHY], []),
    ([advanced(field(WHY, Equals=["Management"]))], []),
    ([advanced(field("eventCategory", Equals=[WHY]))], []),
    ([{"FieldSelectors": WHY}], []),
    ([], WHY),
    ([], [basic(ReadWriteType=WHY)]),
    ([], [basic(IncludeManagementEvents=WHY)]),
    ([], [basic(ExcludeManagementEventSources=[WHY])]),
]
EVENTS: list[tuple[Any, Any, list[tuple[Any, ...]]]] = [
    ([], [], []),
    ([advanced(DATA, OBJECTS)], [], [("AWS::S3::Object", ("arn:",), ())]),
    (
        [advanced(DATA, OBJECTS, field("resources.ARN", StartsWith=[BUCKET]))],
        [],
        [("AWS::S3::Object", (BUCKET,), ())],
    ),
    (
        [advanced(DATA, OBJECTS, field("resources.ARN", Equals=[BUCKET], StartsWith=[]))],
        [],
        [("AWS::S3::Object", (), (BUCKET,))],
    ),
    ([advanced(DATA, OBJECTS, READS)], [], []),
    ([advanced(DATA, OBJECTS, field("resources.ARN", NotStartsWith=[BUCKET]))], [], []),
    ([advanced(MANAGEMENT)], [], []),
    (
        [],
        [basic(**resource("AWS::S3::Object", "arn:aws:s3", BUCKET))],
        [("AWS::S3::Object", ("arn:", BUCKET), ())],
    ),
    (
        [],
        [basic(**resource("AWS::DynamoDB::Table", TABLE, "arn:aws:dynamodb"))],
        [("AWS::DynamoDB::Table", ("arn:",), (TABLE,))],
    ),
    ([], [basic(ReadWriteType="WriteOnly", **resource("AWS::S3::Object", BUCKET))], []),
    ([], [basic()], []),
]
HIDDEN: list[tuple[Any, Any]] = [
    (WHY, []),
    ([WHY], []),
    ([advanced(DATA, field(WHY, Equals=["x"]))], []),
    ([advanced(field("eventCategory", Equals=[WHY]))], []),
    ([advanced(DATA, field("resources.type", Equals=[WHY]))], []),
    ([advanced(DATA, OBJECTS, field("resources.ARN", StartsWith=[WHY]))], []),
    ([], WHY),
    ([], [basic(ReadWriteType=WHY)]),
    ([], [basic(DataResources=WHY)]),
    ([], [basic(DataResources=[WHY])]),
    ([], [basic(**resource("AWS::S3::Object", WHY))]),
    ([], [basic(**resource(WHY, BUCKET))]),
]
ODD: list[tuple[Any, Any]] = [
    (["text"], []),
    ([{"FieldSelectors": ["text"]}], []),
    ([], ["text"]),
    ([], [basic(DataResources=["text"])]),
]


@pytest.mark.parametrize(("new", "old", "all_of_them"), RECORDS, ids=str)
def test_management_events(new: Any, old: Any, all_of_them: bool) -> None:
    """All of them are recorded unless each selector leaves some out."""
    assert records_management(new, old) is all_of_them


@pytest.mark.parametrize(("new", "old"), OPEN, ids=str)
def test_open_selector_leaves_management_open(new: Any, old: Any) -> None:
    """What a selector says only after the deployment is unknown before."""
    assert records_management(new, old) == WHY


@pytest.mark.parametrize(("new", "old", "expected"), EVENTS, ids=str)
def test_data_events(new: Any, old: Any, expected: list[tuple[Any, ...]]) -> None:
    """What is narrowed to reads or to some names doesn't count; objects begin, tables equal."""
    found = [(e.resource_type, e.starts_with, e.equals) for e in data_events(new, old)]
    assert found == expected


@pytest.mark.parametrize(("new", "old"), HIDDEN, ids=str)
def test_open_selector_is_an_unknown_event(new: Any, old: Any) -> None:
    """A rule that looks for a resource among the events is stopped by it."""
    with pytest.raises(Gap, match="a token"):
        _ = [(e.resource_type, e.starts_with, e.equals) for e in data_events(new, old)]


@pytest.mark.parametrize(("new", "old"), ODD, ids=str)
def test_odd_selector_is_unknown(new: Any, old: Any) -> None:
    """What is no selector records nothing for sure."""
    with pytest.raises(Gap, match="no object"):
        _ = [(e.resource_type, e.starts_with, e.equals) for e in data_events(new, old)]
