"""What verify's role may do: all that controls ask, and nothing else."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from golive.account.needs import needs, permissions_of
from golive.account.operations import operations, permissions
from golive.account.rights import (
    LARGEST,
    MOST,
    Made,
    actions,
    longest,
    places,
    policies,
    resources,
    rights,
    statements,
)
from golive.declared.centre import Integration
from golive.environment import Environment
from golive.environments import load, names
from golive.facts import kinds
from tests.account.good import ACCOUNT, answers, side_of
from tests.account.needs import FILE, denying, found

INSTANCE = "0d0d0d0d-1111-4222-8333-444455556666"
EVIDENCE = "golive-sandbox-data-evidence"
REGISTER = "golive-sandbox-data-register"
KEYS = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/"
TRAIL, TRAIL_KEY, REGISTER_KEY = "golive-sandbox-trail-files", f"{KEYS}trail", f"{KEYS}register"
MADE = Made(INSTANCE, EVIDENCE, REGISTER, REGISTER_KEY, TRAIL, TRAIL_KEY)


@cache
def reference() -> dict[str, Any]:
    """AWS's Service Authorization Reference, as cfn-lint carries it."""
    file = files("cfnlint").joinpath("data", "AdditionalSpecs", "Policies.json")
    return json.loads(file.read_text(encoding="utf-8"))


UNTOLD = {"connect:ListTestCaseExecutions", "connect:ListTestCases"}
"""Newer than cfn-lint's copy of the reference; the call names the instance."""
TOLD = sorted({*actions()} - UNTOLD)


def named(action: str) -> dict[str, Any] | None:
    """What the reference says of an action."""
    service, _, name = action.partition(":")
    return reference()[service]["Actions"].get(name.lower())


def taken(action: str) -> list[str]:
    """The resource types that an action may be narrowed to."""
    return (named(action) or {}).get("Resources", [])


def test_the_reference_knows_every_action() -> None:
    """An action that IAM doesn't have would allow nothing."""
    assert {action for action in actions() if named(action) is None} == UNTOLD


def stated(environment: Environment) -> list[dict[str, Any]]:
    """Every statement of an environment's policies."""
    groups = policies(environment, MADE)
    return [statement for group in groups for statement in group]


def test_the_table_of_needs_is_what_denying_finds() -> None:
    """Without a permission exactly the lines that declare it can't be told (make docs)."""
    assert FILE.read_text(encoding="utf-8") == found()


def test_a_line_names_its_permissions() -> None:
    """The table is read by line too."""
    assert "ssm:DescribeParameters" in permissions_of("4.2")
    assert "sns:GetTopicAttributes" not in permissions_of("4.2")


@pytest.mark.parametrize("action", sorted(action for action, lines in needs().items() if not lines))
def test_no_permission_is_unused(action: str) -> None:
    """What no line needs is in the digest that a decision is signed on, or puts evidence."""
    if action in permissions(writing=True):
        assert action in operations()["s3:PutObject"].actions
        return
    every = kinds().values()
    assert denying(action, answers()).digest(every) != side_of(answers()).digest(every)


def test_the_role_has_what_is_called_and_no_more() -> None:
    """Each action of an operation is allowed once, but those that verify has no use for."""
    allowed = [
        action
        for statement in stated(load("sandbox"))
        if statement["Effect"] == "Allow"
        for action in statement["Action"]
    ]
    called = {action for row in operations().values() for action in row.actions}
    assert sorted(allowed) == sorted(called - {*rights()["free"], *rights()["elsewhere"]})


def test_no_row_of_the_table_is_left_over() -> None:
    """Every action and service that the table names is one that is called."""
    called = {action for row in operations().values() for action in row.actions}
    tables = ("narrower", "everywhere", "conditions", "free", "elsewhere")
    assert {action for name in tables for action in rights()[name]} <= called
    assert set(rights()["services"]) <= {action.partition(":")[0] for action in called}


@pytest.mark.parametrize("action", TOLD)
def test_an_action_is_as_narrow_as_aws_lets_it_be(action: str) -> None:
    """`*` has a reason, and stands alone where the action takes no resource."""
    anywhere = list(resources(action)) == ["*"]
    assert anywhere == (action in rights()["everywhere"]), "say where, in rights.toml"
    assert anywhere or taken(action), "the action takes no resource: it is for everywhere"


@pytest.mark.parametrize("action", sorted({*TOLD} - {*rights()["everywhere"]}))
def test_a_resource_is_of_a_type_that_the_action_takes(action: str) -> None:
    """An ARN of another type would allow nothing."""
    service = action.partition(":")[0]
    types = {name.lower(): type_ for name, type_ in reference()[service]["Resources"].items()}
    formats = [
        pattern for name in taken(action) for pattern in types[name.lower()].get("ARNFormats", [])
    ]
    given = [
        arn
        for statement in stated(load("prod"))
        if action in statement["Action"] and statement["Effect"] == "Allow"
        for arn in statement["Resource"]
    ]
    assert any(re.match(_pattern(format_), arn) for arn in given for format_ in formats)


def _pattern(format_: str) -> str:
    """A format of the reference, its places open: `${Partition}` and the like."""
    return re.sub(r"\$\{\w+\}", "[^:]*", format_)


def test_reasons_say_what_the_reference_says() -> None:
    """`Takes no resource` stands where it is so, and only there."""
    for action, reason in rights()["everywhere"].items():
        assert reason.startswith("Takes no resource") != bool(taken(action)), action


def test_nothing_allowed_is_denied() -> None:
    """What the role never may is no call of a control, but for a trail's own files."""
    for row in rights()["deny"]:
        met = [a for a in actions() if any(fnmatchcase(a, denied) for denied in row["actions"])]
        assert all(list(resources(action)) == row.get("but") for action in met), row["sid"]


@pytest.mark.parametrize("name", names())
def test_policies_stay_within_their_limits(name: str) -> None:
    """A managed policy has 6 144 characters, a role ten of them."""
    groups = policies(load(name), longest(load(name), MADE))
    sizes = [len(json.dumps(_document(group), separators=(",", ":"))) for group in groups]
    assert max(sizes) <= LARGEST
    assert len(groups) <= MOST


def with_functions(count: int) -> Environment:
    """The sandbox's environment with as many integrations."""
    made = [
        Integration(name=f"n{i}", kind="api", function=f"a-function-of-ours-{i:03}", error_rate=0)
        for i in range(count)
    ]
    return load("sandbox").model_copy(update={"integrations": made})


def test_statements_are_split_between_policies() -> None:
    """200 functions fit: each statement is in one policy, in the same order, and each fits."""
    large = with_functions(200)
    groups = policies(large, MADE)
    sizes = [len(json.dumps(_document(group), separators=(",", ":"))) for group in groups]
    assert 1 < len(groups) <= MOST
    assert max(sizes) <= LARGEST
    filled = places(large, MADE)
    assert [s for group in groups for s in group] == statements(filled)


def _document(group: list[dict[str, Any]]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": group}


def test_a_run_is_put_and_never_read() -> None:
    """One action writes, into one bucket and below one prefix."""
    writing = [s for s in stated(load("sandbox")) if "s3:PutObject" in s["Action"]]
    assert [s["Resource"] for s in writing] == [[f"arn:aws:s3:::{EVIDENCE}/verify/*"]]
    verbs = {action.partition(":")[2] for action in actions()}
    reading = ("Describe", "Get", "List", "Query", "Search", "Decrypt")
    assert {v for v in verbs if not v.startswith(reading)} == {"PutObject", "GenerateDataKey"}


FILES = f"AWSLogs/{load('sandbox').account}/CloudTrail*"
KEPT = [f"arn:aws:s3:::{EVIDENCE}/{folder}/*" for folder in ("drills", "backtests")]
OURS, ANY = (
    "arn:aws:s3:::golive-sandbox-*",
    f"arn:aws:kms:us-east-1:{load('sandbox').account}:key/*",
)


@pytest.mark.parametrize(
    ("made", "bucket", "key"),
    [
        (MADE, f"arn:aws:s3:::{TRAIL}", TRAIL_KEY),
        (Made(INSTANCE, EVIDENCE, REGISTER, REGISTER_KEY), OURS, ANY),
    ],
    ids=["the trail is ours", "the trail was there"],
)
def test_only_files_of_the_trail_and_what_was_kept_are_opened(
    made: Made, bucket: str, key: str
) -> None:
    """A trail that we make is named, bucket and key; of another one only the beginning is known."""
    said = [s for group in policies(load("sandbox"), made) for s in group]
    [reads] = [s for s in said if s["Effect"] == "Allow" and "s3:GetObject" in s["Action"]]
    [closed] = [s for s in said if s.get("Sid") == "NoObject"]
    [opens] = [s for s in said if "kms:Decrypt" in s["Action"]]
    assert reads["Resource"] == closed["NotResource"] == [f"{bucket}/{FILES}", *KEPT]
    assert opens["Resource"] == [key, REGISTER_KEY]
    context = opens["Condition"]["ArnLikeIfExists"]["kms:EncryptionContext:aws:s3:arn"]
    assert context == [bucket, f"{bucket}/{FILES}", f"arn:aws:s3:::{EVIDENCE}", *KEPT]


def test_evidence_is_sealed_under_its_own_key() -> None:
    """The right to seal is of one key, for the evidence bucket."""
    [seals] = [s for s in stated(load("sandbox")) if "kms:GenerateDataKey" in s["Action"]]
    assert seals["Resource"] == [REGISTER_KEY]
