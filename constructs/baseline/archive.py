"""Contact records from their stream to the archive bucket, as compressed JSON lines."""

from __future__ import annotations

from aws_cdk import aws_kinesisfirehose as firehose
from aws_cdk import aws_logs as logs
from constructs import Construct

from baseline.bucket import Bucket
from baseline.documents import Statement, allow
from baseline.keeping import keep
from baseline.key import Key
from baseline.log_group import LogGroup
from baseline.role import ServiceRole
from baseline.stream import Stream
from golive.environment import Environment

RECORDS = "contact-records/"
FAILED = "failed/"
HOUR = "!{timestamp:yyyy/MM/dd/HH}/"
LOG_STREAM = "delivery"

Plain = firehose.CfnDeliveryStream


class Archive(Construct):
    """A Firehose stream, its role and its log.

    Not the library's own construct: its role may delete objects, and its log has no key.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        stream: Stream,
        bucket: Bucket,
        key: Key,
        log_key: Key,
    ) -> None:
        super().__init__(scope, id)
        self.log_group = LogGroup(self, "Log", environment=environment, key=log_key)
        logs.CfnLogStream(
            self,
            "LogStream",
            log_group_name=self.log_group.log_group_name,
            log_stream_name=LOG_STREAM,
        ).apply_removal_policy(keep(environment))
        self.role = ServiceRole(
            self,
            "Role",
            service="firehose.amazonaws.com",
            account=environment.account,
            statements=[
                *_reads(environment, stream, key),
                *_writes(environment, bucket, key),
                allow("DeliveryLog", ["logs:PutLogEvents"], [self.log_group.log_group_arn]),
            ],
        )
        self.delivery = Plain(
            self,
            "Delivery",
            delivery_stream_type="KinesisStreamAsSource",
            kinesis_stream_source_configuration=Plain.KinesisStreamSourceConfigurationProperty(
                kinesis_stream_arn=stream.stream_arn, role_arn=self.role.role_arn
            ),
            extended_s3_destination_configuration=self._destination(bucket, key),
        )

    def _destination(
        self, bucket: Bucket, key: Key
    ) -> firehose.CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty:
        return Plain.ExtendedS3DestinationConfigurationProperty(
            bucket_arn=bucket.bucket_arn,
            role_arn=self.role.role_arn,
            compression_format="GZIP",
            prefix=f"{RECORDS}{HOUR}",
            error_output_prefix=f"{FAILED}!{{firehose:error-output-type}}/{HOUR}",
            buffering_hints=Plain.BufferingHintsProperty(interval_in_seconds=60, size_in_m_bs=64),
            encryption_configuration=Plain.EncryptionConfigurationProperty(
                kms_encryption_config=Plain.KMSEncryptionConfigProperty(awskms_key_arn=key.key_arn)
            ),
            processing_configuration=Plain.ProcessingConfigurationProperty(
                enabled=True, processors=[_line_ends()]
            ),
            cloud_watch_logging_options=Plain.CloudWatchLoggingOptionsProperty(
                enabled=True,
                log_group_name=self.log_group.log_group_name,
                log_stream_name=LOG_STREAM,
            ),
        )


def _line_ends() -> firehose.CfnDeliveryStream.ProcessorProperty:
    """Connect's records have no newline between them."""
    newline = Plain.ProcessorParameterProperty(parameter_name="Delimiter", parameter_value="\\n")
    return Plain.ProcessorProperty(type="AppendDelimiterToRecord", parameters=[newline])


def _reads(environment: Environment, stream: Stream, key: Key) -> list[Statement]:
    """Firehose Developer Guide, Controlling access: a Kinesis stream as the source."""
    actions = ["DescribeStream", "GetShardIterator", "GetRecords", "ListShards"]
    by_kinesis = {
        "kms:ViaService": f"kinesis.{environment.region}.amazonaws.com",
        "kms:EncryptionContext:aws:kinesis:arn": stream.stream_arn,
    }
    return [
        allow("ReadStream", [f"kinesis:{action}" for action in actions], [stream.stream_arn]),
        allow(
            "OpenRecords",
            ["kms:Decrypt"],
            [key.key_arn],
            conditions={"StringEquals": by_kinesis},
        ),
    ]


def _writes(environment: Environment, bucket: Bucket, key: Key) -> list[Statement]:
    """Firehose Developer Guide, Controlling access: an S3 destination.

    With a bucket key the encryption context is the bucket's ARN, without it the object's.
    """
    arns = [bucket.bucket_arn, bucket.arn_for_objects("*")]
    by_s3 = {
        "StringEquals": {"kms:ViaService": f"s3.{environment.region}.amazonaws.com"},
        "StringLike": {"kms:EncryptionContext:aws:s3:arn": arns},
    }
    listing = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
    objects = [bucket.arn_for_objects(f"{prefix}*") for prefix in (RECORDS, FAILED)]
    return [
        allow("ListArchive", listing, [bucket.bucket_arn]),
        allow("WriteArchive", ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"], objects),
        allow(
            "SealArchive",
            ["kms:Decrypt", "kms:GenerateDataKey"],
            [key.key_arn],
            conditions=by_s3,
        ),
    ]
