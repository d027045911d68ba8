"""A plain SSM parameter: what others look up by name. Secrets are SecureString, never this."""

from __future__ import annotations

from aws_cdk import aws_ssm as ssm
from constructs import Construct

from golive.environment import Environment


class Parameter(ssm.StringParameter):
    """Named `/golive/<environment>/<name>`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        name: str,
        value: str,
        description: str,
    ) -> None:
        super().__init__(
            scope,
            id,
            parameter_name=f"{environment.parameters}/{name}",
            string_value=value,
            description=description,
        )
