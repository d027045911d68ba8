"""A log group."""

from __future__ import annotations

from aws_cdk import aws_logs as logs
from constructs import Construct

from baseline.keeping import keep
from baseline.key import Key
from golive.environment import Environment

Days = logs.RetentionDays
RETENTION = {
    1: Days.ONE_DAY,
    3: Days.THREE_DAYS,
    5: Days.FIVE_DAYS,
    7: Days.ONE_WEEK,
    14: Days.TWO_WEEKS,
    30: Days.ONE_MONTH,
    60: Days.TWO_MONTHS,
    90: Days.THREE_MONTHS,
    120: Days.FOUR_MONTHS,
    150: Days.FIVE_MONTHS,
    180: Days.SIX_MONTHS,
    365: Days.ONE_YEAR,
    400: Days.THIRTEEN_MONTHS,
    545: Days.EIGHTEEN_MONTHS,
    731: Days.TWO_YEARS,
    1096: Days.THREE_YEARS,
    1827: Days.FIVE_YEARS,
}


class LogGroup(logs.LogGroup):
    """Under our key, kept for the environment's `log_days`.

    The key's policy must let CloudWatch Logs in (`key_statements.log_groups`). Without a
    `name`, CloudFormation names it `<stack>-<logical id>-<random>`.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        key: Key,
        name: str | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            log_group_name=name,
            encryption_key=key,
            retention=RETENTION[environment.retention.log_days],
            removal_policy=keep(environment),
        )
