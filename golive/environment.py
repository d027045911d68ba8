"""The typed environment file: one file, one instance, in one account and Region."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Account = Annotated[str, Field(pattern=r"^\d{12}$")]
Region = Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")]
Email = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
E164 = Annotated[str, Field(pattern=r"^\+[1-9]\d{1,14}$")]
PrincipalArn = Annotated[str, Field(pattern=r"^arn:aws[-a-z]*:(iam|sts)::\d{12}:.+$")]
Switch = Literal["create", "existing"]
OptionalSwitch = Literal["create", "existing", "off"]


class Strict(BaseModel):
    """Unknown keys and implicit conversions are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Instance(Strict):
    """The Connect instance: `create` one, or `adopt` the one with this ARN."""

    mode: Literal["create", "adopt"]
    alias: Annotated[str, Field(pattern=r"^(?!d-)([\da-zA-Z]+)([-]*[\da-zA-Z])*$", max_length=45)]
    identity: Literal["CONNECT_MANAGED", "SAML", "EXISTING_DIRECTORY"] = "CONNECT_MANAGED"
    arn: str | None = None


class Window(Strict):
    """Half-open, UTC."""

    start: datetime
    end: datetime


class Launch(Strict):
    """When callers arrive, and when tests count."""

    at: datetime
    test_window: Window


class Peak(Strict):
    """What the launch must carry at once; `calls` and `agents` at their highest."""

    calls: Annotated[int, Field(ge=1)]
    agents: Annotated[int, Field(ge=1)]
    chats: Annotated[int, Field(ge=0)] = 0
    tasks: Annotated[int, Field(ge=0)] = 0
    emails: Annotated[int, Field(ge=0)] = 0


class Number(Strict):
    """A claimed number and what it is for."""

    number: E164
    purpose: str
    main: bool = False


class Flow(Strict):
    """A flow that callers or agents go through."""

    name: str
    secure_input: bool = False


class Integration(Strict):
    """A line-of-business API, CRM or WFM behind a Lambda function."""

    name: str
    kind: Literal["api", "crm", "wfm"]
    function: str
    error_rate: Annotated[float, Field(ge=0, le=1)]


class Lock(Strict):
    """Object Lock of the evidence bucket."""

    mode: Literal["governance", "compliance"]
    days: Annotated[int, Field(ge=1)]


class Retention(Strict):
    """Days that each data class is kept; log groups accept CloudWatch's own steps only."""

    contact_data_days: Annotated[int, Field(ge=1)]
    audit_days: Annotated[int, Field(ge=90)]
    log_days: Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827]
    stream_hours: Annotated[int, Field(ge=24, le=8760)] = 72
    evidence_lock: Lock


class Recipients(Strict):
    """Who hears an alarm, by severity."""

    critical: Annotated[list[Email], Field(min_length=1)]
    warning: Annotated[list[Email], Field(min_length=1)]


class Access(Strict):
    """The principals that may read each data class; an empty list means nobody."""

    contact_data: list[PrincipalArn] = []
    secrets: list[PrincipalArn] = []
    operations: list[PrincipalArn] = []


class AccountBaseline(Strict):
    """What one account and Region has once: made here, or there already."""

    trail: Switch
    config: Switch
    public_access: Switch
    guardduty: OptionalSwitch = "off"
    access_analyzer: OptionalSwitch = "off"


class NotApplicable(Strict):
    """A line that this environment has no use for, and who says so."""

    line: str
    owner: str
    reason: str


class Environment(Strict):
    """Everything that differs between environments; the name is the file's."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,18}$")]
    account: Account
    region: Region
    time_zone: str
    instance: Instance
    launch: Launch
    bridge: str
    peak: Peak
    numbers: list[Number]
    queues: Annotated[list[str], Field(min_length=1)]
    flows: Annotated[list[Flow], Field(min_length=1)]
    integrations: list[Integration] = []
    retention: Retention
    recipients: Recipients
    access: Access = Access()
    account_baseline: AccountBaseline
    not_applicable: list[NotApplicable] = []
    destroy: bool = False

    @property
    def prefix(self) -> str:
        """Begins every name that we give."""
        return f"golive-{self.name}"

    @property
    def trail_name(self) -> str:
        return f"{self.prefix}-trail"

    @property
    def flow_log_group(self) -> str:
        """The name that Connect writes to (Administrator Guide, contact flow logs)."""
        return f"/aws/connect/{self.instance.alias}"

    def stack(self, stem: str) -> str:
        """The deployed name of a stack, e.g. `golive-prod-data`."""
        return f"{self.prefix}-{stem.lower()}"
