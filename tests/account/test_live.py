"""The account side against the sandbox, where IAM is enforced."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from typing import Any

import pytest

from golive.account.operations import permissions
from golive.account.proof import Asked, Proof, prove
from golive.environments import load
from sandbox import control, demo
from tests.live.judging import WAITING
from tests.sandbox.account import Account

As = Callable[..., Proof]


@pytest.fixture
def proof_as(deployed: Account) -> Generator[As]:
    """Verify the deployed environment as a new user who may do these things and no others."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in control.environment(deployed.connection).items():
            patch.setenv(name, value)

        def proved(actions: list[str], **asked: Any) -> Proof:
            key, secret = deployed.user({"Effect": "Allow", "Action": actions, "Resource": "*"})
            patch.setenv("AWS_ACCESS_KEY_ID", key)
            patch.setenv("AWS_SECRET_ACCESS_KEY", secret)
            wanted = Asked(load("sandbox"), rates=demo.unhurried(), **asked)
            return prove(wanted, lambda done, of, made: None)

        yield proved


def unknown(proof: Proof) -> list[str]:
    """What can't be told, but where nothing is recorded yet or declared, and what hangs on it."""
    return [
        f"{subject['control']}: {subject['finding']}"
        for line in proof.run["lines"]
        for subject in line["subjects"]
        if subject["verdict"] == "unknown"
        and subject["reason"] not in WAITING
        and not subject["requires"]
    ]


def test_the_table_of_operations_has_every_permission(proof_as: As) -> None:
    """A user with the permissions of the table, and no other, leaves unknown what has no feed."""
    proof = proof_as([*permissions(), *permissions(writing=True)])
    assert unknown(proof) == []
    assert proof.notes[0].startswith("evidence: s3://")


def test_the_evidence_is_the_run(deployed: Account, proof_as: As) -> None:
    """What lies in the evidence bucket is what was printed."""
    proof = proof_as([*permissions(), *permissions(writing=True)], lines=["4.1"])
    bucket, _, key = proof.notes[0].removeprefix("evidence: s3://").partition("/")
    stored = deployed.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    assert json.loads(stored) == proof.run


@pytest.mark.parametrize(
    ("missing", "line"),
    [
        ("dynamodb:DescribeTable", "4.1"),
        ("s3:GetEncryptionConfiguration", "4.9"),
        ("kms:GetKeyPolicy", "4.4"),
        ("cloudformation:GetTemplate", "4.1"),
    ],
)
def test_a_missing_permission_is_named(proof_as: As, missing: str, line: str) -> None:
    """Without one permission the line is unknown, and the reason says which it is."""
    proof = proof_as([a for a in permissions() if a != missing], lines=[line], keep=False)
    assert proof.code == 3
    assert all(f"it needs the permission {missing}" in why for why in unknown(proof))
    assert unknown(proof)


def test_two_readings_agree(proof_as: As) -> None:
    """Reading twice gives the same digest over all that is set."""
    digests = {proof_as(list(permissions()), keep=False).run["facts"] for _ in range(2)}
    assert len(digests) == 1
