"""Chains and ages in whole runs, with the project's own controls."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from golive.judge import Verdict, worst
from golive.model import Evidence, Fact, Seen
from golive.run import check_run, exit_code, verify_run
from tests.controls.every import GOOD
from tests.run.test_run import Sides, environment, line
from tests.sides import NOW

EMPTY = replace(cast(Any, GOOD["Dashboard"]), series=())
SHOWS, HAS = "2.6.1-dashboard-shows-metrics", "2.6.1-dashboard-has-data"
DRAWN, STANDS = "2.6.1-alarm-is-drawn", "2.6.1-every-dashboard-stands"


class Aged(Sides):
    """An account whose feeds were read some hours ago."""

    def __init__(self, hours: float) -> None:
        super().__init__("account")
        self._read = Evidence("cloudwatch:GetMetricData", {}, "", NOW - timedelta(hours=hours))

    def facts(self, kind: type[Fact]) -> list[Seen]:
        seen = super().facts(kind)
        return [replace(s, evidence=(self._read,)) for s in seen] if kind.of else seen


def verdicts(run: dict[str, Any], of: str) -> dict[str, str]:
    """The worst of each control."""
    found = dict[str, list[Verdict]]()
    for one in line(run, of)["subjects"]:
        found.setdefault(one["control"], []).append(Verdict(one["verdict"]))
    return {control: str(worst(each)) for control, each in found.items()}


def test_one_failure_and_a_skip() -> None:
    """An empty dashboard fails, and whether its metrics have data isn't asked any more."""
    run = verify_run(environment(), Sides(), Sides("account", Dashboard=EMPTY), lines=["2.6.1"])
    assert verdicts(run, "2.6.1")[SHOWS] == "drifted"
    assert verdicts(run, "2.6.1")[HAS] == "skipped"
    assert run["verdict"] == "no-go"
    failed = [one for n in run["lines"] for one in n["subjects"] if one["verdict"] == "drifted"]
    assert {one["control"] for one in failed} == {SHOWS, DRAWN}


def test_what_a_line_requires_is_judged_though_it_is_not_asked_for() -> None:
    """A run of one line knows what another line's control says, and is a no-go for it."""
    quiet = replace(cast(Any, GOOD["Instance"]), flow_logs=False)
    run = verify_run(environment(), Sides(), Sides("account", Instance=quiet), lines=["2.6.8"])
    skipped = [one for one in line(run, "2.6.8")["subjects"] if one["verdict"] == "skipped"]
    assert [one["requires"] for one in skipped] == ["4.7-instance-flow-logs"]
    assert [n["id"] for n in run["lines"]] == ["2.6.8"]
    assert exit_code(run) == 1


def test_a_template_alone_asks_nothing_of_the_account() -> None:
    """What a template can't show is no prerequisite there."""
    run = check_run("x", Sides(Dashboard=EMPTY))
    assert verdicts(run, "2.6.1") == {SHOWS: "failed", DRAWN: "failed", STANDS: "designed"}


def test_old_evidence_cant_tell() -> None:
    """A feed read too long ago proves nothing, and says how old it is."""
    fresh = verify_run(environment(), Sides(), Aged(0.5), lines=["2.6.1"])
    assert fresh["verdict"] == "go", line(fresh, "2.6.1")
    old = verify_run(environment(), Sides(), Aged(30), lines=["2.6.1"])
    assert old["verdict"] == "can't tell"
    assert verdicts(old, "2.6.1")[HAS] == "unknown"
    feeds = [one for one in line(old, "2.6.1")["subjects"] if one["control"] == HAS]
    assert {feed["finding"] for feed in feeds} == {"its evidence is 30 h old, 24 h at most"}
