"""A customer-managed key."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import Duration
from aws_cdk import aws_kms as kms
from constructs import Construct

from baseline import key_statements
from baseline.documents import Statement, document
from baseline.keeping import keep
from golive.environment import Environment


class Key(kms.Key):
    """Rotated each year. Its policy is `statements`, after one that lets the account's own
    policies decide; `narrow` leaves that one out."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        description: str,
        statements: Sequence[Statement] = (),
        narrow: bool = False,
    ) -> None:
        account = [] if narrow else [key_statements.account(environment)]
        super().__init__(
            scope,
            id,
            description=description,
            enable_key_rotation=True,
            policy=document(*account, *statements),
            pending_window=_pending(environment),
            removal_policy=keep(environment),
        )


class SigningKey(kms.Key):
    """An ECC P-256 key that approvers sign with; KMS rotates no asymmetric keys."""

    def __init__(
        self, scope: Construct, id: str, *, environment: Environment, description: str
    ) -> None:
        super().__init__(
            scope,
            id,
            description=description,
            key_spec=kms.KeySpec.ECC_NIST_P256,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            policy=document(*key_statements.signing(environment)),
            pending_window=_pending(environment),
            removal_policy=keep(environment),
        )


def _pending(environment: Environment) -> Duration:
    return Duration.days(7 if environment.destroy else 30)
