"""The account's baseline is made part by part, as the environment says."""

from __future__ import annotations

import pytest
from aws_cdk.assertions import Template as Synthesized

from golive.declared.baseline import AccountBaseline as Wanted
from golive.environments import load
from stacks.account_baseline import AccountBaseline, needed, rules
from stacks.app import new_app
from tests.stacks.reading import Template, of

NOTHING = {
    "trail": "existing",
    "config": "existing",
    "public_access": "existing",
    "guardduty": "off",
    "access_analyzer": "off",
}
PARTS = {
    "trail": "AWS::CloudTrail::Trail",
    "config": "AWS::Config::ConfigurationRecorder",
    "public_access": "Custom::AccountPublicAccessBlock",
    "guardduty": "AWS::GuardDuty::Detector",
    "access_analyzer": "AWS::AccessAnalyzer::Analyzer",
}


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_made_where_it_is_wanted(part: str) -> None:
    """With one part wanted the stack holds that part, and no key that nothing uses."""
    wanted = Wanted(**(NOTHING | {part: "create"}))  # pyright: ignore[reportArgumentType]
    environment = load("sandbox").model_copy(update={"account_baseline": wanted})
    made: Template = Synthesized.from_stack(
        AccountBaseline(new_app(), environment=environment)
    ).to_json()  # pyright: ignore[reportAssignmentType]
    assert {name for name, kind in PARTS.items() if of(made, kind)} == {part}
    assert bool(of(made, "AWS::KMS::Key")) == (part in ("trail", "config", "public_access"))
    assert needed(environment)


def test_nothing_wanted_is_no_stack() -> None:
    """An account that has it all gets no stack."""
    wanted = Wanted(**NOTHING)  # pyright: ignore[reportArgumentType]
    assert not needed(load("sandbox").model_copy(update={"account_baseline": wanted}))


def test_a_region_gets_the_rules_that_it_has() -> None:
    """Config has the rule for Connect in some Regions only."""
    here = load("sandbox")
    there = here.model_copy(update={"region": "eu-north-1"})
    assert set(rules(here)) - set(rules(there)) == {"CONNECT_INSTANCE_LOGGING_ENABLED"}
