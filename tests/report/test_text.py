"""The board in a terminal and in Markdown, and the links to the console."""

from __future__ import annotations

import io
import re
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from golive.environments import load
from golive.model import Unknown
from golive.report.console import console_link
from golive.report.layout import board_of
from golive.report.markdown import markdown, safe
from golive.report.table import show
from tests.register.snapshots import sample
from tests.report import runs


def printed(raw: dict[str, object], width: int = 100) -> str:
    """What a terminal of that width shows, without colours."""
    out = io.StringIO()
    show(raw, Console(file=out, width=width, color_system=None))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 100, 200])
def test_the_terminal_says_what_stands_in_the_way(width: int) -> None:
    """Each line that has a control, below it findings, places and fixes, at last the verdict."""
    said = " ".join(printed(runs.rich(), width).split())
    for text in (
        "drifted",
        "answers without TLS",
        "Policy.Statement[0].Condition",
        "Name our key.",
    ):
        assert text in said
    assert said.endswith(
        "NO-GO sandbox, template and account: 1 failed, 1 drifted, 1 accidental, 1 skipped, "
        "2 unknown, 1 designed, 44 not built, 1 waived, 1 not applicable, 1 signed, 1 listed, "
        "1 unmanaged, 1 proven"
    )


def test_a_line_is_one_row_of_the_terminal() -> None:
    """A run that is well has one row for each line, with the number of its subjects."""
    rows = [row for row in printed(runs.proven(), 160).splitlines() if row.startswith("✔")]
    assert len(rows) == runs.counts(runs.proven())["proven"]
    assert re.search(r"4\.2 .* simulated +proven +\d+$", next(r for r in rows if " 4.2 " in r))


def test_the_terminal_is_not_steered_by_a_finding() -> None:
    """An escape sequence in a finding is shown, not obeyed, and brackets are no markup."""
    found = runs.subject("x", "[red]Table[/red]", "failed", finding=runs.ESCAPE)
    said = printed(runs.run({"4.1": runs.line("4.1", "failed", [found])}, "no-go"))
    assert "\x1b" not in said
    assert "[red]Table[/red]" in said


def test_markdown_has_every_line_and_finding() -> None:
    """Verdict, times, what stands in the way, each line by section, what isn't built."""
    said = markdown(board_of(runs.rich(), load("prod"), runs.NOW))
    assert said.startswith("# NO-GO: sandbox\n")
    assert "- Launch: 2027-01-18 05:00 UTC\n" in said
    assert "- Bridge: <https://example.com/bridge/go-live>\n" in said
    assert "- Simulated: Amazon Connect is simulated\n" in said
    assert "Fix: Name our key." in said
    assert "Waived until 2027-02-01: The carrier wants it." in said
    assert f"- Warning: {runs.WARNING}" in said
    assert "## 2.6 Monitoring" in said
    assert (
        "| 4.1 DynamoDB encrypts at rest under a customer-managed key | ✔ proven | 14 |  |" in said
    )
    for line in runs.rich()["lines"]:
        assert safe(f"{line['id']} {line['title']}") in said


def test_markdown_obeys_no_finding() -> None:
    """No tag, link, table cell or new row comes from a text."""
    assert safe("<b>|x|\n# [a](b) &lt; `c` ![d](e)") == (
        r"\<b\>\|x\| \# \[a\](b) \&lt; \`c\` \!\[d\](e)"
    )
    assert "<script" not in markdown(board_of(runs.rich())).replace(r"\<script", "")


def test_markdown_says_how_old_the_evidence_is() -> None:
    """The oldest reading counts, from when the board was made."""
    assert "- Evidence: 1 min old at most\n" in markdown(board_of(runs.rich(), None, runs.NOW))
    assert "- Evidence" not in markdown(board_of(runs.run({}, "can't tell"), None, runs.NOW))


def test_markdown_is_utc_whatever_the_clock() -> None:
    """A board made with another clock shows the same moment in UTC."""
    there = runs.NOW.astimezone(ZoneInfo("America/New_York"))
    raw = runs.rich()
    assert markdown(board_of(raw, None, there)) == markdown(board_of(raw, None, runs.NOW))


@pytest.mark.parametrize(
    ("operation", "parameters", "region", "page"),
    [
        (
            "s3:GetBucketPolicy",
            {"Bucket": "amazon-connect-x"},
            "eu-central-1",
            "https://eu-central-1.console.aws.amazon.com/s3/buckets/amazon-connect-x"
            "?region=eu-central-1",
        ),
        (
            "kms:DescribeKey",
            {"KeyId": "arn:aws:kms:us-east-1:111122223333:key/12-34"},
            "us-east-1",
            "https://us-east-1.console.aws.amazon.com/kms/home?region=us-east-1#/kms/keys/12-34",
        ),
        (
            "logs:FilterLogEvents",
            {"logGroupName": "/aws/connect/x"},
            "us-gov-west-1",
            "https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/home"
            "?region=us-gov-west-1#logsV2:log-groups/log-group/$252Faws$252Fconnect$252Fx",
        ),
        (
            "ssm:GetParameter",
            {"Name": "/golive/a b"},
            "cn-north-1",
            "https://cn-north-1.console.amazonaws.cn/systems-manager/parameters"
            "/%252Fgolive%252Fa%2520b/description?region=cn-north-1",
        ),
        (
            "cloudwatch:DescribeAlarms",
            {"AlarmNames": ["Silence"]},
            "us-east-1",
            "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1"
            "#alarmsV2:alarm/Silence",
        ),
        ("s3:ListBuckets", {}, "us-east-1", ""),
        ("s3:GetBucketPolicy", {"Bucket": 7}, "us-east-1", ""),
        ("template", {}, "us-east-1", ""),
    ],
)
def test_console_links(
    operation: str, parameters: dict[str, object], region: str, page: str
) -> None:
    """A call leads to the console page of its subject, in its Region and partition, or nowhere."""
    assert console_link(operation, parameters, region) == page


@pytest.mark.parametrize("width", [80, 100, 200])
def test_the_terminal_says_whose_a_line_is(width: int) -> None:
    """Owner and status of each line, in its row; nobody's lines say so."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None)
    show(runs.rich(), console, load("prod"), sample(runs.NOW))
    rows = out.getvalue().splitlines()
    assert re.search(r"Cy Sample +go ", next(row for row in rows if " 4.1 " in row))
    assert " nobody " in next(row for row in rows if " 4.9 " in row)
    assert all(len(row) <= width for row in rows)


def test_the_terminal_says_that_the_register_could_not_be_read() -> None:
    """Owners are not missing in silence."""
    out = io.StringIO()
    console = Console(file=out, width=100, color_system=None)
    show(runs.rich(), console, load("prod"), Unknown("dynamodb:Query was denied"))
    assert "The register could not be read: dynamodb:Query was denied" in out.getvalue()


def test_markdown_has_owner_status_and_due_date() -> None:
    """Beside each line's verdict, as text whatever is in it."""
    said = markdown(board_of(runs.rich(), load("prod"), runs.NOW, sample(runs.NOW)))
    assert "| line | verdict | owner | status | due | subjects | |\n" in said
    assert "| ⚑ waived | -Dee Sample |  | 02 Dec 2026 | 1 |" in said
    assert "| ✍ signed | @sample | expired |  | 1 |" in said
