"""The account's S3 public-access block, which CloudFormation has no type for."""

from __future__ import annotations

from aws_cdk import CustomResource, Duration
from constructs import Construct

from baseline.documents import allow
from baseline.function import Function
from baseline.key import Key
from golive.environment import Environment

FLAGS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


class PublicAccess(Function):
    """The function that sets the block, and may do nothing else.

    The action has no resource level (Service Authorization Reference, Amazon S3).
    """

    def __init__(
        self, scope: Construct, id: str, *, environment: Environment, log_key: Key
    ) -> None:
        super().__init__(
            scope,
            id,
            environment=environment,
            source="public_access",
            description="Sets the account's S3 public-access block",
            key=log_key,
            statements=[allow("SetAccountBlock", ["s3:PutAccountPublicAccessBlock"], ["*"])],
        )

    def block(self, scope: Construct, id: str, *, environment: Environment) -> None:
        """All four flags. The block outlives the resource: other buckets rely on it."""
        CustomResource(
            scope,
            id,
            service_token=self.arn,
            resource_type="Custom::AccountPublicAccessBlock",
            properties={
                "AccountId": environment.account,
                "Revision": self.revision,
                **dict.fromkeys(FLAGS, True),
            },
            service_timeout=Duration.minutes(5),
        )
