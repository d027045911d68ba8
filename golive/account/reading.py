"""What one reader asks about one subject, and the evidence that it leaves."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from golive.account.arns import KEY
from golive.account.session import Session
from golive.account.subjects import Estate
from golive.environment import Environment
from golive.facts.storage import Statement
from golive.facts.words import AWS_MANAGED, AWS_OWNED, Where
from golive.model import Evidence, Gap, Reason, Side, Unknown
from golive.policy import statements

T = TypeVar("T")
MANAGED_ALIAS = "alias/aws/"


class Gone(Exception):
    """The service says that the subject doesn't exist."""


class Reading:
    """Asks within one subject; `now` is the same for all readings of a run, UTC.

    `side` is the whole account, for a fact about its other facts.
    """

    def __init__(
        self,
        session: Session,
        estate: Estate,
        environment: Environment,
        now: datetime,
        side: Side,
    ) -> None:
        self.session, self.estate, self.environment, self.now = session, estate, environment, now
        self.side = side
        self.evidence: list[Evidence] = []

    def ask(self, operation: str, **parameters: Any) -> Mapping[str, Any]:
        """The answer, empty for what isn't set; Gone, or Gap with the reason."""
        reply = self.session.call(operation, **parameters)
        if reply.evidence and reply.evidence not in self.evidence:
            self.evidence.append(reply.evidence)
        if reply.gone:
            raise Gone
        if reply.why:
            raise Gap(reply.why)
        return reply.answer

    def part(self, get: Callable[[], T]) -> T:
        """A part of a fact: Unknown when it can't be read, so that the rest still can."""
        try:
            return get()
        except Gap as gap:
            return cast(T, gap.unknown)

    def declared(self, value: T | None, key: str) -> T:
        """What the environment file has there; Gap when it declares nothing."""
        if not value:
            raise Gap(Unknown(f"the environment declares no {key}", Reason.UNDECLARED))
        return value

    def where(self, type_: str, value: str) -> Where:
        """A name or ARN in an answer as the Where of a fact."""
        return self.estate.where(type_, value)

    def key(self, value: str | None, absent: str = AWS_OWNED) -> Where:
        """A key id, ARN or alias in an answer; `absent` is the service's default."""
        if not value:
            return absent
        if MANAGED_ALIAS in value:
            return AWS_MANAGED
        if "alias/" in value:
            value = str(self.ask("kms:DescribeKey", KeyId=value)["KeyMetadata"]["Arn"])
        return self.where(KEY, value)

    def policy(self, document: str | None) -> tuple[Statement, ...]:
        """The statements of a policy that a service keeps as text."""
        return statements(_json(document) if document else None, self.estate.named)


def known(value: T | Unknown) -> T:
    """The value; Gap with the reason when there is none."""
    if isinstance(value, Unknown):
        raise Gap(value)
    return value


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return Unknown("the policy is not JSON")
