"""Whatever stands in a property, reading ends in a fact or an Unknown."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from golive.controls import catalogue
from golive.facts import kinds
from golive.facts.leftovers import Origins
from golive.facts.monitoring import Topic
from golive.facts.storage import Bucket, SecretParameter
from golive.judge import judge_one
from golive.model import Fact, Outcome
from golive.template.readers import readers
from tests.template.good import GOOD
from tests.template.reading import NEVER, listed, side

ODD: list[Any] = [None, True, -1, "", "odd", [], ["odd"], [None], {}, {"odd": 1}, {"Ref": "Key"}]
KINDS = list(kinds().values())
BESIDE: dict[str, type[Fact]] = {
    "AWS::S3::BucketPolicy": Bucket,
    "AWS::SNS::TopicPolicy": Topic,
    "AWS::KMS::Alias": SecretParameter,
    "AWS::Connect::ApprovedOrigin": Origins,
}
"""Resources that are read with another, and the kind that they change."""
CONTROLS = [c for c in catalogue().values() if not c.live_only]


def kinds_of(logical: str) -> list[type[Fact]]:
    """The kinds that a resource is read as, or that it changes."""
    type_ = GOOD[logical]["Type"]
    if type_ in BESIDE:
        return [BESIDE[type_]]
    return [kind for kind in KINDS if type_ in readers(kind)]


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to each value inside a resource's properties."""
    items: Any = value.items() if hasattr(value, "items") else enumerate(value)
    for step, item in items:
        yield (*at, step)
        if isinstance(item, dict | list):
            yield from places(item, (*at, step))


def replaced(logical: str, path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    stack = GOOD | {logical: deepcopy(GOOD[logical])}
    place = stack[logical]["Properties"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return stack


@pytest.mark.parametrize("logical", list(GOOD))
def test_odd_value_is_read_or_unknown(logical: str) -> None:
    """No value of the wrong type, at any depth, ends in an error."""
    for path in places(GOOD[logical]["Properties"]):
        for odd in ODD:
            templates = side(replaced(logical, path, odd))
            assert all(listed(templates, kind) for kind in kinds_of(logical))


@pytest.mark.parametrize("logical", list(GOOD))
def test_undecidable_value_never_turns_a_pass_into_a_failure(logical: str) -> None:
    """What can't be known is unknown: no control takes it for a violation."""
    for path in places(GOOD[logical]["Properties"]):
        templates = side(replaced(logical, path, NEVER))
        for control in CONTROLS:
            for judged in judge_one(control, templates):
                assert judged.outcome is not Outcome.FAIL, (path, control.id, judged.finding)
