"""A managed policy that lets its holder keep the launch plan, and nothing else.

Nobody is given one here: who keeps the plan gets it by hand (docs/register.md). Each statement
names the AWS document that asks for it in docs/policies.md.
"""

from __future__ import annotations

from aws_cdk import CfnOutput
from aws_cdk import aws_iam as iam
from constructs import Construct

from baseline import readers
from baseline.documents import allow, document
from baseline.key import Key
from baseline.table import Table
from golive.environment import Environment
from golive.register.layout import HISTORY, ISSUES, LOG, PLAN


class PlanWriters(iam.ManagedPolicy):
    """May read the register, and put lines, roles, sign-offs, issues and log rows: no decision.

    Putting an item is what a transaction needs too; deleting is nobody's (DynamoDB Developer
    Guide, transactions and IAM; fine-grained access control, dynamodb:LeadingKeys).
    """

    def __init__(
        self, scope: Construct, id: str, *, environment: Environment, register: Table, key: Key
    ) -> None:
        stack = environment.arn("cloudformation", f"stack/{environment.stack('Data')}/*")
        ours = {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": [PLAN, ISSUES, LOG, HISTORY]}}
        put = ["dynamodb:PutItem"]
        super().__init__(
            scope,
            id,
            description="Keeps the launch plan: golive plan, golive issue",
            document=document(
                allow("FindRegister", ["cloudformation:ListStackResources"], [stack]),
                readers.items(register),
                allow("PutRecords", put, [register.table_arn], conditions=ours),
                readers.opened(environment, key, "dynamodb"),
            ),
        )
        CfnOutput(scope, f"{id}PolicyArn", value=self.managed_policy_arn)
