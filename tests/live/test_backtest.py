"""`golive backtest` on the deployed environment: the real command, over seeded history."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from golive.launch.criterion import NAMESPACE, OLDEST
from golive.project import ROOT
from sandbox import control, demo
from tests.sandbox.account import Account

AGO = timedelta(days=2)
HELD = 7
"""Minutes for which an issue was open for too long."""


@pytest.fixture(scope="module")
def began(deployed: Account) -> datetime:
    """Two days ago an issue was open for five hours, for some minutes; then none was."""
    begin = datetime.now(UTC).replace(second=0, microsecond=0) - AGO
    values = [0.0, *[5.0] * HELD, *[0.0] * 30]
    where = [{"Name": "Environment", "Value": "sandbox"}]
    data = [
        {
            "MetricName": OLDEST,
            "Dimensions": where,
            "Value": value,
            "Timestamp": begin + timedelta(minutes=minute - 1),
        }
        for minute, value in enumerate(values)
    ]
    deployed.client("cloudwatch").put_metric_data(Namespace=NAMESPACE, MetricData=data)
    return begin


def backtest(account: Account, *words: str, **more: str) -> tuple[int, str, str]:
    """How the command ended, and what it said."""
    command = (demo.GOLIVE, "backtest", "--env", "sandbox", "--rate", "cloudwatch=500", *words)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=control.environ(account.connection) | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr[-4000:]
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def whole(deployed: Account, began: datetime, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """All alarms over three days, as JSON, with its page and its evidence."""
    folder = tmp_path_factory.mktemp("backtest")
    code, out, said = backtest(deployed, "--days", "3", "--format", "json", "--out", str(folder))
    assert code in (0, 1, 3), said
    return {"code": code, "found": json.loads(out), "said": said, "folder": folder}


def test_it_fires_at_the_minute_at_which_the_metric_did(whole: Any, began: datetime) -> None:
    """The rollback alarm: once two days ago, from the end of the first minute, for so many."""
    [row] = [one for one in whole["found"]["alarms"] if one["row"] == "rollback-criterion"]
    first = row["fired"][0]
    assert datetime.fromisoformat(first["at"]) == began + timedelta(minutes=1)
    assert first["minutes"] == HELD


def test_every_alarm_is_run(whole: Any, deployed: Account) -> None:
    """Each metric alarm of the environment is in the answer, none refused."""
    pages = deployed.client("cloudwatch").get_paginator("describe_alarms")
    named = {
        alarm["AlarmName"]
        for page in pages.paginate(AlarmNamePrefix="golive-sandbox-", AlarmTypes=["MetricAlarm"])
        for alarm in page["MetricAlarms"]
    }
    assert {one["alarm"] for one in whole["found"]["alarms"]} == named
    assert whole["found"]["untested"] == []


def test_it_is_kept_as_evidence(whole: Any, deployed: Account) -> None:
    """In the evidence bucket, below backtests/, without firings one by one."""
    address = whole["said"].split("kept as s3://")[1].split()[0]
    bucket, _, key = address.partition("/")
    body = deployed.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    kept: Mapping[str, Any] = json.loads(body)
    assert key.startswith("backtests/")
    assert len(kept["alarms"]) == len(whole["found"]["alarms"])
    assert "curve" not in kept["alarms"][0]


def test_the_page_is_one_file(whole: Any) -> None:
    """Nothing in it is loaded from elsewhere, and the simulated is called so."""
    page = Path(whole["folder"], "backtest.html").read_text(encoding="utf-8")
    assert "src=" not in page
    assert "<link" not in page
    assert "simulated" in page


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nobody",), 2, "no alarm nobody; there are: "),
        (("rollback-criterion", "--wanted", "9"), 0, ""),
        (("rollback-criterion", "--wanted", "0"), 1, ""),
        (("missed-calls", "--days", "500"), 2, "500 is not in the range"),
    ],
)
def test_exit_codes(
    deployed: Account, began: datetime, words: tuple[str, ...], code: int, said: str
) -> None:
    """What there is no alarm for is bad input; the wanted rate decides between 0 and 1."""
    assert began
    ended, _, errors = backtest(deployed, *words)
    assert ended == code, errors
    assert said in errors


def test_without_the_permission_it_says_which(deployed: Account) -> None:
    """Whoever may not list alarms is told so, and nothing passes."""
    nothing = {"Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*"}
    key, secret = deployed.user(nothing)
    named = {"AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret}
    code, _, said = backtest(deployed, **named)
    assert code == 3
    assert "cloudwatch:DescribeAlarms" in said
