"""The typed environment file: one file, one instance, in one account and Region."""

from __future__ import annotations

from datetime import UTC
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

NAME = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
ALIAS = r"^(d|([0-9a-zA-Z]{2,}|[0-9a-ce-zA-Z])(-+[0-9a-zA-Z]+)*)$"
DIMENSION = r"^[0-9A-Za-z.,\-_/#:$@|&{}+?% ]+$"
PRINCIPAL = r"^arn:aws[-a-z]*:(iam|sts)::[0-9]{12}:(role|user|assumed-role)/[0-9A-Za-z_+=,.@/-]+$"
INSTANCE = r"^arn:aws[-a-z]*:connect:[a-z0-9-]+:[0-9]{12}:instance/[0-9a-f-]{36}$"
LINK = r"^(https://|tel:\+)[^\s<>]+$"
MOMENT = "a date and time with its offset, such as 2027-01-18T05:00:00Z"
ALIAS_WORDS = "up to 45 letters, digits and inner hyphens, not beginning with d-"
NAME_WORDS = "2 to 19 lower-case letters, digits and single inner hyphens, a letter first"
NAMED_WORDS = "1 to 127 letters, digits, spaces or . , - _ / # : $ @ | & { } + ? %"


def _pattern(pattern: str, allowed: str) -> object:
    return Field(pattern=pattern, description=allowed)


EnvironmentName = Annotated[
    str, Field(pattern=NAME, min_length=2, max_length=19, description=NAME_WORDS)
]
Alias = Annotated[str, Field(pattern=ALIAS, max_length=45, description=ALIAS_WORDS)]
Account = Annotated[str, _pattern(r"^[0-9]{12}$", "12 digits in quotes")]
Region = Annotated[str, _pattern(r"^[a-z]{2}(-[a-z]+)+-[0-9]$", "an AWS Region such as us-east-1")]
Email = Annotated[str, _pattern(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", "an e-mail address")]
E164 = Annotated[str, _pattern(r"^\+[1-9][0-9]{1,14}$", "an E.164 number in quotes: + and digits")]
PrincipalArn = Annotated[str, _pattern(PRINCIPAL, "the ARN of a role or a user, no wildcards")]
InstanceArn = Annotated[str, _pattern(INSTANCE, "the ARN of an Amazon Connect instance")]
Link = Annotated[str, _pattern(LINK, "a link that begins with https:// or tel:+")]
TimeZone = Annotated[str, Field(description="an IANA time zone such as Europe/Berlin")]
Text = Annotated[str, Field(min_length=1, description="a text that is not empty")]
LineId = Annotated[str, Field(description="the id of a line in quotes, such as '4.1'")]
Named = Annotated[str, Field(pattern=DIMENSION, max_length=127, description=NAMED_WORDS)]
Moment = Annotated[
    AwareDatetime, AfterValidator(lambda at: at.astimezone(UTC)), Field(description=MOMENT)
]
LONGEST_IN_BUCKET = 23
Switch = Literal["create", "existing"]
OptionalSwitch = Literal["create", "existing", "off"]


class Strict(BaseModel):
    """Unknown keys and implicit conversions are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Instance(Strict):
    """The Connect instance: `create` one, or `adopt` the one with this ARN."""

    mode: Literal["create", "adopt"]
    alias: Alias
    identity: Literal["CONNECT_MANAGED", "SAML", "EXISTING_DIRECTORY"] = "CONNECT_MANAGED"
    arn: InstanceArn | None = None


class Window(Strict):
    """Half-open, UTC."""

    start: Moment
    end: Moment


class Launch(Strict):
    """When callers arrive, and when tests count."""

    at: Moment
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
    purpose: Text
    main: bool = False


class Flow(Strict):
    """A flow that callers or agents go through."""

    name: Named
    secure_input: bool = False


class Integration(Strict):
    """A line-of-business API, CRM or WFM behind a Lambda function."""

    name: Text
    kind: Literal["api", "crm", "wfm"]
    function: Text
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


class Functions(Strict):
    """What the functions run on; `host` is the sandbox's: this machine's own Python."""

    target: Literal["arm64", "x86_64", "host"] = "arm64"


class NotApplicable(Strict):
    """A line that this environment has no use for, and who says so."""

    line: LineId
    owner: Text
    reason: Text


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
    bridge: Link
    peak: Peak
    numbers: list[Number]
    queues: Annotated[list[Named], Field(min_length=1)]
    flows: Annotated[list[Flow], Field(min_length=1)]
    integrations: list[Integration] = []
    retention: Retention
    recipients: Recipients
    access: Access = Access()
    account_baseline: AccountBaseline
    functions: Functions = Functions()
    not_applicable: list[NotApplicable] = []
    destroy: bool = False

    @property
    def prefix(self) -> str:
        """Begins every name that we give."""
        return f"golive-{self.name}"

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
        return f"{self.prefix}-{stem.lower()}"
