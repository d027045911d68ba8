"""Who may read is named by the command, and what others have in the account costs nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from golive.facts.access import Access
from golive.model import Unknown
from sandbox import demo
from tests.live.judging import Proofs
from tests.sandbox.account import Account

LISTENER = "listener-of-calls"
FOREIGN = 40


@pytest.fixture
def listener(deployed: Account, proofs: Proofs) -> Iterator[str]:
    """A user who is given what it takes to hear recordings, for as long as a test."""
    iam = deployed.client("iam")
    recordings = deployed.physical("data", "Recordings", "S3::Bucket")
    key = deployed.physical("data", "ContactKey")
    objects = f"arn:aws:s3:::{recordings}/connect/*"
    sealed = f"arn:aws:kms:{proofs.environment.region}:{proofs.environment.account}:key/{key}"
    said = {"Effect": "Allow", "Action": ["s3:GetObject", "kms:Decrypt"]}
    policy = {"Version": "2012-10-17", "Statement": [said | {"Resource": [objects, sealed]}]}
    arn = iam.create_user(UserName=LISTENER)["User"]["Arn"]
    iam.put_user_policy(UserName=LISTENER, PolicyName="own", PolicyDocument=json.dumps(policy))
    yield arn
    iam.delete_user_policy(UserName=LISTENER, PolicyName="own")
    iam.delete_user(UserName=LISTENER)


def listed(account: Account, code: int, *words: str) -> dict[str, Any]:
    """What the command says, as JSON; what it says beside that comes after."""
    asked = ("--env", "sandbox", "--format", "json", *demo.at_once(), *words)
    said = account.run(demo.GOLIVE, "access", *asked, code=code)
    return json.JSONDecoder().raw_decode(said[said.index("{") :])[0]


def test_who_was_let_in_is_named(deployed: Account, listener: str) -> None:
    """With what is reached and how; beside the roles of ours, each for its reason."""
    rows = listed(deployed, 1, "--class", "contact_data")["access"]
    strangers = [row for row in rows if row["standing"] == "unapproved"]
    assert [(row["principal"], row["what"]) for row in strangers] == [
        (listener, ["Data/Recordings"])
    ]
    ours = {row["principal"].rpartition("/")[2]: row["what"] for row in rows}
    archive = deployed.physical("data", "RecordArchiveRole", "IAM::Role")
    assert set(ours[archive]) == {"Data/Archive", "Data/ContactRecords"}


def test_nobody_opens_private_keys_but_administrators(deployed: Account) -> None:
    """The sandbox approves nobody; whoever administers IAM is told apart."""
    found = listed(deployed, 0, "--class", "secrets")
    assert {row["standing"] for row in found["access"]} == {"administrator"}
    assert found["by"] == {"secrets": "listed"}


def test_what_we_read_ourselves_is_listed(proofs: Proofs) -> None:
    """No analyzer looks at the sandbox, so that the list holds and proves nothing."""
    lines = {line["id"]: line for line in proofs.run(("4.4", "4.5"))["lines"]}
    rows = [row for line in lines.values() for row in line["subjects"]]
    read = {row["control"]: row["verdict"] for row in rows if row["control"].endswith("-readers")}
    assert read == dict.fromkeys(read, "listed")
    assert len(read) == 3
    assert lines["4.4"]["verdict"] == "listed"


def test_what_others_have_costs_no_call(deployed: Account, proofs: Proofs) -> None:
    """As many calls with foreign buckets, tables and users in the account as without."""
    before, strangers = calls(proofs)
    s3, iam, dynamodb = (deployed.client(name) for name in ("s3", "iam", "dynamodb"))
    names = [f"foreign-{number}" for number in range(FOREIGN)]
    for name in names:
        s3.create_bucket(Bucket=name)
        iam.create_user(UserName=name)
        dynamodb.create_table(
            TableName=name,
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )
    try:
        assert calls(proofs) == (before, strangers)
    finally:
        for name in names:
            s3.delete_bucket(Bucket=name)
            iam.delete_user(UserName=name)
            dynamodb.delete_table(TableName=name)


def calls(proofs: Proofs) -> tuple[int, int]:
    """How many calls the list takes, and how many it finds that nobody approved."""
    live = proofs.account()
    live.estate = proofs.estate
    seen = live.facts(Access)
    assert not isinstance(seen, Unknown)
    [one] = seen
    assert isinstance(one.fact, Access)
    every = (*one.fact.contact_data, *one.fact.secrets, *one.fact.operations)
    return live.session.made, sum(reader.standing == "unapproved" for reader in every)
