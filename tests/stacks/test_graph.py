"""The stacks of an environment, and what each waits for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest

from golive.environment import Environment
from golive.environments import load, names
from stacks.app import build_app

GRAPH = {
    "Data": set[str](),
    "Instance": {"Data"},
    "Associations": {"Data", "Instance"},
    "AccountBaseline": set[str](),
    "Operations": {"AccountBaseline", "Associations", "Data", "Instance"},
}
POLICIES = ("AWS::KMS::Key", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy")


def edges(folder: Path) -> dict[str, set[str]]:
    """The stacks of an assembly, each with those that it waits for."""
    artifacts = json.loads((folder / "manifest.json").read_text())["artifacts"]
    stacks = {id: a for id, a in artifacts.items() if a["type"] == "aws:cloudformation:stack"}
    return {id: set(a.get("dependencies", [])) & set(stacks) for id, a in stacks.items()}


def imports(value: Any) -> Iterator[str]:
    """The exports that a value takes."""
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        if "Fn::ImportValue" in fields:
            yield fields["Fn::ImportValue"]
        for part in fields.values():
            yield from imports(part)
    elif isinstance(value, list):
        for part in cast("list[Any]", value):
            yield from imports(part)


@pytest.mark.parametrize("name", names())
def test_the_graph_is_the_design_s(name: str, assembly: Callable[[str], Path]) -> None:
    """Data and the account's baseline wait for nobody; nothing points back."""
    assert edges(assembly(name)) == GRAPH


@pytest.mark.parametrize("name", names())
def test_stacks_deploy_into_their_account(name: str, assembly: Callable[[str], Path]) -> None:
    """Named after the environment, in its account and Region; unprotected while not locked."""
    environment = load(name)
    artifacts = json.loads((assembly(name) / "manifest.json").read_text())["artifacts"]
    for stem in GRAPH:
        stack = artifacts[stem]
        assert stack["environment"] == f"aws://{environment.account}/{environment.region}"
        assert stack["properties"]["stackName"] == f"golive-{name}-{stem.lower()}"
        assert not stack["properties"].get("terminationProtection", False)


@pytest.mark.parametrize("name", ["sandbox", "prod"])
def test_a_locked_environment_is_protected(name: str, tmp_path: Path) -> None:
    """After the first deployment no stack can be deleted, but where all may be destroyed."""
    environment = load(name).model_copy(update={"locked": True})
    build_app(environment, outdir=str(tmp_path)).synth()
    artifacts = json.loads((tmp_path / "manifest.json").read_text())["artifacts"]
    for stem in GRAPH:
        protected = artifacts[stem]["properties"].get("terminationProtection", False)
        assert protected is not environment.destroy


@pytest.mark.parametrize("name", names())
def test_every_import_is_exported(name: str, templates: Any) -> None:
    """References are strong: AWS refuses to change what another stack uses."""
    stacks = templates(name)
    exported = {
        output["Export"]["Name"]
        for stack in stacks.values()
        for output in stack.get("Outputs", {}).values()
        if "Export" in output
    }
    assert set(imports(stacks)) == exported
    assert "Fn::GetStackOutput" not in str(stacks)


def optional_parts() -> list[dict[str, Any]]:
    """Every combination of what an environment may leave out, or let be destroyed."""
    parts = ("guardduty", "access_analyzer")
    return [
        {"destroy": destroy, "baseline": dict(zip(parts, switches, strict=True))}
        for destroy in (False, True)
        for switches in product(("create", "off"), repeat=len(parts))
    ]


def without(parts: dict[str, Any]) -> Environment:
    environment = load("prod")
    lock = environment.retention.evidence_lock.model_copy(update={"mode": "governance"})
    retention = environment.retention.model_copy(update={"evidence_lock": lock})
    baseline = environment.account_baseline.model_copy(update=parts["baseline"])
    changed = {"destroy": parts["destroy"], "account_baseline": baseline, "retention": retention}
    return environment.model_copy(update=changed)


@pytest.mark.parametrize("parts", optional_parts(), ids=str)
def test_no_part_makes_a_cycle(parts: dict[str, Any], tmp_path: Path) -> None:
    """With each optional part on and off the graph is the same."""
    build_app(without(parts), outdir=str(tmp_path)).synth()
    assert edges(tmp_path) == GRAPH


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize(
    "kind", ["AWS::KMS::Key", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy"]
)
def test_no_policy_names_another_stack_s_resource(name: str, kind: str, templates: Any) -> None:
    """A key or bucket that names who uses it would wait for it, and that one for the key."""
    for stack in templates(name).values():
        found = [r for r in stack["Resources"].values() if r["Type"] == kind]
        policies = [
            r["Properties"].get("KeyPolicy") or r["Properties"]["PolicyDocument"] for r in found
        ]
        assert not list(imports(policies))
