"""The Amazon Connect instance, made here."""

from __future__ import annotations

from aws_cdk import CfnOutput
from aws_cdk import aws_connect as connect
from constructs import Construct

from baseline.keeping import keep
from baseline.parameter import Parameter
from golive.environment import Environment
from stacks.base import EnvStack
from stacks.data import Data


class Instance(EnvStack):
    """Depends on Data alone: the flow-log group must be there before Connect makes its own.

    A change of alias or identity type replaces the instance: `golive env lock` guards them.
    """

    def __init__(self, scope: Construct, *, environment: Environment, data: Data) -> None:
        super().__init__(
            scope,
            "Instance",
            environment=environment,
            description="The Amazon Connect instance",
        )
        self.add_stack_dependency(data, "the flow-log group exists first")
        self.instance = connect.CfnInstance(
            self,
            "Instance",
            identity_management_type=environment.instance.identity,
            instance_alias=environment.instance.alias,
            attributes=connect.CfnInstance.AttributesProperty(
                inbound_calls=True,
                outbound_calls=True,
                contactflow_logs=True,
                contact_lens=True,
                auto_resolve_best_voices=True,
                early_media=True,
            ),
        )
        self.instance.apply_removal_policy(keep(environment))
        Parameter(
            self,
            "InstanceParameter",
            environment=environment,
            name="instance",
            value=self.arn,
            description="The ARN of the Amazon Connect instance",
        )
        CfnOutput(self, "InstanceArn", value=self.arn)
        CfnOutput(self, "Alias", value=environment.instance.alias)
        CfnOutput(self, "ServiceRole", value=self.instance.attr_service_role)

    @property
    def arn(self) -> str:
        return self.instance.attr_arn

    @property
    def id(self) -> str:
        return self.instance.attr_id
