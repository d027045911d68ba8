"""The register of a deployed environment, by command and with IAM on."""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import Any

import pytest

from golive.project import ROOT
from tests.live.judging import Proofs
from tests.sandbox.account import Account

GOLIVE = str(ROOT / ".venv" / "bin" / "golive")
ENV = ("--env", "sandbox")
LINE = "2.7.2"


@pytest.fixture(scope="module")
def writers(deployed: Account) -> str:
    """The ARN of the policy of those who keep the plan."""
    outputs = deployed.client("cloudformation").describe_stacks(StackName="golive-sandbox-data")
    found = outputs["Stacks"][0]["Outputs"]
    return next(o["OutputValue"] for o in found if o["OutputKey"] == "PlanWritersPolicyArn")


@pytest.fixture(scope="module")
def keeper(deployed: Account, writers: str) -> Generator[dict[str, str]]:
    """The keys of a user who holds this policy and no other."""
    iam = deployed.client("iam")
    iam.create_user(UserName="keeper")
    iam.attach_user_policy(UserName="keeper", PolicyArn=writers)
    key = iam.create_access_key(UserName="keeper")["AccessKey"]
    yield {
        "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"],
    }
    iam.delete_access_key(UserName="keeper", AccessKeyId=key["AccessKeyId"])
    iam.detach_user_policy(UserName="keeper", PolicyArn=writers)
    iam.delete_user(UserName="keeper")


def as_keeper(deployed: Account, keeper: dict[str, str], *words: str, code: int = 0) -> str:
    """What the command says to the user."""
    return deployed.run("env", *(f"{k}={v}" for k, v in keeper.items()), *words, code=code)


def test_who_keeps_the_plan_needs_one_policy(deployed: Account, keeper: dict[str, str]) -> None:
    """With it alone a person reads and writes the plan, and is named in its history."""
    as_keeper(deployed, keeper, GOLIVE, "plan", "note", LINE, "kept by policy", *ENV)
    shown = as_keeper(deployed, keeper, GOLIVE, "plan", "show", LINE, *ENV, "--format", "json")
    state: dict[str, Any] = json.loads(shown)["lines"][0]
    assert state["notes"] == "kept by policy"
    assert state["by"].endswith(":user/keeper")
    assert "user/keeper" in as_keeper(deployed, keeper, GOLIVE, "plan", "history", LINE, *ENV)


def test_who_keeps_the_plan_deletes_nothing(deployed: Account, keeper: dict[str, str]) -> None:
    """Nobody who only keeps the plan makes a record disappear."""
    table = deployed.physical("data", "Register", "::Table")
    api = deployed.client("dynamodb", keeper["AWS_ACCESS_KEY_ID"], keeper["AWS_SECRET_ACCESS_KEY"])
    key = {"pk": {"S": "plan"}, "sk": {"S": f"line#{LINE}"}}
    with pytest.raises(api.exceptions.ClientError, match="AccessDenied"):
        api.delete_item(TableName=table, Key=key)


def test_lines_of_people_are_signed_and_never_proven(proofs: Proofs) -> None:
    """What people say holds, is told as their word, and needs no test contact."""
    run = proofs.run(("1.1", "2.1.1", "2.2.2", "2.5.1-3"))
    assert {line["id"]: line["verdict"] for line in run["lines"]} == {
        "1.1": "signed",
        "2.1.1": "signed",
        "2.2.2": "signed",
        "2.5.1-3": "signed",
    }
    assert run["verdict"] == "go"


def test_evidence_names_no_person(proofs: Proofs) -> None:
    """Whoever reads a run learns of roles, and of nobody who holds one."""
    text = json.dumps(proofs.run(("1.1", "2.2.2")))
    assert "Sample" not in text
    assert "+1555" not in text
