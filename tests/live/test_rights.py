"""The role to verify with, IAM on: complete with it, and told which permission is missing."""

from __future__ import annotations

from collections.abc import Collection, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError

from golive.account.errors import code_of
from golive.account.evidence import NotKept, keep
from golive.account.needs import needs
from golive.account.rights import actions
from golive.account.side import Account as Side
from golive.environment import Environment
from golive.environments import load
from tests.account.needs import UNOWNED
from tests.live.furnished import furnished
from tests.live.judging import Pointed
from tests.live.rights import Recorded, Told, assumed, lines, role, side, told
from tests.sandbox.account import Account

NOW = datetime.now(UTC)
TARGET = load("sandbox")
FURNISHED = (
    "access-analyzer:GetFinding",
    "access-analyzer:ListFindings",
    "cloudtrail:DescribeTrails",
    "cloudwatch:ListMetrics",
    "connect:DescribeContactFlowModule",
    "connect:ListInstances",
    "ds:DescribeDirectories",
    "s3:GetAccessPointPolicy",
)
"""What is called only where there is more than our stacks and our centre make, or less."""
LOOKUP = f"cdk-hnb659fds-lookup-role-{TARGET.account}-{TARGET.region}"
PUTTING = ("kms:GenerateDataKey", "s3:PutObject")
"""What no line reads with: it puts evidence."""
TAKEN = sorted({*actions()} - {*FURNISHED, *PUTTING})


@dataclass(frozen=True)
class State:
    """An account, verified with all of the role's rights; what can't be told even so."""

    sandbox: Account
    target: Environment
    whole: Recorded
    usual: Told

    def without(self, action: str = "") -> Side:
        """The account as the role sees it; what needs one action is asked again, without it."""
        boto = assumed(self.sandbox, role(self.sandbox, TARGET), action)
        return side(Recorded(boto, self.whole.kept, action, self.whole.unowned), self.target, NOW)


def verified(sandbox: Account, target: Environment, unowned: Collection[str] = ()) -> State:
    """A verification by the deployed role."""
    session = Recorded(assumed(sandbox, role(sandbox, TARGET)), unowned=unowned)
    return State(sandbox, target, session, told(side(session, target, NOW)))


@pytest.fixture(scope="module")
def usual(deployed: Account) -> State:
    """The account as it was deployed."""
    return verified(deployed, TARGET)


@pytest.fixture(scope="module")
def more(deployed: Account) -> Generator[State]:
    """With an analyzer, a module, a bot, an access point; instance and trail are of no stack.

    The analyzer finds a role that may read objects and not their key, which is approved.
    """
    with furnished(deployed, TARGET):
        yield verified(deployed, approving(TARGET, LOOKUP), UNOWNED)


def approving(target: Environment, name: str) -> Environment:
    """An environment where one more role may read contact data."""
    role, access = f"arn:aws:iam::{target.account}:role/{name}", target.access
    more = access.model_copy(update={"contact_data": [*access.contact_data, role]})
    return target.model_copy(update={"access": more})


def test_the_role_is_enough(deployed: Account, usual: State) -> None:
    """No call is denied, and nothing is unknown that the administrator knows."""
    assert [reply.why for reply in usual.whole.kept.values() if reply.why] == []
    administrator = Recorded(Pointed(deployed.connection))
    theirs = told(side(administrator, TARGET, NOW))
    assert usual.usual.unknown.keys() == theirs.unknown.keys()


def names_what_is_missing(state: State, action: str) -> None:
    """Without it exactly the lines that declare it turn unknown, and each says what it needs.

    A line that is a no-go already has nothing to turn.
    """
    found, usual = told(state.without(action)), state.usual
    new = {n: whys - usual.unknown.get(n, frozenset()) for n, whys in found.unknown.items()}
    turned = lines(found.unknown.keys() - usual.unknown.keys())
    assert turned - usual.failed == {*needs()[action]} - usual.failed
    assert all(action in why for whys in new.values() for why in whys)


@pytest.mark.parametrize("action", TAKEN)
def test_a_permission_that_is_missing_is_named(usual: State, action: str) -> None:
    """On the account as it was deployed."""
    names_what_is_missing(usual, action)


@pytest.mark.parametrize("action", FURNISHED)
def test_a_permission_that_is_needed_elsewhere_is_named(more: State, action: str) -> None:
    """On an account where the call is made, and its lines can turn."""
    assert not {*needs()[action]} <= more.usual.failed
    names_what_is_missing(more, action)


@pytest.mark.parametrize("action", PUTTING)
def test_evidence_needs_both(usual: State, action: str) -> None:
    """Without one of them it isn't put, and why says what it needs."""
    with pytest.raises(NotKept, match=f"the permission .*{action}"):
        keep(usual.without(action), {"verdict": "go"})


def test_evidence_is_put_and_stays(usual: State) -> None:
    """The role puts evidence; it can't read, overwrite elsewhere or delete it."""
    address = keep(usual.without(), {"verdict": "go"})
    bucket, _, key = address.removeprefix("s3://").partition("/")
    s3 = usual.whole.pointed.client("s3")
    denied(s3, "get_object", Bucket=bucket, Key=key)
    denied(s3, "delete_object", Bucket=bucket, Key=key)
    denied(s3, "put_object", Bucket=bucket, Key="decisions/x.json", Body=b"x")


def test_contents_stay_closed(deployed: Account, usual: State) -> None:
    """No recording, record, private key or log line can be read with the role."""
    recordings = deployed.physical("data", "Recordings", "Bucket")
    listed = deployed.client("s3").list_objects_v2(Bucket=recordings)["Contents"]
    denied(usual.whole.pointed.client("s3"), "get_object", Bucket=recordings, Key=listed[0]["Key"])
    table = deployed.physical("data", "Register", "Table")
    denied(usual.whole.pointed.client("dynamodb"), "scan", TableName=table)
    denied(usual.whole.pointed.client("ssm"), "get_parameters_by_path", Path="/golive/sandbox")
    group = TARGET.flow_log_group
    denied(usual.whole.pointed.client("logs"), "filter_log_events", logGroupName=group)


def denied(client: Any, call: str, **parameters: Any) -> None:
    """The call is refused for want of permission."""
    with pytest.raises(ClientError) as error:
        getattr(client, call)(**parameters)
    assert code_of(error.value) in ("403", "AccessDenied", "AccessDeniedException")
