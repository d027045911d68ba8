"""Behind Custom::AccountPublicAccessBlock: the account's S3 public-access block.

CloudFormation has no type for it. It covers every bucket of the account, not only ours, so it
is only ever tightened: a request for less is refused, and deleting the resource leaves it,
in an environment that may be destroyed too.
"""

from __future__ import annotations

from typing import Any

import boto3
from custom_resource import Done, Event, Refused, serve

FLAGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


def handler(event: Event, context: Any) -> None:
    """What Lambda calls."""
    serve(event, context, work)


def work(event: Event) -> Done:
    """Set all four flags; what is set already stays as it is."""
    if event["RequestType"] == "Delete":
        return Done(event["PhysicalResourceId"])
    asked = event["ResourceProperties"]
    if weaker := [flag for flag in FLAGS if str(asked.get(flag)).lower() != "true"]:
        raise Refused(f"an account's block is never weakened: {', '.join(weaker)} must be true")
    control: Any = boto3.client("s3control")  # pyright: ignore[reportUnknownMemberType]
    control.put_public_access_block(
        AccountId=asked["AccountId"],
        PublicAccessBlockConfiguration=dict.fromkeys(FLAGS, True),
    )
    return Done(f"public-access-block-{asked['AccountId']}")
