"""An environment deployed twice, deployed half, destroyed, and brought back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from golive.environments import load
from golive.project import ENVIRONMENTS
from sandbox import control, demo
from tests.conftest import synthesize
from tests.sandbox.account import Account

ALIAS = "golive-rehearsal"
STACK = "golive-rehearsal-data"
PROTECTED = "cannot be deleted while TerminationProtection is enabled"
GROUP = f"/aws/connect/{ALIAS}"


def facts(account: Account, monkeypatch: pytest.MonkeyPatch) -> str:
    """The digest of all settings of the environment, read live."""
    from golive import facts
    from golive.account import Account as Live
    from golive.model import Fact

    for name, value in control.environment(account.connection).items():
        monkeypatch.setenv(name, value)
    kinds = [k for k in vars(facts).values() if isinstance(k, type) and issubclass(k, Fact)]
    live = Live.open(load("sandbox"), rates=demo.unhurried())
    return live.digest([k for k in kinds if k is not Fact and k.of is None])


def test_a_forced_second_deployment_changes_nothing(
    deployed: Account, assembly: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each stack says so, and so do the live settings."""
    before = facts(deployed, monkeypatch)
    said = deployed.run(*demo.deploy("--app", str(assembly("sandbox")), "--force"))
    assert said.count("(no changes)") == 5
    assert facts(deployed, monkeypatch) == before


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The assembly of an environment whose data is retained, as in production."""
    folder = tmp_path_factory.mktemp("rehearsal")
    text = (ENVIRONMENTS / "sandbox.yaml").read_text()
    file = folder / "rehearsal.yaml"
    file.write_text(
        text.replace("alias: golive-sandbox", f"alias: {ALIAS}").replace(
            "destroy: true", "destroy: false"
        )
    )
    synthesize(str(file), folder / "cdk.out")
    return folder / "cdk.out"


def cdk(account: Account, command: str, rehearsal: Path, *more: str, code: int = 0) -> str:
    """Run a command of the CDK on the Data stack alone."""
    words = (*demo.CDK, command, "--app", str(rehearsal), "Data", *more)
    return account.run(*words, code=code)


def deploy(account: Account, rehearsal: Path, code: int = 0) -> str:
    return cdk(account, "deploy", rehearsal, "--require-approval", "never", code=code)


def unprotect(account: Account) -> None:
    """As docs/destroying.md says, before a stack can be deleted."""
    account.client("cloudformation").update_termination_protection(
        StackName=STACK, EnableTerminationProtection=False
    )


def kept(account: Account) -> dict[str, set[str]]:
    """Buckets, tables, streams and log groups of the rehearsal."""
    s3, logs = account.client("s3"), account.client("logs")
    found = {
        "buckets": {b["Name"] for b in s3.list_buckets()["Buckets"]},
        "tables": set(account.client("dynamodb").list_tables()["TableNames"]),
        "streams": set(account.client("kinesis").list_streams()["StreamNames"]),
        "groups": {g["logGroupName"] for g in logs.describe_log_groups()["logGroups"]},
    }
    return {kind: {n for n in names if "rehearsal" in n} for kind, names in found.items()}


@pytest.fixture(scope="module")
def failed(bootstrapped: Account, rehearsal: Path) -> str:
    """What a deployment says whose log group somebody else has made already."""
    logs = bootstrapped.client("logs")
    logs.create_log_group(logGroupName=GROUP)
    said = deploy(bootstrapped, rehearsal, code=1)
    assert kept(bootstrapped) == {
        "buckets": set(),
        "tables": set(),
        "streams": set(),
        "groups": {GROUP},
    }
    logs.delete_log_group(logGroupName=GROUP)
    return said


@pytest.fixture(scope="module")
def second(bootstrapped: Account, rehearsal: Path, failed: str) -> dict[str, set[str]]:
    """What there is after the next deployment: it first deletes the stack that failed."""
    assert PROTECTED in deploy(bootstrapped, rehearsal, code=1)
    unprotect(bootstrapped)
    deploy(bootstrapped, rehearsal)
    return kept(bootstrapped)


@pytest.fixture(scope="module")
def destroyed(bootstrapped: Account, rehearsal: Path, second: dict[str, set[str]]) -> str:
    """What destroying says, once the stack's protection is off."""
    assert PROTECTED in cdk(bootstrapped, "destroy", rehearsal, "--force", code=1)
    unprotect(bootstrapped)
    return cdk(bootstrapped, "destroy", rehearsal, "--force")


def test_a_deployment_that_fails_half_way_leaves_nothing(failed: str) -> None:
    """Stateful resources too are rolled back when their creation was part of it."""
    assert f"{GROUP} already exists" in failed
    assert "ROLLBACK_COMPLETE" in failed


def test_the_next_deployment_succeeds(second: dict[str, set[str]]) -> None:
    """Names that don't change are free again."""
    assert {kind: len(names) for kind, names in second.items()} == {
        "buckets": 6,
        "tables": 3,
        "streams": 2,
        "groups": 2,
    }


def test_destroying_leaves_what_is_retained(
    bootstrapped: Account, second: dict[str, set[str]], destroyed: str
) -> None:
    """All data with its keys, and the CDK's command says so line by line."""
    assert kept(bootstrapped) == second
    for kind in ("S3::Bucket", "DynamoDB::Table", "Kinesis::Stream", "KMS::Key", "Logs::LogGroup"):
        assert any("DELETE_SKIPPED" in row and kind in row for row in destroyed.splitlines())


def test_what_was_retained_is_imported(
    bootstrapped: Account, rehearsal: Path, destroyed: str, tmp_path: Path
) -> None:
    """As docs/destroying.md says: import what has a fixed name, then deploy."""
    template = json.loads((rehearsal / "Data.template.json").read_text())
    mapping = {
        logical: {name: resource["Properties"][name]}
        for logical, resource in template["Resources"].items()
        for name in ("BucketName", "LogGroupName")
        if name in resource.get("Properties", {}) and resource["Type"] in NAMED
    }
    file = tmp_path / "retained.json"
    file.write_text(json.dumps(mapping))
    cdk(bootstrapped, "import", rehearsal, "--resource-mapping", str(file))
    deploy(bootstrapped, rehearsal)
    assert statuses(bootstrapped) == ["UPDATE_COMPLETE"]


NAMED = ("AWS::S3::Bucket", "AWS::Logs::LogGroup")


def statuses(account: Account) -> list[Any]:
    """Of the stack."""
    described = account.client("cloudformation").describe_stacks(StackName=STACK)
    return [stack["StackStatus"] for stack in described["Stacks"]]
