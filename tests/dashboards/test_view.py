"""What is shown of a dashboard, and what is said of that which can't be."""

from __future__ import annotations

from typing import Any

import pytest

from golive.dashboards.account import NoDashboard, Unreadable
from golive.dashboards.view import View, view
from golive.environments import load
from tests.dashboards import fakes
from tests.dashboards.fakes import CALLS, NONE, Fake

TARGET = load("sandbox")
ALARM = {"AlarmName": "golive-sandbox-calls-missed", "StateValue": "ALARM", "StateReason": "5 > 1"}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    return Fake(monkeypatch)


def read(fake: Fake) -> View:
    return view(fake.account, TARGET, "golive-sandbox-launch", 3)


def test_each_widget_says_what_it_has(fake: Fake) -> None:
    """A line and its threshold, no failure, an alarm with its row, text without markup of its
    own, the function's answer in both colours, and what is not drawn here."""
    fake.board()
    fake.data(CALLS, NONE)
    fake.states(ALARM)
    fake.drawn("<p>light</p>")
    fake.drawn("<p>dark</p>")
    calls, missed, alarms, text, board, log = read(fake).widgets
    assert calls["series"] == [{"label": "ConcurrentCalls", "values": [3.0], "now": 3.0}]
    assert calls["at"] == [fakes.AT.timestamp()]
    assert calls["spoken"] == "Calls: newest ConcurrentCalls 3; warning at or above 9"
    assert missed["why"] == {"text": "No failure in 3 hours.", "tone": "go"}
    [tile] = alarms["alarms"]
    assert (tile["label"], tile["state"], tile["severity"]) == ("calls-missed", "ALARM", "warning")
    assert "&lt;b&gt;" in text["html"]
    assert text["html"].count("<a ") == 1
    assert (board["light"], board["dark"]) == ("<p>light</p>", "<p>dark</p>")
    assert "the console only" in log["why"]["text"]


def test_what_is_denied_is_said_with_its_permission(fake: Fake) -> None:
    """In the widget, and to who asked; the rest is shown."""
    fake.board()
    fake.denied("get_metric_data")
    fake.denied("describe_alarms")
    fake.denied("invoke", "lambda")
    shown = read(fake)
    assert "cloudwatch:GetMetricData" in shown.widgets[0]["why"]["text"]
    assert shown.widgets[2]["alarms"][0]["state"] == "gone"
    assert "lambda:InvokeFunction" in shown.widgets[4]["why"]["text"]
    assert len(shown.unread) == 4


def test_a_series_that_cloudwatch_did_not_answer_is_no_calm(fake: Fake) -> None:
    """Its status is the reason; the other widget's data is shown."""
    failed = NONE | {"StatusCode": "InternalError", "Messages": [{"Code": "x", "Value": "later"}]}
    fake.board({"widgets": fakes.BODY["widgets"][:2]})
    fake.data(CALLS, failed)
    shown = read(fake)
    assert "series" in shown.widgets[0]
    assert "InternalError: later" in shown.widgets[1]["why"]["text"]
    assert len(shown.unread) == 1


def test_a_function_that_failed_is_quoted(fake: Fake) -> None:
    """The widget shows its words."""
    fake.board({"widgets": [fakes.BODY["widgets"][4]]})
    fake.drawn({"errorMessage": "no bucket"}, "Unhandled")
    assert "no bucket" in read(fake).widgets[0]["why"]["text"]


@pytest.mark.parametrize(
    ("code", "error"), [("ResourceNotFound", NoDashboard), ("AccessDenied", Unreadable)]
)
def test_without_its_body_there_is_nothing_to_show(fake: Fake, code: str, error: Any) -> None:
    """A dashboard that isn't there, or that may not be read."""
    fake.denied("get_dashboard", code=code)
    with pytest.raises(error):
        read(fake)


def test_the_alarms_of_many_things_are_one_tile(fake: Fake) -> None:
    """It names those that are on."""
    names = [f"golive-sandbox-tables-throttled.{n}" for n in ("a", "b")]
    arns = [f"arn:aws:cloudwatch:r:1:alarm:{name}" for name in names]
    fake.board({"widgets": [{"type": "alarm", "properties": {"alarms": arns}}]})
    fake.states(
        *({"AlarmName": n, "StateValue": s} for n, s in zip(names, ("OK", "ALARM"), strict=True))
    )
    [shown] = read(fake).widgets
    assert [tile["label"] for tile in shown["alarms"]] == ["tables-throttled: b"]
    assert "1 of 2 on" in shown["title"]


def test_what_is_missing_leaves_a_gap(fake: Fake) -> None:
    """Every period has a place on the axis; two pages of one series are one line."""
    minutes = [fakes.AT.replace(minute=m) for m in (30, 45)]
    fake.board({"widgets": fakes.BODY["widgets"][:1]})
    fake.data(CALLS | {"Timestamps": [minutes[0]]}, CALLS | {"Timestamps": [minutes[1]]})
    [shown] = read(fake).widgets
    assert shown["series"][0]["values"] == [3.0, None, None, 3.0]
