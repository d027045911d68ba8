"""Calls: each failure has its reason, none is made twice, none too fast."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore import exceptions as botocore
from botocore.parsers import ResponseParserError

from golive.account import session as sessions
from golive.account.errors import cause, reason
from golive.account.rate import RATES, Bucket, Rate
from golive.account.session import Session
from tests.account.canned import Canned, refused
from tests.account.endpoint import answering, failing
from tests.account.good import answers

CALLER = "sts:GetCallerIdentity"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "none"}


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """No credentials, settings or second tries of whoever runs the tests."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL", "AWS_CA_BUNDLE", *KEYS):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(sessions, "ATTEMPTS", 2)


def why(monkeypatch: pytest.MonkeyPatch, url: str) -> str:
    """The reason of the first call to an endpoint."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", url)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    return Session("us-east-1").call(CALLER).why


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "AccessDenied", "was denied: it needs the permission sts:GetCallerIdentity"),
        (403, "ExpiredToken", "the credentials have expired"),
        (403, "InvalidClientTokenId", "doesn't accept the credentials"),
        (400, "Throttling", "was throttled, again after each retry"),
        (500, "InternalFailure", "failed: InternalFailure"),
    ],
)
def test_an_error_has_its_reason(
    monkeypatch: pytest.MonkeyPatch, status: int, code: str, words: str
) -> None:
    """What an endpoint refuses is told in words a person can act on."""
    with answering(*failing(status, code)) as server:
        assert words in why(monkeypatch, server.url)


def test_what_is_throttled_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A throttled call is repeated as often as it is said to be."""
    with answering(*failing(400, "Throttling")) as server:
        why(monkeypatch, server.url)
        assert len(server.paths) == sessions.ATTEMPTS


def test_a_dead_endpoint_is_said_to_be_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers: the reason says that the endpoint can't be reached."""
    with answering(200, "") as server:
        url = server.url
    assert "the endpoint can't be reached" in why(monkeypatch, url)


def test_something_else_than_aws_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy's page is not taken for an answer."""
    with answering(200, "<html>sign in") as server:
        assert "what answered is not AWS" in why(monkeypatch, server.url)


def test_without_credentials_there_is_no_call() -> None:
    """No credentials are a reason of their own, and every later call has the same one."""
    session = Session("us-east-1")
    first = session.call(CALLER)
    assert "there are no AWS credentials" in first.why
    assert session.call("dynamodb:DescribeTable", TableName="t").why == first.why


def test_a_profile_that_does_not_exist_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong AWS_PROFILE is told, and no traceback."""
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    session = Session("us-east-1")
    assert "The config profile (nobody) could not be found" in session.call(CALLER).why
    assert session.partition == "aws"


def test_a_region_that_aws_does_not_know_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """A made-up Region has no endpoint and no partition of its own."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    assert Session("zz-nowhere-9").partition == "aws"
    assert Session("cn-north-1").partition == "aws-cn"


def test_a_session_that_was_stopped_asks_nothing() -> None:
    """Whoever gives up waits for no further answer."""
    session = Canned(answers())
    session.stop()
    assert session.call(CALLER).why == "the verification was stopped"
    assert session.asked == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (botocore.UnauthorizedSSOTokenError(), "expired"),
        (botocore.NoCredentialsError(), "absent"),
        (botocore.PartialCredentialsError(provider="x", cred_var="y"), "absent"),
        (botocore.NoRegionError(), "region"),
        (botocore.EndpointConnectionError(endpoint_url="https://x"), "unreached"),
        (botocore.ReadTimeoutError(endpoint_url="https://x"), "unreached"),
        (botocore.SSLError(endpoint_url="https://x", error=OSError("bad")), "unreached"),
        (ResponseParserError("no"), "strange"),
        (refused("ThrottlingException"), "throttled"),
        (refused("TooManyRequestsException"), "throttled"),
        (refused("SlowDown"), "throttled"),
        (refused("AccessDeniedException"), "denied"),
        (refused("AuthorizationError"), "denied"),
        (refused("ExpiredTokenException"), "expired"),
        (refused("UnrecognizedClientException"), "refused"),
        (refused("ServiceUnavailable"), "other"),
    ],
)
def test_every_failure_has_a_cause(error: Exception, kind: str) -> None:
    """botocore's exceptions and AWS's codes are sorted by what a person would do."""
    assert cause(error) == kind
    assert reason(CALLER, error).startswith(CALLER)


def test_a_permission_is_called_by_its_iam_name() -> None:
    """GetBucketEncryption needs s3:GetEncryptionConfiguration, which nobody would guess."""
    words = reason("s3:GetBucketEncryption", refused("AccessDenied"))
    assert words.endswith("it needs the permission s3:GetEncryptionConfiguration")


def test_after_expired_credentials_nothing_is_asked() -> None:
    """Once the credentials are refused, every other call would be: none is made."""
    session = Canned({CALLER: refused("ExpiredToken")})
    session.call(CALLER)
    assert "expired" in session.call("dynamodb:DescribeTable", TableName="t").why
    assert len(session.asked) == 1


def test_the_same_question_is_asked_once() -> None:
    """However many threads ask, a call with the same parameters is made once."""
    session = Canned(answers())
    start = threading.Barrier(8)

    def ask(_: int) -> Any:
        start.wait()
        return session.call("dynamodb:DescribeTable", TableName="t")

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(ask, range(8)))
    assert len(session.asked) == 1
    assert all(reply is replies[0] for reply in replies)


def test_a_service_has_one_client() -> None:
    """Clients are made once, and shared by all threads."""
    session = Canned({})
    with ThreadPoolExecutor(8) as pool:
        clients = list(pool.map(session.client, ["sts"] * 8))
    assert len({id(client) for client in clients}) == 1


class Clock:
    """A clock that runs only while somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, list[float]()

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def taken(rate: Rate, requests: int) -> tuple[Clock, Bucket]:
    clock = Clock()
    bucket = Bucket(rate, clock.time, clock.sleep)
    for _ in range(requests):
        bucket.take()
    return clock, bucket


def test_requests_keep_to_the_rate() -> None:
    """Ten requests at two a second take four and a half seconds."""
    clock, _ = taken(Rate(2, 1, ""), 10)
    assert clock.now == pytest.approx(104.5)


def test_a_burst_goes_at_once() -> None:
    """After a pause as many go at once as the burst allows, and not more."""
    clock, bucket = taken(Rate(1, 3, ""), 3)
    assert clock.slept == []
    bucket.take()
    assert clock.slept == [1.0]
    clock.now += 60
    for _ in range(4):
        bucket.take()
    assert clock.slept == [1.0, 1.0]


def test_each_attempt_takes_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    """A retry is a request too: the bucket is asked before each one that goes out."""
    takes: list[int] = []
    monkeypatch.setattr(Bucket, "take", lambda self: takes.append(1))  # pyright: ignore[reportUnknownLambdaType,reportUnknownArgumentType]
    with answering(*failing(400, "Throttling")) as server:
        why(monkeypatch, server.url)
        assert len(takes) == len(server.paths)


def test_connect_is_asked_below_what_its_agents_share() -> None:
    """Amazon Connect's two requests a second are shared with the agents: ours is one."""
    assert RATES["connect"].a_second <= 1
    assert RATES["connect"].burst == 1


def test_a_raised_quota_can_be_said() -> None:
    """Whose quota was raised says so, and only that service is asked faster."""
    session = Session("us-east-1", rates={"connect": 10})
    assert session.rate("connect").a_second == 10
    assert session.rate("logs") == RATES["logs"]
