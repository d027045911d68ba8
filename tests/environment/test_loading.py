"""What a well-formed file becomes, its schema, and its lock."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import ValidationError, validate

from golive.cli import main
from golive.environments import BadEnvironment, check_lock, file_schema, load, names, write_lock
from golive.project import ENVIRONMENTS, ROOT

DEV = (ENVIRONMENTS / "dev.yaml").read_text(encoding="utf-8")


def golive(*words: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, words)


@pytest.fixture
def dev(tmp_path: Path) -> Path:
    """A copy of the development file."""
    file = tmp_path / "dev.yaml"
    file.write_text(DEV, encoding="utf-8")
    return file


def test_every_file_of_the_project_is_well() -> None:
    """Each committed environment loads and carries the name of its file."""
    assert {"dev", "prod", "sandbox"} <= set(names())
    for name in names():
        assert load(name).name == name


def test_production_is_strict() -> None:
    """Production can't be destroyed, and its evidence is locked for good."""
    prod = load("prod")
    assert prod.destroy is False
    assert prod.retention.evidence_lock.mode == "compliance"


def test_times_are_utc(dev: Path) -> None:
    """A time with an offset is kept as UTC."""
    dev.write_text(DEV.replace("2027-01-11T14:00:00Z", "2027-01-11T09:00:00-05:00"))
    assert load(dev).launch.at == datetime(2027, 1, 11, 14, tzinfo=UTC)
    assert load(dev).launch.at.tzinfo is UTC


def test_off_is_a_word(dev: Path) -> None:
    """`off` without quotes is the switch, not the boolean of YAML 1.1."""
    dev.write_text(DEV.replace("guardduty: create", "guardduty: off"))
    assert load(dev).account_baseline.guardduty == "off"


def test_the_committed_schema_is_the_model_s() -> None:
    """docs/environment.schema.json is what `golive env schema` prints."""
    committed = (ROOT / "docs/environment.schema.json").read_text(encoding="utf-8")
    assert committed == golive("env", "schema").output


def test_editors_and_the_loader_agree() -> None:
    """Each committed file satisfies the schema, which refuses an unknown key."""
    for name in names():
        text = (ENVIRONMENTS / f"{name}.yaml").read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=../docs/environment.schema.json\n")
        data: Any = yaml.safe_load(text)
        data = json.loads(json.dumps(data, default=lambda at: at.isoformat()))
        validate(data, file_schema())
        with pytest.raises(ValidationError, match="regoin"):
            validate(data | {"regoin": "us-east-1"}, file_schema())


def test_a_lock_holds_alias_and_identity(dev: Path) -> None:
    """The lock stands beside the file, and an unchanged file agrees with it."""
    file = write_lock(load(dev), dev.parent)
    assert yaml.safe_load(file.read_text()) == {
        "alias": "example-dev",
        "identity": "CONNECT_MANAGED",
    }
    check_lock(load(dev), dev.parent)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("alias: example-dev", "alias: other", "instance.alias"),
        ("identity: CONNECT_MANAGED", "identity: SAML", "instance.identity"),
    ],
)
def test_a_file_that_differs_from_its_lock_is_refused(
    old: str, new: str, key: str, dev: Path
) -> None:
    """A change that would replace the contact centre doesn't load."""
    write_lock(load(dev), dev.parent)
    dev.write_text(DEV.replace(old, new))
    with pytest.raises(BadEnvironment) as caught:
        load(dev)
    (mistake,) = caught.value.mistakes
    assert mistake.key == key
    assert DEV.splitlines()[mistake.row - 1].strip() == old
    assert "a change replaces the instance" in mistake.problem


def test_a_lock_says_that_the_first_deployment_is_done(dev: Path) -> None:
    """An environment knows whether its lock stands beside it."""
    assert not load(dev).locked
    write_lock(load(dev), dev.parent)
    assert load(dev).locked


def test_a_broken_lock_is_refused(dev: Path) -> None:
    """A lock without its two keys protects nothing, and says so."""
    (dev.parent / "dev.lock.yaml").write_text("alias: example-dev\n")
    with pytest.raises(BadEnvironment, match="is not a lock"):
        load(dev)


def test_check_tells_every_file_and_exits_2(dev: Path) -> None:
    """One bad file among good ones: its messages on stderr, exit code 2."""
    dev.write_text(DEV.replace("calls: 20", "calls: many"))
    result = golive("env", "check", str(dev), "prod")
    assert result.exit_code == 2
    assert (
        'peak.calls: "many" is not allowed; allowed: a whole number of 1 or more' in result.stderr
    )
    assert "prod: example-prod in us-east-1 is well" in result.stdout
    assert golive("env", "check", "prod", "dev").exit_code == 0


def test_show_writes_out_what_a_file_leaves_to_defaults() -> None:
    """The JSON of an environment is complete, with its name."""
    shown = json.loads(golive("env", "show", "sandbox", "--format", "json").stdout)
    assert shown["name"] == "sandbox"
    assert shown["retention"]["stream_hours"] == 72
    assert yaml.safe_load(golive("env", "show", "sandbox").stdout)["instance"]["arn"] is None
    assert golive("env", "show", "nowhere").exit_code == 2


def test_a_lock_is_replaced_only_on_demand(dev: Path) -> None:
    """`env lock` writes once, agrees a second time, and overwrites only with --replace."""
    assert golive("env", "lock", str(dev)).exit_code == 0
    assert golive("env", "lock", str(dev)).exit_code == 0
    dev.write_text(DEV.replace("alias: example-dev", "alias: other"))
    refused = golive("env", "lock", str(dev))
    assert refused.exit_code == 2
    assert "--replace writes" in refused.stderr
    assert golive("env", "lock", str(dev), "--replace").exit_code == 0
    assert load(dev).instance.alias == "other"
