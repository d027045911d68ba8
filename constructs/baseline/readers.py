"""Managed policies that let their holder read one data class, and nothing else.

Nobody is given one here: the approved principals of `access` get theirs by hand
(docs/access.md). Each statement names the AWS document that asks for it in docs/policies.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aws_cdk import CfnOutput
from aws_cdk import aws_iam as iam
from constructs import Construct

from baseline.bucket import Bucket
from baseline.documents import Statement, allow, document
from baseline.key import Key
from baseline.stream import Stream
from baseline.table import Table
from golive.environment import Environment

ITEMS = ["dynamodb:BatchGetItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:Query"]
RECORDS = [
    "kinesis:DescribeStreamSummary",
    "kinesis:GetRecords",
    "kinesis:GetShardIterator",
    "kinesis:ListShards",
]
OBJECTS = ["s3:GetObject", "s3:GetObjectVersion"]
Folders = Mapping[Bucket, Sequence[str]]
"""Which prefixes of a bucket hold the class's objects."""


class Readers(iam.ManagedPolicy):
    """May read what the statements name; CloudFormation names it, an output says its ARN."""

    def __init__(
        self, scope: Construct, id: str, *, description: str, statements: Sequence[Statement]
    ) -> None:
        super().__init__(scope, id, description=description, document=document(*statements))
        CfnOutput(scope, f"{id}PolicyArn", value=self.managed_policy_arn)


def objects(folders: Folders) -> list[Statement]:
    """List buckets, and read the objects below the prefixes."""
    arns = [bucket.bucket_arn for bucket in folders]
    files = [b.arn_for_objects(f"{prefix}*") for b, given in folders.items() for prefix in given]
    return [
        allow("ListObjects", ["s3:GetBucketLocation", "s3:ListBucket"], arns),
        allow("ReadObjects", OBJECTS, files),
    ]


def items(*tables: Table) -> Statement:
    """Read items by their key; not the whole table."""
    return allow("ReadItems", ITEMS, [table.table_arn for table in tables])


def records(*streams: Stream) -> Statement:
    """Read what streams still hold."""
    return allow("ReadStreams", RECORDS, [stream.stream_arn for stream in streams])


def opened(environment: Environment, key: Key, *services: str) -> Statement:
    """Open what a key seals, through these services only."""
    through = [f"{service}.{environment.region}.amazonaws.com" for service in services]
    conditions = {"StringEquals": {"kms:ViaService": through}}
    return allow("OpenSealed", ["kms:Decrypt"], [key.key_arn], conditions=conditions)


def private_keys(environment: Environment, key: Key, arns: Sequence[str]) -> list[Statement]:
    """Read the parameters of private keys, whose ARNs are the encryption context."""
    conditions = {
        "StringEquals": {
            "kms:ViaService": f"ssm.{environment.region}.amazonaws.com",
            "kms:EncryptionContext:PARAMETER_ARN": arns,
        }
    }
    return [
        allow("ReadPrivateKeys", ["ssm:GetParameter"], arns),
        allow("OpenPrivateKeys", ["kms:Decrypt"], [key.key_arn], conditions=conditions),
    ]
