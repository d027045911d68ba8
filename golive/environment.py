"""The typed environment file: one file, one instance, in one account and Region."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated

from pydantic import Field

from golive.declared.baseline import (
    Access,
    AccountBaseline,
    Decision,
    Functions,
    NotApplicable,
    Recipients,
    Retention,
    Rollback,
)
from golive.declared.centre import Bot, Flow, Instance, Integration, Launch, Number, Peak
from golive.declared.hours import Maintenance, Opening
from golive.declared.people import Agent, Supervision
from golive.declared.proofs import Capacity, Condition, Feed, Leftovers, Links, Report
from golive.declared.words import (
    Account,
    EnvironmentName,
    Link,
    Named,
    Origin,
    Region,
    Strict,
    TimeZone,
)
from golive.project import prefix, stack_name

LONGEST_IN_BUCKET = 23


class Environment(Strict):
    """Everything that differs between environments.

    `name` is the file's, and `locked` says that its lock stands beside it: the first
    deployment succeeded.
    """

    name: EnvironmentName
    locked: bool = False
    account: Account
    region: Region
    time_zone: TimeZone
    instance: Instance
    launch: Launch
    opening: Opening = Opening()
    maintenance: list[Maintenance] = Field(default_factory=list[Maintenance])
    bridge: Link
    peak: Peak
    numbers: list[Number]
    queues: Annotated[list[Named], Field(min_length=1)]
    flows: Annotated[list[Flow], Field(min_length=1)]
    integrations: list[Integration] = Field(default_factory=list[Integration])
    bots: list[Bot] = Field(default_factory=list[Bot])
    agents: list[Agent] = Field(default_factory=list[Agent])
    supervision: Supervision = Supervision()
    origins: list[Origin] = Field(default_factory=list[Origin])
    capacity: Capacity = Capacity()
    conditions: list[Condition] = Field(default_factory=list[Condition])
    reports: list[Report] = Field(default_factory=list[Report])
    feeds: list[Feed] = Field(default_factory=list[Feed])
    links: Links = Links()
    leftovers: Leftovers = Leftovers()
    retention: Retention
    recipients: Recipients
    access: Access = Access()
    decision: Decision = Decision()
    rollback: Rollback = Rollback()
    account_baseline: AccountBaseline
    functions: Functions = Functions()
    not_applicable: list[NotApplicable] = Field(default_factory=list[NotApplicable])
    destroy: bool = False

    @property
    def prefix(self) -> str:
        """Begins every name that we give."""
        return prefix(self.name)

    @property
    def measures(self) -> dict[str, float]:
        """What thresholds of the alarm table are shares of and its rows need, in its words."""
        return {
            **self.peak.model_dump(),
            "open_hours": self.rollback.open_hours,
            "opening": float(self.opening.declared),
        }

    @property
    def seals(self) -> bool:
        """Whether some flow encrypts what callers enter."""
        return any(flow.secure_input for flow in self.flows)

    @property
    def partition(self) -> str:
        """AWS General Reference, ARNs: China and GovCloud have their own."""
        special = {"cn": "aws-cn", "us-gov": "aws-us-gov"}
        return next((p for r, p in special.items() if self.region.startswith(f"{r}-")), "aws")

    @property
    def connect_buckets(self) -> str:
        """Begins the names of the buckets that Connect writes to.

        Its managed role policy covers `amazon-connect-*` only. S3 allows 63 lower-case
        characters, so a long alias is cut, and told apart by a digest.
        """
        alias = self.instance.alias.lower()
        if len(alias) > LONGEST_IN_BUCKET:
            digest = sha256(alias.encode()).hexdigest()[:8]
            alias = f"{alias[: LONGEST_IN_BUCKET - 9]}-{digest}"
        return f"amazon-connect-{alias}-"

    @property
    def data_resources(self) -> str:
        """Begins the names that CloudFormation gives to buckets, tables and groups of Data."""
        return f"{self.stack('Data')}-"

    @property
    def trail_name(self) -> str:
        return f"{self.prefix}-trail"

    @property
    def flow_log_group(self) -> str:
        """The name that Connect writes to (Administrator Guide, contact flow logs)."""
        return f"/aws/connect/{self.instance.alias}"

    @property
    def parameters(self) -> str:
        """Begins the names of our SSM parameters."""
        return f"/golive/{self.name}"

    def arn(self, service: str, resource: str) -> str:
        """The ARN of something in this account and Region, from its name."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    def connect_bucket(self, holds: str) -> str:
        """The name of a bucket that Connect writes to; `holds` has 11 letters at most."""
        return f"{self.connect_buckets}{holds}-{self.account}"

    def stack(self, stem: str) -> str:
        """The deployed name of a stack, e.g. `golive-prod-data`."""
        return stack_name(self.name, stem)
