"""The README's table: line by line, which nag rule and which control enforce it.

`python -m golive.catalogue` writes it between the markers, and docs/catalogue.md beside it; a test
fails when one of them is stale.
"""

from __future__ import annotations

from collections import defaultdict

from golive.catalogue_page import page
from golive.controls import catalogue
from golive.controls.control import Control
from golive.plan import lines
from golive.project import ROOT

NAG = {
    "2.6.3": "NIST/PCI SNSEncryptedKMS (topics only, under any key)",
    "2.6.7": "NIST/PCI CloudTrailEncryptionEnabled, CloudTrailLogFileValidationEnabled, "
    "CloudTrailCloudWatchLogsEnabled (none asks for every Region)",
    "2.6.8": "NIST/PCI CloudWatchLogGroupEncrypted, CloudWatchLogGroupRetentionPeriod",
    "2.6.9": "NIST/PCI CloudWatchLogGroupEncrypted, CloudWatchLogGroupRetentionPeriod",
    "4.5": "AwsSolutions IAM4, IAM5 (roles only), NIST/PCI S3BucketPublicReadProhibited, "
    "S3BucketPublicWriteProhibited (canned ACLs only)",
    "4.6": "AwsSolutions S2, NIST/PCI S3BucketLevelPublicAccessProhibited (a missing block passes)",
    "4.7": "AwsSolutions S1, NIST/PCI S3BucketLoggingEnabled (buckets only)",
    "4.8": "AwsSolutions KDS1 (any key passes)",
    "4.9": "AwsSolutions S10, NIST/PCI S3BucketSSLRequestsOnly, S3DefaultEncryptionKMS",
}
"""Rules of cdk-nag 3.0.2 that see something of a line; the rest it doesn't see at all."""

PAGE = ROOT / "docs" / "catalogue.md"
START, END = "<!-- lines: start -->\n", "<!-- lines: end -->\n"


def table() -> str:
    """The Markdown table, a row per line that has a control."""
    by_line: dict[str, list[Control]] = defaultdict(list)
    for control in catalogue().values():
        by_line[control.line].append(control)
    titles = {line.id: line.title for line in lines()}
    head = "| line | what it says | cdk-nag | our controls |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {line} | {titles[line]} | {NAG.get(line, 'nothing')} | {_names(controls)} |\n"
        for line, controls in by_line.items()
    )


def _names(controls: list[Control]) -> str:
    return "<br>".join(
        f"`{c.id.removeprefix(c.line + '-')}`" + (" (live)" if c.live_only else "")
        for c in controls
    )


def refreshed(text: str) -> str:
    """The README with the table written again."""
    before, rest = text.split(START)
    _, after = rest.split(END)
    return before + START + table() + END + after


def main() -> None:
    """Write the README's table, and the page of all controls."""
    readme = ROOT / "README.md"
    readme.write_text(refreshed(readme.read_text(encoding="utf-8")), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
