"""What a deployment leaves behind is seen: a stack of another commit, and one rolled back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from golive.project import COMMIT_TAG
from sandbox import demo
from tests.live.judging import Proofs, Row, wrong
from tests.sandbox.account import Account

STEM = "Instance"
NOWHERE = {
    "Type": "AWS::Connect::InstanceStorageConfig",
    "Properties": {
        "InstanceArn": "arn:aws:connect:us-east-1:999999999999:instance/nowhere",
        "ResourceType": "AGENT_EVENTS",
        "StorageType": "KINESIS_STREAM",
        "KinesisStreamConfig": {"StreamArn": "arn:aws:kinesis:us-east-1:999999999999:stream/x"},
    },
}
ANOTHER = ("--tags", f"{COMMIT_TAG}={'f' * 40}")
SECONDS = 60


@pytest.fixture
def again(
    deployed: Account, assembly: Callable[[str], Path], proofs: Proofs
) -> Generator[Callable[..., list[Row]]]:
    """Deploys one stack with other tags and verifies line 2.3.10; in the end all is as before."""
    place = str(assembly("sandbox"))
    one = (demo.CDK[0], "--no-notices", "deploy", STEM, "--exclusively", "--app", place)

    def tagged(*tags: str) -> list[Row]:
        deployed.run(*one, "--require-approval", "never", *tags)
        return line(proofs)

    yield tagged
    deployed.run(*demo.deploy("--app", place))
    assert line(proofs) == []


def line(proofs: Proofs) -> list[Row]:
    """What is wrong with line 2.3.10."""
    return wrong(proofs.run(("2.3.10",)))


@pytest.mark.parametrize(
    ("tags", "finding"),
    [
        ((), "golive-sandbox-instance carries no commit"),
        (ANOTHER, "runs stacks of 2 commits"),
    ],
    ids=["by hand", "another commit"],
)
def test_a_stack_of_another_commit_is_found(
    again: Callable[..., list[Row]], tags: tuple[str, ...], finding: str
) -> None:
    """One stack deployed by hand, or by an older pipeline."""
    [row] = again(*tags)
    assert row["control"] == "2.3.10-stacks-carry-commit"
    assert finding in row["finding"]


def test_a_deployment_that_was_rolled_back_is_found(
    again: Callable[..., list[Row]], deployed: Account, proofs: Proofs
) -> None:
    """The stack is settled and nothing has drifted, and yet it isn't what was wanted.

    Only a deployment that changes something, such as the commit, brings it out of that.
    """
    client, name = deployed.client("cloudformation"), proofs.environment.stack(STEM)
    template = client.get_template(StackName=name, TemplateStage="Original")["TemplateBody"]
    template = json.loads(template) if isinstance(template, str) else dict(template)
    template["Resources"] = {**template["Resources"], "Nowhere": NOWHERE}
    tags = client.describe_stacks(StackName=name)["Stacks"][0]["Tags"]
    client.update_stack(
        StackName=name,
        TemplateBody=json.dumps(template),
        Tags=tags,
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    deadline = time.monotonic() + SECONDS
    while client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"].endswith("PROGRESS"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    proofs.refresh()
    [row] = line(proofs)
    assert row["control"] == "2.3.10-stacks-settled"
    assert "golive-sandbox-instance is UPDATE_ROLLBACK_COMPLETE" in row["finding"]
    assert [row["control"] for row in again(*ANOTHER)] == ["2.3.10-stacks-carry-commit"]
