"""The role to verify with, whole or with one permission taken away, on the deployed sandbox."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from golive.account.design import Unreadable, as_deployed
from golive.account.operations import operations
from golive.account.session import Reply, Session
from golive.account.side import Account
from golive.controls import catalogue
from golive.environment import Environment
from golive.judge import NO_GO, Verdict
from sandbox import control, demo
from tests.account.needs import COMPARING, chained
from tests.live.judging import Pointed
from tests.sandbox.account import Account as Sandbox

LISTED = "cloudformation:ListStackResources"


def role(sandbox: Sandbox, target: Environment) -> str:
    """The ARN that the stack Operations gives out."""
    described = sandbox.client("cloudformation").describe_stacks(
        StackName=target.stack("Operations")
    )
    outputs = described["Stacks"][0]["Outputs"]
    return next(o["OutputValue"] for o in outputs if o["OutputKey"].startswith("VerifyRoleArn"))


def assumed(sandbox: Sandbox, arn: str, without: str = "") -> Pointed:
    """The role's own keys; a session policy takes one permission away."""
    rest = {"Effect": "Allow", "NotAction": [without], "Resource": "*"}
    policy = {"Version": "2012-10-17", "Statement": [rest]}
    given = {"Policy": json.dumps(policy)} if without else {}
    keys = sandbox.client("sts").assume_role(RoleArn=arn, RoleSessionName="verify", **given)
    found = keys["Credentials"]
    place = sandbox.connection
    return Pointed(
        control.Connection(
            place.state,
            place.url,
            place.account,
            place.region,
            found["AccessKeyId"],
            found["SecretAccessKey"],
        ),
        token=found["SessionToken"],
    )


class Recorded(Session):
    """Keeps every reply; asks again only what needs one action.

    Resources of the types `unowned` are in the account as if no stack had made them.
    """

    def __init__(
        self,
        boto: Pointed,
        kept: Mapping[str, Reply] | None = None,
        without: str = "",
        unowned: Collection[str] = (),
    ) -> None:
        super().__init__(boto.region_name, boto=boto, rates=demo.unhurried())
        self.kept: dict[str, Reply] = dict(kept or {})
        self.without, self.pointed, self.unowned = without, boto, unowned

    def _asked(self, operation: str, parameters: Mapping[str, Any]) -> Reply:
        key = f"{operation} {json.dumps(parameters, sort_keys=True, default=str)}"
        again = self.without in operations()[operation].actions
        if again or key not in self.kept:
            reply = self._disowned(operation, super()._asked(operation, parameters))
            if self.without:
                return reply
            self.kept[key] = reply
        return self.kept[key]

    def _disowned(self, operation: str, reply: Reply) -> Reply:
        """A stack's resources without those."""
        if operation != LISTED or not reply.answer:
            return reply
        rows = reply.answer["StackResourceSummaries"]
        kept = [row for row in rows if row["ResourceType"] not in self.unowned]
        return replace(reply, answer={**reply.answer, "StackResourceSummaries": kept})


def side(session: Session, target: Environment, now: datetime | None = None) -> Account:
    """The account as somebody sees it."""
    made = Account(session, target, now or datetime.now(UTC))
    made.find()
    return made


@dataclass(frozen=True)
class Told:
    """Each control that can't be told with its reasons; the lines that are a no-go anyhow."""

    unknown: Mapping[str, frozenset[str]]
    failed: frozenset[str]


def told(account: Account) -> Told:
    """What the live side says of every control; nothing without the deployed templates."""
    if isinstance(design := as_deployed(account), Unreadable):
        why = frozenset({str(design.deployed(""))})
        return Told(dict.fromkeys(catalogue(), why), frozenset())
    rows = [row for found in chained(account, list(catalogue().values())).values() for row in found]
    unknown = [row for row in rows if row.verdict is Verdict.UNKNOWN]
    names = {row.control for row in unknown}
    whys = {n: frozenset(row.finding for row in unknown if row.control == n) for n in names}
    failed = (catalogue()[row.control].line for row in rows if row.verdict in NO_GO)
    return Told(whys, frozenset(failed))


def lines(controls: Iterable[str]) -> set[str]:
    """The lines of these controls, but for those that compare the whole account."""
    found = (catalogue()[name] for name in controls)
    return {control.line for control in found if control.on not in COMPARING}
