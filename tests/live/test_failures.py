"""What `golive verify` can't read is unknown, with the reason, and never green."""

from __future__ import annotations

import pytest

from golive.controls import catalogue
from tests.live.command import answering, closed_port, verify
from tests.sandbox.account import Account

LINES = {control.line for control in catalogue().values()}
EVERYTHING = sorted(LINES)
DENIED = {
    "cloudformation:ListStackResources": EVERYTHING,
    "cloudwatch:DescribeAlarms": ["2.6.3"],
    "connect:ListSecurityKeys": ["4.2"],
    "dynamodb:DescribeTable": ["4.1", "4.7"],
    "s3:GetBucketPolicy": ["4.5", "4.7", "4.9"],
    "ssm:DescribeParameters": ["4.2", "4.4"],
}
"""Which lines need a permission: each of its service's readers is asked by these alone."""
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


@pytest.mark.parametrize("permission", DENIED)
def test_a_denied_permission_is_named(deployed: Account, permission: str) -> None:
    """The lines that need it can't be told, the others are proven."""
    found = verify(deployed.connection, "--no-evidence", env=without(deployed, permission))
    assert found.code == 3
    assert found.lines("unknown") == set(DENIED[permission])
    assert found.lines("proven") == LINES - set(DENIED[permission])
    assert all(f"it needs the permission {permission}" in why for why in found.findings())


def test_evidence_that_may_not_be_kept_is_no_go(deployed: Account) -> None:
    """Every line is proven, but nobody could show it later: the exit code can't tell."""
    found = verify(deployed.connection, env=without(deployed, "s3:PutObject"))
    assert found.code == 3
    assert found.lines("proven") == LINES
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


def test_one_service_that_is_down_leaves_the_others(deployed: Account) -> None:
    """Only the lines that ask it are unknown."""
    env = {"AWS_ENDPOINT_URL_KINESIS": closed_port()}
    found = verify(deployed.connection, "--no-evidence", env=env)
    assert (found.code, found.lines("unknown")) == (3, {"4.8"})
    assert found.lines("proven") == LINES - {"4.8"}


def test_a_service_that_throttles_is_unknown(deployed: Account) -> None:
    """After its retries; the other lines are proven."""
    with answering(400, {"Content-Type": "application/x-amz-json-1.1"}, BUSY) as address:
        env = {"AWS_ENDPOINT_URL_SSM": address}
        found = verify(deployed.connection, "--no-evidence", env=env)
    assert (found.code, found.lines("unknown")) == (3, {"4.2", "4.4"})
    assert found.lines("proven") == LINES - {"4.2", "4.4"}
    assert all("was throttled, again after each retry" in why for why in found.findings())


def test_a_drifted_line_is_no_go(deployed: Account) -> None:
    """A failure that is known wins over what can't be told."""
    kinesis, stream = deployed.client("kinesis"), {"StreamName": stream_of(deployed)}
    sealed = kinesis.describe_stream_summary(**stream)["StreamDescriptionSummary"]["KeyId"]
    key = {"EncryptionType": "KMS", "KeyId": sealed}
    kinesis.stop_stream_encryption(**stream, **key)
    found = verify(deployed.connection, env=without(deployed, "dynamodb:DescribeTable"))
    kinesis.start_stream_encryption(**stream, **key)
    assert found.code == 1
    assert (found.lines("drifted"), found.lines("unknown")) == ({"4.8"}, {"4.1", "4.7"})


def stream_of(account: Account) -> str:
    """The stream of agent events."""
    names = account.client("kinesis").list_streams()["StreamNames"]
    return next(name for name in names if name.startswith("golive-sandbox-data-agentevents"))
