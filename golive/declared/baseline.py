"""The baseline around it: retention, recipients, access, what the account has once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from golive.declared.words import (
    ControlId,
    Email,
    LineId,
    OptionalSwitch,
    PrincipalArn,
    Strict,
    Switch,
    Text,
    WebLink,
)


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
    """Who hears an alarm, by severity; and what outside the account misses its `heartbeat`."""

    critical: Annotated[list[Email], Field(min_length=1)]
    warning: Annotated[list[Email], Field(min_length=1)]
    heartbeat: WebLink | None = None


class Access(Strict):
    """The principals that may read each data class; an empty list means nobody."""

    contact_data: list[PrincipalArn] = Field(default_factory=list[PrincipalArn])
    secrets: list[PrincipalArn] = Field(default_factory=list[PrincipalArn])
    operations: list[PrincipalArn] = Field(default_factory=list[PrincipalArn])


class Decision(Strict):
    """Who may sign a decision; an empty list means nobody."""

    approvers: list[PrincipalArn] = Field(default_factory=list[PrincipalArn])


class Rollback(Strict):
    """When to go back: a critical launch issue is open for longer than `open_hours`."""

    open_hours: Annotated[float, Field(gt=0, le=72)] = 4


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
    """A line that this environment has no use for, or one control of it, and who says so."""

    line: LineId
    control: ControlId | None = None
    owner: Text
    reason: Text
