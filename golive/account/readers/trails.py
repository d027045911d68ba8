"""CloudTrail trails: what they record, and what they delivered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from golive.account.arns import BUCKET, LOG_GROUP, TRAIL
from golive.account.readers.reader import reader
from golive.account.reading import Reading, known
from golive.account.stacks import Resource
from golive.account.trail_digests import newest_is_valid
from golive.facts.audit import DataEvents, Trail
from golive.facts.feeds import TrailDelivery
from golive.facts.words import Where
from golive.selectors import data_events, records_management


def existing(read: Reading) -> Iterable[Resource]:
    """The trails that record in this Region, where no stack has one."""
    if read.estate.of(TRAIL):
        return
    for trail in read.ask("cloudtrail:DescribeTrails").get("trailList", []):
        yield read.estate.outside(TRAIL, trail["TrailARN"])


def _described(read: Reading, subject: Resource) -> Mapping[str, Any]:
    return read.ask("cloudtrail:GetTrail", Name=subject.physical)["Trail"]


def _selectors(read: Reading, subject: Resource) -> tuple[object, object]:
    """The advanced ones and the basic ones."""
    answer = read.ask("cloudtrail:GetEventSelectors", TrailName=subject.physical)
    return answer.get("AdvancedEventSelectors"), answer.get("EventSelectors")


def _status(read: Reading, subject: Resource) -> Mapping[str, Any]:
    return read.ask("cloudtrail:GetTrailStatus", Name=subject.physical)


@reader(
    Trail,
    TRAIL,
    find=existing,
    logging="IsLogging",
    multi_region="Trail.IsMultiRegionTrail",
    validation="Trail.LogFileValidationEnabled",
    key="Trail.KmsKeyId",
    bucket="Trail.S3BucketName",
    log_group="Trail.CloudWatchLogsLogGroupArn",
    management="AdvancedEventSelectors",
    data_events="AdvancedEventSelectors",
)
def trail(read: Reading, subject: Resource) -> Trail:
    described = _described(read, subject)
    return Trail(
        name=described["Name"],
        logging=read.part(lambda: _status(read, subject)["IsLogging"]),
        multi_region=described.get("IsMultiRegionTrail", False),
        validation=described.get("LogFileValidationEnabled", False),
        key=read.part(lambda: read.key(described.get("KmsKeyId"))),
        bucket=read.where(BUCKET, described["S3BucketName"]),
        log_group=_log_group(read, described.get("CloudWatchLogsLogGroupArn")),
        management=read.part(lambda: known(records_management(*_selectors(read, subject)))),
        data_events=read.part(lambda: _data_events(read, subject)),
    )


def _log_group(read: Reading, arn: str | None) -> Where | None:
    return read.where(LOG_GROUP, arn) if arn else None


def _data_events(read: Reading, subject: Resource) -> tuple[DataEvents, ...]:
    def named(arns: Iterable[object]) -> tuple[Any, ...]:
        return tuple(read.estate.named(arn) for arn in arns)

    return tuple(
        DataEvents(
            resource_type=events.resource_type,
            starts_with=named(events.starts_with),
            equals=named(events.equals),
        )
        for events in data_events(*_selectors(read, subject))
    )


@reader(
    TrailDelivery,
    TRAIL,
    logging="IsLogging",
    last_log="LatestDeliveryTime",
    last_digest="LatestDigestDeliveryTime",
    log_error="LatestDeliveryError",
    digest_error="LatestDigestDeliveryError",
    digest_valid="the newest digest file and its log files",
)
def trail_delivery(read: Reading, subject: Resource) -> TrailDelivery:
    status = _status(read, subject)
    last_digest = _utc(status.get("LatestDigestDeliveryTime"))
    return TrailDelivery(
        logging=status["IsLogging"],
        last_log=_utc(status.get("LatestDeliveryTime")),
        last_digest=last_digest,
        log_error=status.get("LatestDeliveryError", ""),
        digest_error=status.get("LatestDigestDeliveryError", ""),
        digest_valid=last_digest is not None
        and read.part(lambda: newest_is_valid(read, _described(read, subject), last_digest)),
    )


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None
