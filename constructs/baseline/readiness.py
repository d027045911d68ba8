"""The controls on a schedule, in a function of the account."""

from __future__ import annotations

from constructs import Construct

from baseline.documents import allow
from baseline.function import Function
from baseline.key import Key
from baseline.verifier import Verifier
from golive.environment import Environment
from golive.readiness import EVERY_MINUTES, MEMORY_MB, NAMESPACE, TIMEOUT_SECONDS
from golive.waivers import FILE


class Readiness(Function):
    """Runs verify with the rights of `verifier`, and says in metrics what it found.

    Environment and waivers are as they were deployed. No concurrency is reserved, which would
    take from the account's pool: a run ends before the next begins, and none is tried again.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        key: Key,
        verifier: Verifier,
    ) -> None:
        own = {"StringEquals": {"cloudwatch:namespace": NAMESPACE}}
        waivers = FILE.read_bytes() if FILE.is_file() else b""
        super().__init__(
            scope,
            id,
            environment=environment,
            source="readiness",
            description="Verifies this environment, and puts verdicts and evidence",
            key=key,
            statements=[
                allow("PutVerdicts", ["cloudwatch:PutMetricData"], ["*"], conditions=own),
            ],
            beside={
                "environment.json": environment.model_dump_json().encode(),
                "waivers.toml": waivers,
            },
            timeout_seconds=TIMEOUT_SECONDS,
            memory_mb=MEMORY_MB,
        )
        for policy in verifier.policies:
            self.role.add_managed_policy(policy)
        self.runs_every(EVERY_MINUTES, "Verifies again and again")
