"""The stacks of every environment are read whole, and every control holds on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from golive.controls import catalogue
from golive.environments import names
from golive.facts import kinds
from golive.facts.audit import Channel, LogGroup
from golive.facts.monitoring import Subscription, Topic
from golive.facts.storage import Bucket, Key, SecretParameter, Stream, Table
from golive.judge import judge_one
from golive.model import Gap, Outcome, gap_in
from golive.template import Templates
from golive.template.readers import readers
from tests.template.reading import listed, raws

KINDS = [kind for kind in kinds().values() if readers(kind)]
ONLY_LATER = {(Subscription, "confirmed")}


@pytest.fixture(params=names())
def templates(request: Any, assembly: Callable[[str], Path]) -> Templates:
    """The synthesized stacks of one environment."""
    return Templates.load(assembly(request.param))


def test_nothing_is_unknown(templates: Templates) -> None:
    """On what we build, each field of each fact is known before the deployment."""
    for kind in KINDS:
        for seen in listed(templates, kind):
            assert isinstance(seen.fact, kind)
            hidden = {name for name, value in raws(seen.fact).items() if gap_in(value)}
            assert {(kind, name) for name in hidden} <= ONLY_LATER, (seen.path, hidden)


def test_every_policy_is_known(templates: Templates) -> None:
    """Each element of each statement of each key, bucket and topic is known."""
    for kind in (Key, Bucket, Topic):
        for seen in listed(templates, kind):
            assert isinstance(seen.fact, Key | Bucket | Topic)
            for statement in seen.fact.policy:
                assert gap_in(list(raws(statement).values())) is None, (seen.path, statement.sid)


@pytest.mark.parametrize("control", [c for c in catalogue().values() if not c.live_only])
def test_every_control_holds(templates: Templates, control: Any) -> None:
    """What we build satisfies what we ask."""
    for judged in judge_one(control, templates):
        assert judged.outcome is Outcome.PASS, (judged.seen.path, judged.finding)


def test_every_reference_can_be_followed(templates: Templates) -> None:
    """No key and no log group that a fact points at lies outside the templates."""
    for kind in (Table, Stream, LogGroup, Topic, Channel, SecretParameter):
        for seen in listed(templates, kind):
            assert isinstance(seen.fact, kind)
            try:
                assert templates.one(Key, raws(seen.fact)["key"]).manager == "CUSTOMER"
            except Gap as gap:
                pytest.fail(f"{seen.path}: {gap}")


def test_paths_are_those_of_the_constructs(templates: Templates) -> None:
    """Each subject is shown under the construct that made it."""
    paths = [seen.path for kind in KINDS for seen in listed(templates, kind)]
    stems = {path.split("/")[0] for path in paths}
    assert stems <= {"Data", "Instance", "Associations", "AccountBaseline", "Operations"}
