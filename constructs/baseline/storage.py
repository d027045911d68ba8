"""Where the instance keeps what it records: a bucket, or a stream."""

from __future__ import annotations

from aws_cdk import aws_connect as connect
from constructs import Construct

from baseline.bucket import Bucket
from baseline.key import Key
from baseline.stream import Stream

Plain = connect.CfnInstanceStorageConfig


class BucketStorage(Plain):
    """Kept in a bucket of ours, sealed by Connect under `key`, for which it gets a grant."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        instance_arn: str,
        kind: str,
        bucket: Bucket,
        folder: str,
        key: Key,
    ) -> None:
        sealed = Plain.EncryptionConfigProperty(encryption_type="KMS", key_id=key.key_arn)
        super().__init__(
            scope,
            id,
            instance_arn=instance_arn,
            resource_type=kind,
            storage_type="S3",
            s3_config=Plain.S3ConfigProperty(
                bucket_name=bucket.bucket_name, bucket_prefix=folder, encryption_config=sealed
            ),
        )


class StreamStorage(Plain):
    """Sent to a stream of ours."""

    def __init__(
        self, scope: Construct, id: str, *, instance_arn: str, kind: str, stream: Stream
    ) -> None:
        super().__init__(
            scope,
            id,
            instance_arn=instance_arn,
            resource_type=kind,
            storage_type="KINESIS_STREAM",
            kinesis_stream_config=Plain.KinesisStreamConfigProperty(stream_arn=stream.stream_arn),
        )
