"""A DynamoDB table."""

from __future__ import annotations

from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from baseline.keeping import keep
from baseline.key import Key
from golive.environment import Environment

STRING = dynamodb.AttributeType.STRING


class Table(dynamodb.Table):
    """On demand, under our key, recoverable for 35 days; items have a `pk` and a `sk`.

    Not `TableV2`: no rule of cdk-nag sees that one. `expires` names the attribute whose epoch
    seconds end an item's life.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        key: Key,
        expires: str | None = None,
    ) -> None:
        recovery = dynamodb.PointInTimeRecoverySpecification(point_in_time_recovery_enabled=True)
        super().__init__(
            scope,
            id,
            partition_key=dynamodb.Attribute(name="pk", type=STRING),
            sort_key=dynamodb.Attribute(name="sk", type=STRING),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED,
            encryption_key=key,  # pyright: ignore[reportArgumentType]
            point_in_time_recovery_specification=recovery,
            time_to_live_attribute=expires,
            deletion_protection=not environment.destroy,
            removal_policy=keep(environment),
        )
