"""A line explains itself: what is read, what would break it, and what it doesn't prove."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from golive.account.needs import permissions_of
from golive.account.operations import operations
from golive.cli.explain import NOT_BUILT, explain
from golive.controls import catalogue
from golive.explain import explained, needed, told
from golive.plan import lines
from golive.shown import NOTHING, of, shown
from tests.about.shown import FILE, breaks, written
from tests.report import runs

CONTROLS = catalogue()


def called(*words: str) -> Result:
    return CliRunner().invoke(explain, words)


def test_what_is_shown_is_what_the_tests_show() -> None:
    """Calls and mutants stand in the file as the tests' own tables have them (make docs)."""
    assert FILE.read_text(encoding="utf-8") == written()


@pytest.mark.parametrize("identifier", CONTROLS)
def test_every_control_names_what_breaks_it(identifier: str) -> None:
    """The change is one of a table whose every row is seen killed by this control."""
    one = of(identifier)
    assert (one.breaks, one.where) in [tuple(each) for each in breaks()[identifier]]
    assert one.mutants > 0


def test_calls_are_those_that_may_be_made() -> None:
    """Each call that is shown stands in the table of operations."""
    assert {call for one in shown().values() for call in one.reads} <= set(operations())


def test_a_control_that_the_tests_have_not_shown_says_nothing() -> None:
    """One that is newer than the file is explained without."""
    assert of("9.9-nothing") is NOTHING


def test_a_line_says_claim_reads_risk_and_mutant() -> None:
    """Template types and account calls, what it leaves open, and the permissions of the line."""
    done = called("4.1")
    assert done.exit_code == 0, done.output
    for text in (
        "4.1 DynamoDB encrypts at rest",
        "4.1-table-key: Every table is encrypted under a customer-managed key",
        "AWS::DynamoDB::Table",
        "dynamodb:DescribeTable",
        "broken by    a table goes back to the service's own key (on a running account; tests",
        "not proven   Who may read items through DynamoDB itself",
        "NIST SP 800-53 Rev. 5 SC-28",
        "permissions  cloudformation:DescribeStacks",
    ):
        assert text in done.stdout


def test_what_is_required_needs_its_permissions_too() -> None:
    """A line whose control requires one of another line can't be told without that one."""
    assert "connect:ListSecurityKeys" in needed("4.3")
    assert set(needed("4.2")) == set(permissions_of("4.2"))


def test_a_feed_says_what_it_requires_and_how_old_it_may_be() -> None:
    """What a template can't show has no template types."""
    done = called("2.6.1")
    assert "requires     2.6.1-dashboard-shows-metrics" in done.stdout
    assert "fresh        evidence of 24 h at most" in done.stdout
    [feed] = [one for one in told("2.6.1") if one.control.id == "2.6.1-dashboard-has-data"]
    assert feed.template == ()


@pytest.mark.parametrize("line", [line.id for line in lines()])
def test_every_line_of_the_plan_can_be_explained(line: str) -> None:
    """Also one that no control reads, which says so."""
    done = called(line)
    assert done.exit_code == 0, done.output
    assert (NOT_BUILT in done.stdout) is (not explained(line)["controls"])


def test_an_environment_adds_what_it_declares() -> None:
    """Not applicable and waived, with who says so."""
    said = explained("4.1")
    assert "not_applicable" not in said
    done = called("2.6.5", "--env", "sandbox", "--format", "json")
    here: dict[str, Any] = json.loads(done.stdout)
    assert here["environment"] == "sandbox"
    assert {"not_applicable", "waived"} <= here.keys()


def test_a_run_adds_verdicts_and_ages(tmp_path: Path) -> None:
    """Each subject with the age of its oldest reading; too old a proof is unknown."""
    run = runs.proven()
    read = (datetime.now(UTC) - timedelta(hours=100, minutes=1)).isoformat()
    for line in run["lines"]:
        for subject in line["subjects"]:
            for evidence in subject["evidence"]:
                evidence["read_at"] = read
    file = tmp_path / "verify.json"
    file.write_text(json.dumps(run))
    done = called("2.6.1", "--run", str(file))
    assert done.exit_code == 0, done.output
    told = " ".join(done.stdout.split())
    assert "in this run unknown" in told
    assert "unknown 2.6.1-dashboard-has-data golive-sandbox-data/Recordings: its evidence" in told
    assert "proven 2.6.1-dashboard-shows-metrics golive-sandbox-data/Recordings from" in told
    assert "from cloudformation:GetTemplate, dynamodb:DescribeTable, 4 d old" in told


def test_usage_is_told(tmp_path: Path) -> None:
    """A line that the plan hasn't, an environment that isn't there, a file that is no run."""
    unknown = called("4.11")
    assert (unknown.exit_code, "did you mean 4.1" in unknown.stderr) == (2, True)
    assert called("4.1", "--env", "nowhere").exit_code == 2
    for text in ("{}", "[]", "not JSON", '{"lines": [], "verdict": "go"}'):
        file = tmp_path / "x.json"
        file.write_text(text)
        done = called("4.1", "--run", str(file))
        assert (done.exit_code, "is no run" in done.stderr) == (2, True), done.output


def test_no_account_is_needed() -> None:
    """Neither boto3 nor the CDK is loaded."""
    code = (
        "import sys; from golive.explain import explained; explained('4.1');"
        "print([m for m in ('boto3', 'botocore', 'aws_cdk', 'rich', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
