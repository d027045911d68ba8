"""Cloud assemblies and single templates are read from disk, or refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from golive.facts.storage import Table
from golive.model import Unknown
from golive.plain import raw
from golive.template import BadTemplate, Place, Templates
from tests.template.good import GOOD
from tests.template.reading import ACCOUNT, REGION, seen

STACK = {"Resources": {"Table": {"Type": "AWS::DynamoDB::Table"}}}
YAML = """
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Name: {Type: String, Default: word}
Conditions:
  Named: !Not [!Equals [!Ref Name, ""]]
Resources:
  Key: {Type: AWS::KMS::Key}
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: !If [Named, !Sub "${Name}-x", !Ref AWS::NoValue]
      SSESpecification:
        SSEEnabled: yes
        KMSMasterKeyId: !GetAtt Key.Arn
"""


def assembly(folder: Path, **artifacts: Any) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return folder


def artifact(folder: Path, name: str, environment: str, template: Any = STACK) -> dict[str, Any]:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.template.json").write_text(json.dumps(template))
    properties = {"templateFile": f"{name}.template.json", "stackName": f"golive-{name}"}
    return {
        "type": "aws:cloudformation:stack",
        "environment": environment,
        "properties": properties,
    }


def test_assembly_names_stacks_and_places(tmp_path: Path) -> None:
    """Stack name, account and Region are the manifest's; other artifacts are passed over."""
    made = artifact(tmp_path / "out", "data", f"aws://{ACCOUNT}/{REGION}")
    folder = assembly(tmp_path / "out", Data=made, Assets={"type": "cdk:asset-manifest"})
    templates = Templates.load(folder)
    found = seen(templates, Table, "Table")
    assert (templates.account, templates.deployed("golive-data")) == (ACCOUNT, True)
    assert found.subject.stack == "golive-data"
    assert found.evidence[0].parameters["template"] == str(folder / "data.template.json")


def test_stages_of_an_assembly_are_read_too(tmp_path: Path) -> None:
    """A stage is an assembly inside the assembly."""
    inner = tmp_path / "out" / "inner"
    (tmp_path / "out").mkdir()
    assembly(inner, Data=artifact(inner, "data", f"aws://{ACCOUNT}/{REGION}"))
    stage = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "inner"}}
    folder = assembly(tmp_path / "out", Stage=stage)
    assert Templates.load(folder).deployed("golive-data") is True


def test_stack_bound_to_no_account_does_not_know_it(tmp_path: Path) -> None:
    """An environment-agnostic stack may be deployed anywhere."""
    made = artifact(tmp_path / "out", "data", "aws://unknown-account/unknown-region")
    account = Templates.load(assembly(tmp_path / "out", Data=made)).account
    assert account == Unknown("the stack is not bound to an account and Region")


def test_single_template_has_the_name_of_its_file(tmp_path: Path) -> None:
    """`data.template.json` is the stack data, in the place that the caller says."""
    file = tmp_path / "data.template.json"
    file.write_text(json.dumps({"Resources": GOOD}))
    templates = Templates.load(file, place=Place(ACCOUNT, REGION))
    assert (templates.deployed("data"), templates.account) == (True, ACCOUNT)
    assert isinstance(Templates.load(file).account, Unknown)


def test_yaml_with_short_tags_reads_as_json_does(tmp_path: Path) -> None:
    """Tags stand for functions, versions stay text, and yes is true."""
    file = tmp_path / "data.yaml"
    file.write_text(YAML)
    table = seen(Templates.load(file), Table, "Table").fact
    assert raw(table, "name") == "word-x"
    assert str(raw(table, "key")) == "data/Key.Arn"


CONTENTS = [
    ("data.json", "\ufeff" + json.dumps(STACK)),
    ("data.template", json.dumps(STACK)),
    ("data.template", YAML),
    ("data.template.yml", YAML),
]


@pytest.mark.parametrize(("name", "content"), CONTENTS)
def test_content_counts_where_the_name_does_not_say(
    tmp_path: Path, name: str, content: str
) -> None:
    """A byte-order mark and CloudFormation's own suffix are no obstacle."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert Templates.load(tmp_path / name).deployed("data") is True


BAD = [
    ("x.json", "{", "Expecting property name"),
    ("x.json", "[]", "holds no JSON or YAML object"),
    ("x.json", "{}", "has no Resources"),
    ("x.json", '{"Resources": []}', "Resources is no object"),
    ("x.json", '{"Resources": {"A": {"Type": "T"}, "A": {"Type": "T"}}}', "says A twice"),
    ("x.json", '{"Resources": {"A": []}}', "A in Resources is no object"),
    ("x.json", '{"Resources": {"A": {}}}', "resource A has no Type"),
    ("x.json", '{"Resources": {"A": {"Type": "T", "Properties": []}}}', "the Properties of A"),
    ("x.json", '{"Resources": {}, "Outputs": {"O": 1}}', "O in Outputs is no object"),
    ("x.json", "[" * 101 + "]" * 101, "nested too deeply"),
    ("x.json", "[" * 100_000, "nested too deeply"),
    ("x.yaml", "Resources: [", "expected node content at line"),
    ("x.yaml", "Resources: {A: 1, A: 2}", "says A twice"),
    ("x.yaml", "Resources: &r {A: *r}", "recursive"),
    ("x.yaml", "a: " + "[" * 900 + "]" * 900, "nested too deeply"),
    ("x.yml", "text", "holds no JSON or YAML object"),
]


@pytest.mark.parametrize(("name", "content", "why"), BAD)
def test_bad_file_is_refused_with_its_name(
    tmp_path: Path, name: str, content: str, why: str
) -> None:
    """The message names the file and what is wrong with it."""
    file = tmp_path / name
    file.write_text(content)
    with pytest.raises(BadTemplate, match=why) as error:
        Templates.load(file)
    assert str(file) in str(error.value)


def test_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """As is a folder that is no cloud assembly."""
    with pytest.raises(BadTemplate, match="No such file"):
        Templates.load(tmp_path / "none.json")
    with pytest.raises(BadTemplate, match=r"no manifest\.json"):
        Templates.load(tmp_path)


def test_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Templates are UTF-8."""
    file = tmp_path / "x.json"
    file.write_bytes(b'{"a": "\xff"}')
    with pytest.raises(BadTemplate, match="codec"):
        Templates.load(file)


MANIFESTS: list[tuple[Any, str]] = [
    ({}, "has no artifacts"),
    ({"artifacts": {"A": 1}}, "artifact A is no object"),
    (
        {"artifacts": {"A": {"type": "aws:cloudformation:stack", "properties": {}}}},
        "No such file",
    ),
    ({"artifacts": {"A": {"type": "aws:cloudformation:stack"}}}, "No such file"),
]


@pytest.mark.parametrize(("manifest", "why"), MANIFESTS)
def test_bad_manifest_is_refused(tmp_path: Path, manifest: Any, why: str) -> None:
    """An assembly that lacks what it lists can't be judged."""
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(BadTemplate, match=why):
        Templates.load(tmp_path)
