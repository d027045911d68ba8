"""The role to verify with, IAM on: complete with it, and told which permission is missing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from golive.account.errors import code_of
from golive.account.evidence import keep
from golive.account.needs import needs
from golive.account.rights import actions
from golive.account.session import Reply
from golive.account.side import Account as Side
from golive.environments import load
from tests.live.judging import Pointed
from tests.live.rights import Recorded, Told, assumed, lines, role, side, told
from tests.sandbox.account import Account

NOW = datetime.now(UTC)
UNCHECKED = {
    "access-analyzer:GetFinding": "no call: the sandbox's analyzer finds nothing",
    "access-analyzer:ListFindings": "no call: the sandbox's analyzer is of another type",
    "cloudtrail:DescribeTrails": "no call: our own trail is in a stack",
    "connect:ListInstances": "no call: our own instance is in a stack",
    "connect:DescribeContactFlowModule": "no call: the centre has no module",
    "cloudwatch:ListMetrics": "no call that a line hangs on: the centre has no bot",
    "connect:DescribeUser": "the emulator asks for the call's own action alone",
    "ds:DescribeDirectories": "the emulator asks for connect's action alone",
    "kms:Decrypt": "the emulator opens objects without asking for the key",
    "kms:GenerateDataKey": "the emulator seals objects without asking for the key",
    "s3:GetAccessPointPolicy": "no call: there is no access point",
    "s3:PutObject": "no line reads it: it puts evidence",
}
"""What taking away shows nothing here; the canned account shows it for all."""
TAKEN = sorted({*actions()} - UNCHECKED.keys())


@pytest.fixture(scope="module")
def arn(deployed: Account) -> str:
    """The deployed role."""
    return role(deployed, load("sandbox"))


@pytest.fixture(scope="module")
def whole(deployed: Account, arn: str) -> Recorded:
    """A verification with all of the role's rights."""
    session = Recorded(assumed(deployed, arn))
    told(side(session, load("sandbox"), NOW))
    return session


@pytest.fixture(scope="module")
def usual(deployed: Account, whole: Recorded) -> Told:
    """What can't be told with all of the role's rights."""
    return told(replayed(deployed, whole))


def test_the_role_is_enough(deployed: Account, whole: Recorded, usual: Told) -> None:
    """No call is denied, and nothing is unknown that the administrator knows."""
    assert [reply.why for reply in whole.kept.values() if reply.why] == []
    administrator = Recorded(Pointed(deployed.connection))
    theirs = told(side(administrator, load("sandbox"), NOW))
    assert usual.unknown.keys() == theirs.unknown.keys()


def replayed(deployed: Account, whole: Recorded, without: str = "") -> Side:
    """The account as the role sees it; what needs one action is asked again, without it."""
    boto = assumed(deployed, role(deployed, load("sandbox")), without)
    kept: dict[str, Reply] = dict(whole.kept)
    return side(Recorded(boto, kept, without), load("sandbox"), NOW)


@pytest.mark.parametrize("action", TAKEN)
def test_a_permission_that_is_missing_is_named(
    deployed: Account, whole: Recorded, usual: Told, action: str
) -> None:
    """Without it exactly the lines that declare it turn unknown, and each says what it needs.

    A line that is a no-go already has nothing to turn.
    """
    found = told(replayed(deployed, whole, action))
    new = {n: whys - usual.unknown.get(n, frozenset()) for n, whys in found.unknown.items()}
    turned = lines(found.unknown.keys() - usual.unknown.keys())
    assert turned - usual.failed == {*needs()[action]} - usual.failed
    assert all(action in why for whys in new.values() for why in whys)


def test_evidence_is_put_and_stays(deployed: Account, whole: Recorded) -> None:
    """The role puts evidence; it can't read, overwrite elsewhere or delete it."""
    address = keep(replayed(deployed, whole), {"verdict": "go"})
    bucket, _, key = address.removeprefix("s3://").partition("/")
    s3 = whole.pointed.client("s3")
    denied(s3, "get_object", Bucket=bucket, Key=key)
    denied(s3, "delete_object", Bucket=bucket, Key=key)
    denied(s3, "put_object", Bucket=bucket, Key="decisions/x.json", Body=b"x")


def test_contents_stay_closed(deployed: Account, whole: Recorded) -> None:
    """No recording, record, private key or log line can be read with the role."""
    recordings = deployed.physical("data", "Recordings", "Bucket")
    listed = deployed.client("s3").list_objects_v2(Bucket=recordings)["Contents"]
    denied(whole.pointed.client("s3"), "get_object", Bucket=recordings, Key=listed[0]["Key"])
    table = deployed.physical("data", "Register", "Table")
    denied(whole.pointed.client("dynamodb"), "scan", TableName=table)
    denied(whole.pointed.client("ssm"), "get_parameters_by_path", Path="/golive/sandbox")
    group = load("sandbox").flow_log_group
    denied(whole.pointed.client("logs"), "filter_log_events", logGroupName=group)


def denied(client: Any, call: str, **parameters: Any) -> None:
    """The call is refused for want of permission."""
    with pytest.raises(ClientError) as error:
        getattr(client, call)(**parameters)
    assert code_of(error.value) in ("403", "AccessDenied", "AccessDeniedException")
