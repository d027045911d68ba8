"""What every stack has in common."""

from __future__ import annotations

import aws_cdk as cdk
from constructs import Construct

from golive.environment import Environment
from golive.keeping import DESTROYABLE


class EnvStack(cdk.Stack):
    """A stack of one environment: its account and Region are fixed, so synth asks nobody.

    It is protected from being deleted once the environment is locked: a first deployment that
    fails leaves a stack that the next one deletes.
    """

    def __init__(
        self, scope: Construct, stem: str, *, environment: Environment, description: str
    ) -> None:
        super().__init__(
            scope,
            stem,
            stack_name=environment.stack(stem),
            description=description,
            env=cdk.Environment(account=environment.account, region=environment.region),
            termination_protection=environment.locked and not environment.destroy,
        )
        if environment.destroy:
            self.template_options.metadata = {DESTROYABLE: True}
