"""All that is stateful, with its keys beside it; names nothing of the instance but its alias."""

from __future__ import annotations

from constructs import Construct

from baseline import key_statements
from baseline.key import Key
from baseline.table import Table
from golive.environment import Environment
from stacks.base import EnvStack


class Data(EnvStack):
    """Keys by data class, and what they encrypt."""

    def __init__(self, scope: Construct, *, environment: Environment) -> None:
        super().__init__(scope, "Data", environment=environment, description="All that is stateful")
        self.operations_key = Key(
            self,
            "OperationsKey",
            environment=environment,
            description="Function logs, alarms, evidence, register",
            statements=[
                key_statements.log_groups(environment, f"{environment.prefix}-*"),
                key_statements.alarms(environment),
            ],
        )
        self.register = Table(self, "Register", environment=environment, key=self.operations_key)
