"""Streams that somebody else reads, and how far behind they are.

Kinesis Developer Guide, Monitoring with CloudWatch: readers that poll share the stream's
GetRecords.IteratorAgeMilliseconds; a registered one has SubscribeToShardEvent.MillisBehindLatest
of its own. Which poller is the declared reader can't be told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from golive.account.arns import INSTANCE, STREAM, name_of
from golive.account.metrics import Query, last, points, total
from golive.account.readers.instance import associations
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.declared.proofs import Feed
from golive.facts.traffic import FeedLag, FeedLags
from golive.model import Gap

RECENT = timedelta(hours=4)
KINESIS = "AWS/Kinesis"
KINDS = {"contact_records": "CONTACT_TRACE_RECORDS", "agent_events": "AGENT_EVENTS"}
MINUTE = 60
IN_A_MINUTE = 60_000
"""Milliseconds."""


@reader(FeedLags, INSTANCE, feeds="MetricDataResults[].Values")
def feed_lags(read: Reading, subject: Resource) -> FeedLags:
    feeds = read.declared(read.environment.feeds, "feeds")
    return FeedLags(feeds=tuple(_feed(read, subject, feed) for feed in feeds))


def _feed(read: Reading, subject: Resource, feed: Feed) -> FeedLag:
    return FeedLag(
        reader=feed.reader,
        stream=feed.stream,
        records=read.part(lambda: _measured(read, subject, feed)[0]),
        lag_minutes=read.part(lambda: _measured(read, subject, feed)[1]),
        allowed_minutes=feed.lag_minutes,
    )


def _measured(read: Reading, subject: Resource, feed: Feed) -> tuple[int, float | None]:
    """Records that came in recently, and the longest lag in minutes; None where nobody read."""
    arn = _stream(read, subject, feed)
    found = points(read, dict(_queries(read, arn)), last(read, RECENT), MINUTE)
    records = total(found.pop("records"))
    ages = [point.value for series in found.values() for point in series]
    return records, max(ages) / IN_A_MINUTE if ages else None


def _stream(read: Reading, subject: Resource, feed: Feed) -> str:
    for config in associations(read, subject.physical, KINDS[feed.stream]):
        if config["StorageType"] == "KINESIS_STREAM":
            return str(config["KinesisStreamConfig"]["StreamArn"])
    raise Gap(f"the instance sends its {feed.stream.replace('_', ' ')} to no Kinesis stream")


def _queries(read: Reading, arn: str) -> Iterable[tuple[str, Query]]:
    stream = {"StreamName": name_of(STREAM, arn, read.estate.place)}
    yield "records", Query(KINESIS, "IncomingRecords", stream, "Sum")
    yield "polled", Query(KINESIS, "GetRecords.IteratorAgeMilliseconds", stream, "Maximum")
    for place, consumer in enumerate(_consumers(read, arn)):
        own = stream | {"ConsumerName": consumer["ConsumerName"]}
        metric = "SubscribeToShardEvent.MillisBehindLatest"
        yield f"registered_{place}", Query(KINESIS, metric, own, "Maximum")


def _consumers(read: Reading, arn: str) -> list[Mapping[str, Any]]:
    try:
        return read.ask("kinesis:ListStreamConsumers", StreamARN=arn)["Consumers"]
    except Gone:
        raise Gap(f"the stream {arn} doesn't exist") from None
