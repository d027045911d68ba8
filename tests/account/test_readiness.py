"""A run of the controls in the account: metrics at its end, or none at all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from golive.account import readiness
from golive.account.proof import Asked
from golive.account.readiness import MOST, NotPut, put
from golive.account.side import Account
from golive.environment import Environment
from golive.environments import load, names
from golive.readiness import EVERY_MINUTES, NAMESPACE, TIMEOUT_SECONDS, counts, metrics
from tests.account.canned import Answers, Canned, refused
from tests.account.good import answers, environment, side_of

PUT: Answers = {"s3:PutObject": {}, "cloudwatch:PutMetricData": {}}
RUN = {
    "lines": [
        {"id": "4.1", "verdict": "proven"},
        {"id": "4.2", "verdict": "unknown"},
        {"id": "4.3", "verdict": "drifted"},
        {"id": "4.4", "verdict": "not built"},
        {"id": "4.5", "verdict": "not applicable"},
    ]
}


def ran(monkeypatch: pytest.MonkeyPatch, changes: Answers) -> tuple[dict[str, Any], Canned]:
    """What a run on the good account told, and what it asked."""
    side = side_of(answers() | dict(PUT) | dict(changes))

    def opened(*_: object, **__: object) -> Account:
        return side

    monkeypatch.setattr(Account, "open", opened)
    assert isinstance(side.session, Canned)
    return readiness.run(Asked(environment())), side.session


def points(session: Canned) -> dict[str, float]:
    """The counts of the environment that were put."""
    [parameters] = [p for name, p in session.asked if name == "cloudwatch:PutMetricData"]
    assert parameters["Namespace"] == NAMESPACE
    whole = [m for m in parameters["MetricData"] if len(m["Dimensions"]) == 1]
    return {metric["MetricName"]: metric["Value"] for metric in whole}


def test_a_line_is_go_or_cant_tell_or_no_go() -> None:
    """0, 1 and 2, by environment and line; a line without a control has no point."""
    found = metrics("prod", RUN, {})
    values = {m["Dimensions"][1]["Value"]: m["Value"] for m in found}
    assert values == {"4.1": 0, "4.2": 1, "4.3": 2, "4.5": 0}
    assert all(m["Dimensions"][0] == {"Name": "Environment", "Value": "prod"} for m in found)
    assert counts(RUN) == {"Runs": 1, "RedLines": 1, "UnknownLines": 1}


def test_metrics_are_put_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Evidence first; the last call of a run says that it ended."""
    told, session = ran(monkeypatch, {})
    assert [name for name, _ in session.asked][-2:] == ["s3:PutObject", "cloudwatch:PutMetricData"]
    assert points(session) | {"Seconds": 0} == {
        name: told[name] for name in points(session) if name != "Seconds"
    } | {"Seconds": 0}
    assert points(session)["FailedCalls"] == points(session)["EvidenceNotKept"] == 0


def test_a_run_that_cannot_keep_evidence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdicts are put all the same, and the alarm on stale evidence hears of it."""
    _, session = ran(monkeypatch, {"s3:PutObject": refused("AccessDenied")})
    assert points(session)["EvidenceNotKept"] == 1
    assert points(session)["Runs"] == 1


def test_a_run_that_sees_nothing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Denied calls are counted: unknown lines turn nothing red."""
    _, session = ran(monkeypatch, {"cloudtrail:GetTrailStatus": refused("AccessDenied")})
    assert points(session)["FailedCalls"] >= 1


def test_a_run_that_puts_no_metrics_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """It raises with the permission's name, so that the function's errors count it."""
    with pytest.raises(NotPut, match="cloudwatch:PutMetricData was denied"):
        ran(monkeypatch, {"cloudwatch:PutMetricData": refused("AccessDeniedException")})


def test_many_metrics_take_several_calls() -> None:
    """No call has more than CloudWatch takes."""
    side = side_of(answers() | dict(PUT))
    lines = [{"id": str(n), "verdict": "proven"} for n in range(MOST + 1)]
    put(side, metrics("prod", {"lines": lines}, {}))
    assert isinstance(side.session, Canned)
    sizes = [len(p["MetricData"]) for n, p in side.session.asked if n.endswith("PutMetricData")]
    assert sizes == [MOST, 1]


def test_what_is_logged_names_no_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts, seconds and the address of the evidence: no finding, user or address."""
    told, _ = ran(monkeypatch, {})
    text = json.dumps(told)
    people = [agent.user for agent in environment().agents]
    recipients = [*environment().recipients.critical, *environment().recipients.warning]
    assert not [word for word in people + recipients if word in text]
    assert [note.partition(":")[0] for note in told["notes"]] == ["evidence"]


@pytest.mark.parametrize("name", names())
def test_an_environment_survives_the_way_to_its_function(name: str) -> None:
    """As JSON beside the handler it is the same environment."""
    given = load(name)
    assert Environment.model_validate_json(given.model_dump_json()) == given


def test_a_run_ends_before_the_next() -> None:
    """So no concurrency need be reserved."""
    assert TIMEOUT_SECONDS < EVERY_MINUTES * 60
