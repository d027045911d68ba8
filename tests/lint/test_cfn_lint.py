"""cfn-lint, with warnings, information and experimental rules, has nothing to say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cfnlint.api import lint_file  # pyright: ignore[reportMissingTypeStubs]
from cfnlint.config import ManualArgs  # pyright: ignore[reportMissingTypeStubs]

from golive.environments import load, names
from golive.project import ROOT

EVERYTHING = ["I", "W", "E"]


class Said(NamedTuple):
    """A finding: the rule's id, the stack, the logical id without its hash, and the words."""

    rule: str
    stack: str
    resource: str
    text: str


NEWER = "The action is newer than cfn-lint's copy of the Service Authorization Reference."
EXPLAINED = {
    Said("W3037", "Operations", "VerifyPolicy", "'listtestcaseexecutions'"): NEWER,
    Said("W3037", "Operations", "VerifyPolicy", "'listtestcases'"): NEWER,
}
"""Each finding that is not real, by how its resource and its words begin, and why."""


def explained(said: Said) -> bool:
    """Whether a finding is one of those."""
    return any(
        said[:2] == known[:2]
        and said.resource.startswith(known.resource)
        and said.text.startswith(known.text)
        for known in EXPLAINED
    )


def said_of(file: Path, region: str) -> Iterator[Said]:
    """What cfn-lint says of one template in one Region."""
    config = ManualArgs(
        regions=[region], include_checks=EVERYTHING, include_experimental=True, ignore_checks=[]
    )
    for match in lint_file(file, config=config):  # pyright: ignore[reportArgumentType]
        where: Any = match
        path: list[Any] = [*(where.path or ()), "", ""]
        stack, resource = file.name.split(".")[0], str(path[1])
        yield Said(str(match.rule.id), stack, resource, match.message)


@pytest.mark.parametrize("environment", names())
def test_no_template_has_a_finding(environment: str, assembly: Callable[[str], Path]) -> None:
    """Each one would have to be explained, line by line."""
    region = load(environment).region
    files = sorted(assembly(environment).glob("*.template.json"))
    assert len(files) == 5
    said = [each for file in files for each in said_of(file, region)]
    assert [each for each in said if not explained(each)] == []


def test_it_sees_errors_warnings_and_information(tmp_path: Path) -> None:
    """The same call on a bad template: silence above means that there was nothing."""
    bad: Any = {
        "Parameters": {"Unused": {"Type": "String"}},
        "Resources": {
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"NoSuch": 1}},
            "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"BillingMode": "FREE"}},
            "Old": {
                "Type": "AWS::RDS::DBInstance",
                "Properties": {"DBInstanceClass": "db.t3.micro"},
            },
        },
    }
    file = tmp_path / "Bad.template.json"
    file.write_text(json.dumps(bad))
    rules = {each.rule for each in said_of(file, "us-east-1")}
    assert {"E3002", "E3030", "W2001"} <= rules
    assert {rule[0] for rule in rules} == set(EVERYTHING)


def test_nothing_is_ignored_elsewhere(assembly: Callable[[str], Path]) -> None:
    """No configuration file of cfn-lint, and no exception inside a template."""
    assert not list(ROOT.glob(".cfnlintrc*"))
    for environment in names():
        for file in assembly(environment).glob("*.template.json"):
            assert "cfn-lint" not in file.read_text()
