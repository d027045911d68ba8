"""Every event of CloudFormation is answered, and no answer says too much."""

from __future__ import annotations

import json
from traceback import format_exception
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ParamValidationError

from tests.functions.loading import function

EVENT = {
    "RequestType": "Create",
    "ResponseURL": "https://example.com/answer",
    "StackId": "stack",
    "RequestId": "request",
    "LogicalResourceId": "Thing",
}
SECRET = "a value that a message may echo"


@pytest.fixture(scope="module")
def common() -> Any:
    """What the functions share, as one of them loads it."""
    return SimpleNamespace(**function("public_access").serve.__globals__)


@pytest.fixture
def answers(common: Any, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was sent to CloudFormation."""
    sent: list[dict[str, Any]] = []

    class Closed:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    def put(request: Any, **_: object) -> Closed:
        assert request.get_method() == "PUT"
        assert request.full_url == EVENT["ResponseURL"]
        sent.append(json.loads(request.data))
        return Closed()

    monkeypatch.setitem(common.serve.__globals__, "urlopen", put)
    return sent


def doing(common: Any, **attributes: str) -> Any:
    """Work that ends well."""

    def work(_: object) -> Any:
        return common.Done("id", attributes)

    return work


def raising(error: Exception) -> Any:
    """Work that ends with an error."""

    def work(_: object) -> None:
        raise error

    return work


def test_what_was_done_is_answered(common: Any, answers: list[dict[str, Any]]) -> None:
    """Id and attributes, beside what CloudFormation knows the request by."""
    common.serve(EVENT, None, doing(common, Name="value\nwith a newline"))
    assert answers == [
        {
            "Status": "SUCCESS",
            "Reason": "log stream unknown",
            "PhysicalResourceId": "id",
            "StackId": "stack",
            "RequestId": "request",
            "LogicalResourceId": "Thing",
            "Data": {"Name": "value\nwith a newline"},
        }
    ]


def test_a_refusal_says_why(common: Any, answers: list[dict[str, Any]]) -> None:
    """The work's own words reach the stack's events, and Lambda counts an error."""
    with pytest.raises(common.Failed, match="not like this"):
        common.serve(EVENT, None, raising(common.Refused("not like this")))
    assert answers[0]["Status"] == "FAILED"
    assert answers[0]["Reason"] == "not like this"
    assert answers[0]["PhysicalResourceId"] == "failed-Thing"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            ClientError({"Error": {"Code": "AccessDenied", "Message": SECRET}}, "PutParameter"),
            "PutParameter: AccessDenied",
        ),
        (ParamValidationError(report=SECRET), "ParamValidationError"),
    ],
)
def test_an_error_of_aws_is_named_and_not_quoted(
    common: Any, answers: list[dict[str, Any]], error: Exception, reason: str
) -> None:
    """Operation and code, never the message, which may hold what was sent: nor in the log."""
    with pytest.raises(common.Failed, match=reason) as failed:
        common.serve(EVENT | {"PhysicalResourceId": "old"}, None, raising(error))
    assert SECRET not in "".join(format_exception(failed.value))
    assert answers[0]["Reason"] == reason
    assert answers[0]["PhysicalResourceId"] == "old"
    assert SECRET not in json.dumps(answers)


def test_a_crash_is_answered_too(common: Any, answers: list[dict[str, Any]]) -> None:
    """The stack fails now, not after an hour; Lambda logs the crash."""
    with pytest.raises(ZeroDivisionError):
        common.serve(EVENT, SimpleNamespace(log_stream_name="s"), raising(ZeroDivisionError()))
    assert answers[0]["Status"] == "FAILED"
    assert answers[0]["Reason"] == "did not finish"


def test_an_answer_is_never_too_long(common: Any, answers: list[dict[str, Any]]) -> None:
    """CloudFormation takes 4 096 bytes and would wait for ever on more."""
    with pytest.raises(common.Failed):
        common.serve(EVENT, None, doing(common, Name="x" * 5000))
    assert answers[0]["Status"] == "FAILED"
    assert "more than CloudFormation takes" in answers[0]["Reason"]


def test_common_is_in_every_function(common: Any) -> None:
    """Each handler serves through it."""
    handlers: list[ModuleType] = [function("public_access"), function("input_keys")]
    assert all(h.serve.__globals__["MOST_BYTES"] == common.MOST_BYTES for h in handlers)
