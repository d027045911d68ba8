"""The rights to verify, and the role that a person or a pipeline takes to do it."""

from __future__ import annotations

from aws_cdk import CfnOutput
from aws_cdk import aws_iam as iam
from constructs import Construct

from baseline.documents import document
from golive.account.rights import MOST, Made, policies
from golive.environment import Environment


class TooMany(Exception):
    """The rights don't fit into the managed policies that a role may have."""


class Verifier(Construct):
    """Managed policies of `golive.account.rights`, and the role VerifyRole that has them.

    `made` is what they are about. Whom the environment lets
    read operations data may assume the role, as far as their own policies allow it too; where it
    names nobody, that is left to the account's policies alone (IAM User Guide, how permissions
    for cross-account and same-account roles are evaluated).
    """

    def __init__(self, scope: Construct, id: str, *, environment: Environment, made: Made) -> None:
        super().__init__(scope, id)
        groups = policies(environment, made)
        if len(groups) > MOST:
            raise TooMany(f"verify needs {len(groups)} managed policies, a role may have {MOST}")
        self.policies = [
            iam.ManagedPolicy(
                self,
                f"Policy{number}",
                description="What golive verify reads, and where it puts evidence",
                document=document(*group),
            )
            for number, group in enumerate(groups, 1)
        ]
        self.role = iam.Role(
            self,
            "Role",
            description="golive verify: reads settings, no contents; puts evidence",
            assumed_by=_trusted(environment),  # pyright: ignore[reportArgumentType]
            managed_policies=list(self.policies),
        )
        CfnOutput(self, "RoleArn", value=self.role.role_arn)


def _trusted(environment: Environment) -> iam.PrincipalBase:
    account = iam.AccountPrincipal(environment.account)
    readers = environment.access.operations
    named = {"ArnLike": {"aws:PrincipalArn": readers}}
    return account.with_conditions(named) if readers else account
