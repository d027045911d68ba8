"""What `golive verify` can't read is unknown, with the reason, and never green."""

from __future__ import annotations

import pytest

from golive.account.needs import needs
from golive.controls import catalogue
from tests.live.command import Verified, answering, closed_port, verify
from tests.sandbox.account import Account

LINES = {control.line for control in catalogue().values()}
DRIFT = "2.3.10"
"""It compares what every other line reads."""
DENIED = (
    "cloudwatch:DescribeAlarms",
    "connect:ListSecurityKeys",
    "dynamodb:DescribeTable",
    "s3:GetBucketPolicy",
    "ssm:DescribeParameters",
)
EXPIRED = (
    "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code>"
    "<Message>The security token included in the request is expired</Message></Error>"
    "</ErrorResponse>"
)
BUSY = '{"__type": "ThrottlingException", "message": "Rate exceeded"}'


def without(account: Account, permission: str) -> dict[str, str]:
    """The keys of a user who may do everything but one thing."""
    everything_else = {"Effect": "Allow", "NotAction": [permission], "Resource": "*"}
    key, secret = account.user(everything_else)
    return {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}


def needing(service: str) -> set[str]:
    """The lines that need a permission, or any of a service, and drift beside them."""
    return {
        DRIFT,
        *(
            line
            for action, lines in needs().items()
            if action.startswith(service)
            for line in lines
        ),
    }


@pytest.fixture(scope="module")
def whole(deployed: Account) -> Verified:
    """The deployed environment with every permission and service."""
    return verify(deployed.connection, "--no-evidence")


def lost(found: Verified, whole: Verified) -> set[str]:
    """The lines that are unknown only now; no other line has changed its verdict."""
    changed = {line for line, verdict in found.verdicts.items() if verdict != whole.verdicts[line]}
    assert changed <= found.lines("unknown")
    return changed


@pytest.mark.parametrize("permission", DENIED)
def test_a_denied_permission_is_named(deployed: Account, whole: Verified, permission: str) -> None:
    """The lines that need it can't be told, the others are as they were."""
    found = verify(deployed.connection, "--no-evidence", env=without(deployed, permission))
    assert found.code == 3
    assert lost(found, whole) == needing(permission) - whole.lines("unknown")
    new = found.findings() - whole.findings()
    assert new
    assert all(f"it needs the permission {permission}" in why for why in new)


def test_without_the_stacks_nothing_can_be_told(deployed: Account) -> None:
    """Who may not list their resources knows no subject."""
    denied = without(deployed, "cloudformation:ListStackResources")
    found = verify(deployed.connection, "--no-evidence", env=denied)
    assert (found.code, found.lines("unknown")) == (3, LINES)


def test_evidence_that_may_not_be_kept_is_no_go(deployed: Account) -> None:
    """The line is proven, but nobody could show it later: the exit code can't tell."""
    found = verify(deployed.connection, "--line", "4.1", env=without(deployed, "s3:PutObject"))
    assert found.code == 3
    assert found.lines("proven") == {"4.1"}
    assert "the evidence is not kept: s3:PutObject was denied" in found.said


CREDENTIALS = {
    "there are no AWS credentials": {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None},
    "AWS doesn't accept the credentials (SignatureDoesNotMatch)": {
        "AWS_SECRET_ACCESS_KEY": "not the secret"
    },
    "AWS doesn't accept the credentials (InvalidClientTokenId)": {
        "AWS_ACCESS_KEY_ID": "AKIANOBODYSKEY000000"
    },
}


@pytest.mark.parametrize("why", CREDENTIALS)
def test_without_valid_credentials_nothing_can_be_told(deployed: Account, why: str) -> None:
    """Every line is unknown and says what is wrong with the credentials."""
    found = verify(deployed.connection, "--no-evidence", env=CREDENTIALS[why])
    assert (found.code, found.lines("unknown")) == (3, LINES)
    assert all(why in finding for finding in found.findings())


def test_an_expired_token_asks_to_sign_in_again(deployed: Account) -> None:
    """Every line is unknown."""
    with answering(403, {"Content-Type": "text/xml"}, EXPIRED) as address:
        env = {"AWS_ENDPOINT_URL_STS": address}
        found = verify(deployed.connection, "--no-evidence", env=env)
    assert (found.code, found.lines("unknown")) == (3, LINES)
    assert all("have expired, sign in again" in finding for finding in found.findings())


def test_a_dead_endpoint_is_named(deployed: Account) -> None:
    """Every line is unknown, and the address that doesn't answer is in the reason."""
    address = closed_port()
    found = verify(deployed.connection, "--no-evidence", env={"AWS_ENDPOINT_URL": address})
    assert (found.code, found.lines("unknown")) == (3, LINES)
    assert all(address in finding for finding in found.findings())


def test_one_service_that_is_down_leaves_the_others(deployed: Account, whole: Verified) -> None:
    """Only the lines that ask it are unknown."""
    env = {"AWS_ENDPOINT_URL_KINESIS": closed_port()}
    found = verify(deployed.connection, "--no-evidence", env=env)
    assert found.code == 3
    assert lost(found, whole) == needing("kinesis:") - whole.lines("unknown")


def test_a_service_that_throttles_is_unknown(deployed: Account, whole: Verified) -> None:
    """After its retries; the other lines are as they were."""
    with answering(400, {"Content-Type": "application/x-amz-json-1.1"}, BUSY) as address:
        env = {"AWS_ENDPOINT_URL_SSM": address}
        found = verify(deployed.connection, "--no-evidence", env=env)
    assert found.code == 3
    assert lost(found, whole) == needing("ssm:") - whole.lines("unknown")
    new = found.findings() - whole.findings()
    assert all("was throttled, again after each retry" in why for why in new)


def test_a_drifted_line_is_no_go(deployed: Account) -> None:
    """A failure that is known wins over what can't be told."""
    kinesis, stream = deployed.client("kinesis"), {"StreamName": stream_of(deployed)}
    sealed = kinesis.describe_stream_summary(**stream)["StreamDescriptionSummary"]["KeyId"]
    key = {"EncryptionType": "KMS", "KeyId": sealed}
    kinesis.stop_stream_encryption(**stream, **key)
    found = verify(deployed.connection, env=without(deployed, "dynamodb:DescribeTable"))
    kinesis.start_stream_encryption(**stream, **key)
    assert found.code == 1
    assert found.lines("drifted") == {"4.8", DRIFT}
    assert {"4.1", "4.7"} <= found.lines("unknown")


def stream_of(account: Account) -> str:
    """The stream of agent events."""
    names = account.client("kinesis").list_streams()["StreamNames"]
    return next(name for name in names if name.startswith("golive-sandbox-data-agentevents"))
