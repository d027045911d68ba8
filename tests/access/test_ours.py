"""What roles of ours may reach has a reason, and no reason is left over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from golive.access.ours import SETTINGS_ONLY, reasons
from golive.controls import access
from golive.controls.access import policies_reach_their_own, roles_reach_their_own
from golive.environments import names
from golive.judge import Judged, judge_one
from golive.model import Outcome
from golive.template import Templates
from tests.stacks.reading import Templates as ByStem


def paths(templates: ByStem) -> set[str]:
    """The construct paths of all environments, without what the CDK appends."""
    return {
        resource["Metadata"]["aws:cdk:path"].removesuffix("/Resource").removesuffix("/Default")
        for name in names()
        for stack in templates(name).values()
        for resource in stack["Resources"].values()
        if "aws:cdk:path" in resource.get("Metadata", {})
    }


def test_every_reason_is_of_something_that_is_there(templates: ByStem) -> None:
    """Roles and what they reach stand in some environment's stacks."""
    there = paths(templates)
    for role, reached in reasons().items():
        assert {role, *reached} <= there, role


def test_every_policy_of_aws_that_is_spared_is_held(templates: ByStem) -> None:
    """A policy that no role of ours holds needs no word."""
    held = str([stack for name in names() for stack in templates(name).values()])
    assert all(end in held for end in SETTINGS_ONLY)


@pytest.mark.parametrize("name", names())
def test_without_its_reason_each_is_a_finding(
    name: str, assembly: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row of the table is there for a role or a policy that reaches nothing."""
    side = Templates.load(assembly(name))
    judged = _judged(side)
    assert {j.outcome for j in judged} == {Outcome.PASS}
    monkeypatch.setattr(access, "reasons", dict[str, dict[str, str]])
    failed = {j.seen.path for j in _judged(side) if j.finding}
    assert failed == reasons().keys() & {j.seen.path for j in judged}


def _judged(side: Templates) -> list[Judged]:
    """What both controls say that ask for a reason."""
    every = (roles_reach_their_own, policies_reach_their_own)
    return [judged for control in every for judged in judge_one(control, side)]
