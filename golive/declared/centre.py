"""The contact centre: its instance, launch, size, numbers, queues, flows, integrations."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from golive.declared.words import (
    E164,
    Alias,
    InstanceArn,
    LexId,
    Moment,
    Named,
    Strict,
    Text,
)


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
    """A line-of-business API, CRM or WFM behind a Lambda function.

    `timeout_seconds` is how long its flow block waits; Connect allows up to 8 (Administrator Guide,
    Grant Amazon Connect access to your Lambda functions). An alarm can't tell of more than
    all, so `error_rate` ends before 1.
    """

    name: Text
    kind: Literal["api", "crm", "wfm"]
    function: Text
    error_rate: Annotated[float, Field(ge=0, le=0.99)]
    timeout_seconds: Annotated[int, Field(ge=1, le=8)] = 3


class Bot(Strict):
    """An alias of a Lex V2 bot that flows talk to."""

    name: Text
    bot_id: LexId
    alias_id: LexId
