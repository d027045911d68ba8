"""An account that our stacks never touched: one command gives an honest board of it."""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

import pytest

from golive.environments import load
from sandbox import control
from tests.live.command import Verified, verify
from tests.live.untouched import set_up
from tests.sandbox.account import Account

NOT_SETTINGS = re.compile(
    r"not as AWS documents|not simulated|was denied|can't be reached| failed: "
)
"""What an unknown says that no setting of the account explains."""
FAILED = {"2.1.2", "2.3.1-5", "2.3.6", "2.4.1", "2.4.9", "2.6.8", "2.7.1", "4.2", "4.8", "4.9"}
RECORDED = {"2.6.6": "how resources change", "2.6.7": "what is done in the account"}
"""Lines that such an account fails by what it has, or by what it has not that is declared."""


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> Generator[Verified]:
    """What verify says of a console-like instance in an account of its own."""
    state, target = tmp_path_factory.mktemp("untouched"), load("sandbox")
    account = Account(control.start(state, account=target.account, region=target.region))
    set_up(account, target.instance.alias)
    yield verify(account.connection)
    control.stop(state)


def subjects(verified: Verified) -> list[dict[str, Any]]:
    return [row for line in verified.run["lines"] for row in line["subjects"]]


def test_it_is_a_no_go(verified: Verified) -> None:
    """Told by the exit code; that no evidence could be kept is told beside it."""
    assert verified.code == 1
    assert verified.run["verdict"] == "no-go"
    assert "the evidence is not kept" in verified.said


def test_nothing_is_proven_of_what_no_template_says(verified: Verified) -> None:
    """What holds is unmanaged, what doesn't fails, and no verdict speaks of a design."""
    found = {row["verdict"] for row in subjects(verified)}
    assert found <= {"unmanaged", "listed", "failed", "unknown", "skipped", "not applicable"}
    assert {"unmanaged", "failed"} <= found
    assert verified.lines("failed") >= FAILED


def test_an_account_where_nobody_records_fails(verified: Verified) -> None:
    """No recorder and no trail are failures of their lines, not silence."""
    for line, what in RECORDED.items():
        found = [row for n in verified.run["lines"] if n["id"] == line for row in n["subjects"]]
        said = {row["finding"] for row in found if row["verdict"] == "failed"}
        assert said == {f"is not there: nothing records {what}"}


def test_every_finding_says_why(verified: Verified) -> None:
    """An unknown is explained by what is missing there, never by a reader that stumbled."""
    for row in subjects(verified):
        if row["verdict"] in ("failed", "unknown", "skipped"):
            assert row["finding"], row
    stumbled = [finding for finding in verified.findings() if NOT_SETTINGS.search(finding)]
    assert stumbled == []


def test_findings_name_what_is_in_the_account(verified: Verified) -> None:
    """The instance and its bucket by ARN; nobody's address and no whole telephone number."""
    paths = {row["path"] for row in subjects(verified) if row["verdict"] == "failed"}
    assert any(":instance/" in path for path in paths)
    assert any(path.startswith("arn:aws:s3:::amazon-connect-") for path in paths)
    text = " ".join(row["finding"] for row in subjects(verified))
    assert not re.search(r"\+1\d{10}|\S+@\S+", text)
