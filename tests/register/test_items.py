"""Records become DynamoDB's attributes, and come back as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from boto3.dynamodb.types import TypeDeserializer

from golive.register.errors import BadChange
from golive.register.items import (
    Damaged,
    change_item,
    differences,
    from_item,
    size,
    to_change,
    to_item,
)
from golive.register.layout import PLACES, history_key
from golive.register.limits import LARGEST, LONGEST, check_size, check_texts
from golive.register.records import Issue, Kept, LineState, Role
from tests.register.snapshots import CALLER, sample

NOW = datetime(2026, 11, 25, 12, 30, 15, 250000, tzinfo=UTC)
SAMPLE = sample(NOW)
RECORDS: list[Kept] = [
    *SAMPLE.lines.values(),
    *SAMPLE.roles.values(),
    *SAMPLE.sign_offs.values(),
    *SAMPLE.issues.values(),
    *SAMPLE.log,
    *SAMPLE.decisions,
]
ISSUE = SAMPLE.issues["issue-1"]


@pytest.mark.parametrize("record", RECORDS, ids=repr)
def test_a_record_comes_back_as_it_was(record: Kept) -> None:
    """Formulas, markup, emoji, direction marks and 5 000 letters survive the table unchanged."""
    assert from_item(to_item(record)) == record


def test_every_kind_of_record_has_its_place() -> None:
    """No two kinds share a key, and the sample holds one of each."""
    assert {type(record) for record in RECORDS} == set(PLACES)
    assert len({(at.pk, at.prefix) for at in PLACES.values()}) == len(PLACES)


def test_what_is_empty_is_not_kept() -> None:
    """A line that nobody touched is its keys, its id and its version."""
    assert to_item(LineState(id="4.1")).keys() == {"pk", "sk", "id", "version"}


def test_a_kind_of_a_later_version_is_passed_over() -> None:
    """An item under a key that nobody knows here is no record."""
    assert from_item({"pk": {"S": "plan"}, "sk": {"S": "drill#1"}}) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("severity", {"S": "deadly"}),
        ("opened", {"S": "yesterday"}),
        ("version", {"N": "many"}),
        ("trial", {"S": "yes"}),
        ("called", {"N": "1"}),
    ],
)
def test_a_damaged_item_is_named(field: str, value: dict[str, str]) -> None:
    """What was written by other hands is told by its key and field, never passed over."""
    with pytest.raises(Damaged, match=f"issues/issue#issue-1: {field} is not as golive writes it"):
        from_item(to_item(ISSUE) | {field: value})


def test_a_missing_time_is_damage() -> None:
    """A required time that isn't there is no time at all."""
    item = to_item(ISSUE)
    del item["opened"]
    with pytest.raises(Damaged, match="opened"):
        from_item(item)


def test_a_status_is_one_of_the_known_words() -> None:
    """A priority or status that no one may give is damage."""
    item = to_item(LineState(id="4.1", priority="low"))
    with pytest.raises(Damaged, match="urgent is none of low, medium, high"):
        from_item(item | {"priority": {"S": "urgent"}})


def test_history_keeps_texts_before_and_after() -> None:
    """A change comes back with who, when, why and both texts of each field."""
    old, new = LineState(id="4.1"), LineState(id="4.1", owner="A", version=1, by="me", at=NOW)
    change = to_change(change_item(new, differences(old, new), "because"))
    assert change.fields == {"owner": ("", "A")}
    assert (change.record, change.version, change.by, change.why, change.at) == (
        "plan/line#4.1",
        1,
        "me",
        "because",
        NOW,
    )


def test_versions_sort_as_numbers_do() -> None:
    """The tenth change stands after the ninth."""
    assert history_key("plan/line#4.1", 9) < history_key("plan/line#4.1", 10)


def test_history_never_holds_a_callers_number() -> None:
    """A number stands in its issue only, where it can be erased."""
    changed = {"caller": ("", CALLER), "details": ("", "x")}
    assert CALLER not in str(change_item(ISSUE, changed, "new"))


def test_a_damaged_history_row_is_named() -> None:
    """A row of history without its time is told by its key."""
    row = change_item(ISSUE, {}, "new") | {"at": {"S": "then"}}
    with pytest.raises(Damaged, match="history/issues/issue#issue-1#00000001"):
        to_change(row)


def test_a_text_that_is_too_long_is_refused_before_it_is_sent() -> None:
    """The message names the record, the field, how long it is and what is allowed."""
    check_texts(LineState(id="4.1", notes="é" * LONGEST))
    with pytest.raises(BadChange, match=r"plan/line#4\.1: notes: .* 10001 characters; .* 10000"):
        check_texts(LineState(id="4.1", notes="é" * (LONGEST + 1)))
    with pytest.raises(BadChange, match=r"person.*allowed: 500"):
        check_texts(Role(id="crm", person="x" * 501))


def test_half_a_character_is_refused() -> None:
    """A lone surrogate is no Unicode text: no table, file or terminal holds it."""
    with pytest.raises(BadChange, match="half of a character"):
        check_texts(LineState(id="4.1", notes="\ud83d"))


def test_the_largest_texts_fit_into_an_item() -> None:
    """The longest notes before and after, four bytes a letter, are below 400 KB."""
    old, new = (LineState(id="4.1", notes=mark * LONGEST, at=NOW) for mark in "🚀🔥")
    row = change_item(new, differences(old, new), "x" * 500)
    check_size("row", row)
    assert size(row) > 80_000


def test_an_item_beyond_the_limit_is_refused() -> None:
    """A message that DynamoDB would refuse is refused here, with its size."""
    decision = replace(SAMPLE.decisions[0], message="x" * LARGEST)
    with pytest.raises(BadChange, match="allowed: 409600"):
        check_size("decisions/decision#decision-1", to_item(decision))


def test_attributes_are_as_botocore_reads_them() -> None:
    """The library of AWS reads the typed attributes as the values we meant."""
    read = TypeDeserializer().deserialize({"M": to_item(ISSUE)})
    assert (read["caller"], read["version"], read["severity"]) == (CALLER, 1, "critical")
    trial = TypeDeserializer().deserialize({"M": to_item(SAMPLE.issues["issue-3"])})
    assert trial["trial"] is True
    assert isinstance(SAMPLE.issues["issue-3"], Issue)
