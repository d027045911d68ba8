"""A role that a service assumes."""

from __future__ import annotations

from collections.abc import Sequence

from aws_cdk import aws_iam as iam
from constructs import Construct

from baseline.documents import Statement, document


class ServiceRole(iam.Role):
    """A service's role; its policy is part of it, so that whatever waits for it has both.

    `account` binds the service to what it does for that account (confused deputy).
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        service: str,
        statements: Sequence[Statement],
        account: str | None = None,
        managed: Sequence[iam.IManagedPolicy] = (),
    ) -> None:
        bound = {"StringEquals": {"aws:SourceAccount": account}} if account else None
        super().__init__(
            scope,
            id,
            assumed_by=iam.ServicePrincipal(service, conditions=bound),  # pyright: ignore[reportArgumentType]
            inline_policies={"Own": document(*statements)},
            managed_policies=list(managed),
        )
