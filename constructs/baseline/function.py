"""A Lambda function with its role and its log."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aws_cdk import Duration
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from baseline.documents import Statement, allow
from baseline.key import Key
from baseline.log_group import LogGroup
from baseline.role import ServiceRole
from golive.build import add
from golive.environment import Environment
from golive.project import ROOT

RUNTIME = lambda_.Runtime.PYTHON_3_14
MEMORY_MB = 256
BUILT = ROOT / "build" / "functions"
ARCHITECTURES = {
    "arm64": lambda_.Architecture.ARM_64,
    "x86_64": lambda_.Architecture.X86_64,
    "host": lambda_.Architecture.X86_64,
}


class NotBuilt(Exception):
    """A function isn't built yet."""


class Function(Construct):
    """The function of lambda/<source>, built for the environment's target.

    Its role may write its own log, and what `statements` allow; its log group is under `key`,
    whose policy must let CloudWatch Logs in. An event that it fails on is not run again: a
    custom resource is answered once, and what a late retry made would be in no stack.
    `beside` are files of this deployment that stand beside the handler.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        source: str,
        description: str,
        key: Key,
        statements: Sequence[Statement] = (),
        variables: Mapping[str, str] | None = None,
        beside: Mapping[str, bytes] | None = None,
        timeout_seconds: int = 60,
        memory_mb: int = MEMORY_MB,
    ) -> None:
        super().__init__(scope, id)
        self.log_group = LogGroup(self, "Log", environment=environment, key=key)
        writes = ["logs:CreateLogStream", "logs:PutLogEvents"]
        own_log = allow("OwnLog", writes, [self.log_group.log_group_arn])
        self.role = ServiceRole(
            self, "Role", service="lambda.amazonaws.com", statements=[own_log, *statements]
        )
        target = environment.functions.target
        settings = dict(variables or {}), description, timeout_seconds, memory_mb, RUNTIME.name
        with placed(built(target, source), beside or {}) as code:
            self.revision = revision(code, settings)
            self.function = lambda_.Function(
                self,
                "Function",
                description=description,
                runtime=RUNTIME,
                architecture=ARCHITECTURES[target],
                handler="handler.handler",
                code=lambda_.Code.from_asset(str(code)),
                role=self.role,  # pyright: ignore[reportArgumentType]
                log_group=self.log_group,
                environment=dict(variables or {}),
                timeout=Duration.seconds(timeout_seconds),
                memory_size=memory_mb,
                retry_attempts=0,
            )
        plain = self.function.node.default_child
        assert isinstance(plain, lambda_.CfnFunction)
        plain.add_deletion_override("DependsOn")  # the role's ARN says it: cfn-lint W3005

    def runs_every(self, minutes: int, description: str) -> None:
        """By a schedule, with an empty event; a run that fails is not tried again."""
        target = targets.LambdaFunction(
            self.function,  # pyright: ignore[reportArgumentType]
            event=events.RuleTargetInput.from_object({}),
            retry_attempts=0,
        )
        events.Rule(
            self,
            "Schedule",
            description=description,
            schedule=events.Schedule.rate(Duration.minutes(minutes)),
            targets=[target],  # pyright: ignore[reportArgumentType]
        )

    @property
    def arn(self) -> str:
        return self.function.function_arn

    @property
    def name(self) -> str:
        return self.function.function_name


def built(target: str, source: str) -> Path:
    """What `make build` made of a function; NotBuilt when it hasn't."""
    file = BUILT / target / f"{source}.zip"
    if not file.exists():
        raise NotBuilt(f"lambda/{source} is not built for {target}: run `make build`")
    return file


@contextmanager
def placed(code: Path, beside: Mapping[str, bytes]) -> Generator[Path]:
    """The function with files added to it, the same bytes for the same content.

    The CDK copies it while the function is made, so it needn't last longer.
    """
    if not beside:
        yield code
        return
    with TemporaryDirectory() as folder:
        whole = Path(shutil.copy(code, folder))
        with zipfile.ZipFile(whole, "a") as packed:
            for name, content in sorted(beside.items()):
                add(packed, name, content)
        yield whole


def revision(code: Path, settings: object) -> str:
    """Changes with the code and the settings.

    A custom resource that names it runs its function whenever that changes, so that line 2.6.9
    sees the new function log.
    """
    text = json.dumps(settings, sort_keys=True).encode()
    return hashlib.sha256(code.read_bytes() + text).hexdigest()[:16]
