"""Scheduled reports: when the newest object of each was stored. No report is read.

Connect stores them under the folder of its SCHEDULED_REPORTS storage, each under the prefix
that its schedule has (Connect Administrator Guide, Schedule a historical metrics report).
"""

from __future__ import annotations

from datetime import UTC, datetime

from golive.account.arns import INSTANCE
from golive.account.readers.instance import associations
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.declared.proofs import Report
from golive.facts.traffic import ReportArrival, ReportArrivals
from golive.model import Gap


@reader(ReportArrivals, INSTANCE, reports="Contents[].LastModified")
def report_arrivals(read: Reading, subject: Resource) -> ReportArrivals:
    reports = read.declared(read.environment.reports, "reports")
    return ReportArrivals(reports=tuple(_report(read, subject, report) for report in reports))


def _report(read: Reading, subject: Resource, report: Report) -> ReportArrival:
    return ReportArrival(
        name=report.name,
        every_hours=report.every_hours,
        newest=read.part(lambda: _newest(read, subject, report)),
    )


def _newest(read: Reading, subject: Resource, report: Report) -> datetime | None:
    bucket, folder = _place(read, subject)
    prefix = f"{folder}/{report.prefix}" if folder else report.prefix
    try:
        answer = read.ask("s3:ListObjectsV2", Bucket=bucket, Prefix=prefix)
    except Gone:
        raise Gap(f"the bucket {bucket} doesn't exist") from None
    if "NextToken" in answer:
        raise Gap(f"more objects than are listed begin with {prefix}: give a narrower prefix")
    stored = [each["LastModified"].astimezone(UTC) for each in answer.get("Contents", [])]
    return max(stored, default=None)


def _place(read: Reading, subject: Resource) -> tuple[str, str]:
    """The bucket and the folder that the instance stores reports in."""
    for config in associations(read, subject.physical, "SCHEDULED_REPORTS"):
        if config["StorageType"] == "S3":
            stored = config["S3Config"]
            return stored["BucketName"], stored.get("BucketPrefix", "").strip("/")
    raise Gap("the instance stores its scheduled reports in no bucket")
