"""A trail that is there already is searched by whoever made it, or the board is red."""

from __future__ import annotations

from typing import Any

from golive.account import Account
from golive.alarms import by_id, rows
from golive.alarms.patterns import filled
from golive.controls import catalogue
from golive.facts.audit import MetricFilter
from golive.facts.operations import AlarmTable
from golive.judge import judge_one
from golive.model import Outcome, Ref, Unknown
from golive.plain import plain
from tests.account.canned import Answers, Canned
from tests.account.good import ACCOUNT, NOW, REGION, account, answers, changed, environment, stack
from tests.account.needs import unowned

ALARMS, TRAIL = "cloudwatch:DescribeAlarms", "cloudtrail:GetTrail"
LISTED = "logs:DescribeMetricFilters"
AUDIT = [row.id for row in rows() if row.pattern]
GROUP = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:golive-sandbox-function-log"


def with_existing(changes: Answers) -> Account:
    """The good account as an environment sees it that makes no trail."""
    own = environment().account_baseline.model_copy(update={"trail": "existing"})
    there = environment().model_copy(update={"account_baseline": own})
    made = Account(Canned({**unowned(), **changes}), there, NOW)
    made.find()
    return made


def missing(side: Account) -> tuple[str, ...]:
    """The rows that the alarm table misses."""
    found = side.facts(AlarmTable)
    assert not isinstance(found, Unknown)
    assert isinstance(found[0].fact, AlarmTable)
    return found[0].fact.missing


def audit_alarms(**changes: Any) -> Answers:
    """The audit alarms, of another environment, with members changed."""
    table: Any = answers()[ALARMS]
    others = [
        alarm | {"AlarmName": alarm["AlarmName"].replace("sandbox", "other"), **changes}
        if alarm.get("Namespace") == "GoLive/Audit"
        else alarm
        for alarm in table["MetricAlarms"]
    ]
    return {ALARMS: {**table, "MetricAlarms": others}}


def searched(side: Account) -> tuple[Outcome, str]:
    """What the control says of the one trail."""
    (judged,) = judge_one(catalogue()["2.6.3-trail-is-searched"], side)
    return judged.outcome, judged.finding


def test_filters_are_read() -> None:
    """That of a stack at its resource, the others by their group and name."""
    found = account().facts(MetricFilter)
    assert not isinstance(found, Unknown)
    assert len(found) == len(AUDIT)
    assert found[0].subject == Ref(stack("AccountBaseline"), "Searched")
    assert found[1].subject == Ref("account", f"{GROUP}:filter:golive-{AUDIT[1]}")
    assert plain(found[0].fact) == {
        "log_group": f"{stack('AccountBaseline')}/FunctionLog",
        "pattern": filled(by_id()["trail-changed"], ()),
        "namespace": "GoLive/Audit",
        "metric": "TrailChanged",
        "value": "1",
        "default": 0.0,
        "narrowed": "",
    }


def test_other_filters_are_none_of_ours() -> None:
    """What feeds no metric of the alarm table isn't looked at."""
    counted = "metricFilters.1.metricTransformations.0.metricName"
    side = account(changed(LISTED, counted, "Other"))
    found = side.facts(MetricFilter)
    assert not isinstance(found, Unknown)
    assert len(found) == len(AUDIT) - 1


def test_another_environment_s_alarms_watch_for_this_one() -> None:
    """One environment of an account makes the trail, its filters and alarms."""
    side = with_existing(audit_alarms())
    assert missing(side) == ()
    assert searched(side) == (Outcome.PASS, "")


def test_a_trail_that_nobody_watches_is_no_silence() -> None:
    """Without the filters or the alarms, each audit row is missed."""
    muted = with_existing(audit_alarms(ActionsEnabled=False))
    assert list(missing(muted)) == AUDIT
    bare = with_existing({**audit_alarms(), LISTED: {"metricFilters": []}})
    outcome, why = searched(bare)
    assert outcome is Outcome.FAIL
    assert "not searched for trail-changed, recorder-changed, key-disabled and 16 more" in why


def test_a_log_of_another_account_can_t_be_told() -> None:
    """An organization's trail delivers there, and its filters are seen there only."""
    abroad = GROUP.replace(ACCOUNT, "999988887777")
    side = with_existing(changed(TRAIL, "Trail.CloudWatchLogsLogGroupArn", f"{abroad}:*"))
    outcome, why = searched(side)
    assert outcome is Outcome.UNKNOWN
    assert "its own account only" in why
