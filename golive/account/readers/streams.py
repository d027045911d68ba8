"""Kinesis and Firehose streams."""

from __future__ import annotations

from collections.abc import Iterable

from golive.account.arns import BUCKET, DELIVERY_STREAM, STREAM
from golive.account.readers.instance import targets
from golive.account.readers.reader import reader
from golive.account.readers.resource_policies import of_stream
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.storage import DeliveryStream, Stream
from golive.facts.words import AWS_OWNED

SUMMARY = "StreamDescriptionSummary"
DESTINATION = "DeliveryStreamDescription.Destinations[].ExtendedS3DestinationDescription"


def streamed(read: Reading) -> Iterable[Resource]:
    """The streams that the instance writes to and that no stack owns."""
    return targets(read, "KINESIS_STREAM", STREAM)


@reader(
    Stream,
    STREAM,
    find=streamed,
    encryption=f"{SUMMARY}.EncryptionType",
    key=f"{SUMMARY}.KeyId",
    retention_hours=f"{SUMMARY}.RetentionPeriodHours",
    policy="Policy",
)
def stream(read: Reading, subject: Resource) -> Stream:
    name = subject.physical
    described = read.ask("kinesis:DescribeStreamSummary", StreamName=name)[SUMMARY]
    return Stream(
        name=name,
        encryption=described.get("EncryptionType", "NONE"),
        key=read.part(lambda: read.key(described.get("KeyId"))),
        retention_hours=described["RetentionPeriodHours"],
        policy=read.part(lambda: of_stream(read, subject)),
    )


def firehoses(read: Reading) -> Iterable[Resource]:
    """The delivery streams that the instance writes to and that no stack owns."""
    return targets(read, "KINESIS_FIREHOSE", DELIVERY_STREAM)


@reader(
    DeliveryStream,
    DELIVERY_STREAM,
    find=firehoses,
    source="DeliveryStreamDescription.Source.KinesisStreamSourceDescription.KinesisStreamARN",
    bucket=f"{DESTINATION}.BucketARN",
    key=f"{DESTINATION}.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN",
    compression=f"{DESTINATION}.CompressionFormat",
)
def delivery_stream(read: Reading, subject: Resource) -> DeliveryStream:
    name = subject.physical
    answer = read.ask("firehose:DescribeDeliveryStream", DeliveryStreamName=name)
    described = answer["DeliveryStreamDescription"]
    origin = described.get("Source", {}).get("KinesisStreamSourceDescription", {})
    to = described["Destinations"][0]["ExtendedS3DestinationDescription"]
    sealed = to.get("EncryptionConfiguration", {}).get("KMSEncryptionConfig", {})
    return DeliveryStream(
        source=read.where(STREAM, origin.get("KinesisStreamARN", "")),
        bucket=read.where(BUCKET, to["BucketARN"]),
        key=read.part(lambda: read.key(sealed.get("AWSKMSKeyARN"), AWS_OWNED)),
        compression=to.get("CompressionFormat", "UNCOMPRESSED"),
    )
