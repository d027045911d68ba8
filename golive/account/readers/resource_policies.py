"""The policies that resources have of their own, as texts: of tables, streams, access points."""

from __future__ import annotations

from collections.abc import Iterator

from golive.account.arns import arn_of
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.storage import Statement
from golive.model import Gap


def own_text(read: Reading, operation: str, **asked: str) -> str | None:
    """The policy that an answer must have; None where the service says that there is none."""
    try:
        return str(read.ask(operation, **asked)["Policy"])
    except Gone:
        return None


def doors(read: Reading, bucket: str) -> Iterator[str | None]:
    """The policies of a bucket's access points, which let in without naming the bucket."""
    account = read.estate.place.account
    listed = read.ask("s3control:ListAccessPoints", AccountId=account, Bucket=bucket)
    if listed.get("NextToken"):
        raise Gap(f"{bucket} has more access points than one answer holds")
    for point in listed["AccessPointList"]:
        asked = {"AccountId": account, "Name": point["Name"]}
        yield own_text(read, "s3control:GetAccessPointPolicy", **asked)


def of_table(read: Reading, table: Resource) -> tuple[Statement, ...]:
    """Who is let in to a table beside the account's own policies."""
    arn = arn_of(table.type, table.physical, read.estate.place)
    return read.policy(own_text(read, "dynamodb:GetResourcePolicy", ResourceArn=arn))


def of_stream(read: Reading, stream: Resource) -> tuple[Statement, ...]:
    """Who is let in to a stream beside the account's own policies."""
    arn = arn_of(stream.type, stream.physical, read.estate.place)
    return read.policy(own_text(read, "kinesis:GetResourcePolicy", ResourceARN=arn))


def of_doors(read: Reading, bucket: str) -> tuple[Statement, ...]:
    """Whom the access points of a bucket let in, all of them together."""
    return tuple(said for text in doors(read, bucket) for said in read.policy(text))
