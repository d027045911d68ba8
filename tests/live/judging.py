"""The deployed environment as `golive verify` judges it, without a process for each run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import boto3

from golive.account.design import as_deployed
from golive.account.session import Session
from golive.account.side import Account
from golive.controls import catalogue
from golive.environment import Environment
from golive.model import Reason
from golive.run import verify_run
from sandbox import control, demo

Row = dict[str, Any]
GOOD = {"proven", "unmanaged", "listed", "signed", "not applicable"}
WAITING = {str(Reason.UNFED), str(Reason.UNDECLARED)}
"""Why nothing is known where nothing feeds a kind, or the file declares nothing; nothing that is
broken in the account changes it."""


class Pointed(boto3.Session):
    """Makes clients of the sandbox, whatever the process's own variables say."""

    def __init__(self, connection: control.Connection, token: str | None = None) -> None:
        super().__init__(
            aws_access_key_id=connection.access_key,
            aws_secret_access_key=connection.secret_key,
            aws_session_token=token,
            region_name=connection.region,
        )
        self.place = {"endpoint_url": connection.url, "verify": str(connection.state / "ca.pem")}

    def client(self, *what: Any, **more: Any) -> Any:
        make: Any = super().client  # pyright: ignore[reportUnknownMemberType,reportUnknownVariableType]
        return make(*what, **self.place, **more)


class Proofs:
    """Verifies one environment again and again; the stacks are read once, the account each time."""

    def __init__(self, environment: Environment, connection: control.Connection) -> None:
        self.environment, self.boto = environment, Pointed(connection)
        self.refresh()

    def refresh(self) -> None:
        """Read the stacks again, after a deployment."""
        found = self.account()
        found.find()
        self.estate, self.design = found.estate, as_deployed(found)

    def account(self) -> Account:
        """The account with nothing read yet but its caller."""
        session = Session(self.environment.region, boto=self.boto, rates=demo.unhurried())
        return Account(session, self.environment, datetime.now(UTC))

    def run(self, lines: Collection[str] | None = None) -> dict[str, Any]:
        """What verify says of these lines, or of all."""
        live = self.account()
        live.estate = self.estate
        return verify_run(self.environment, self.design, live, lines=lines)

    def digest(self) -> str:
        """The digest of every setting that a control is about, read anew."""
        live = self.account()
        live.find()
        return live.digest({control.on for control in catalogue().values()})


def wrong(run: Mapping[str, Any]) -> list[Row]:
    """The subjects of a run that are not proven, by what can tell.

    What was skipped for one of them is spared.
    """
    judged = [line for line in run["lines"] if line["verdict"] != "not built"]
    rows = [row for line in judged for row in line["subjects"] if row["verdict"] not in GOOD]
    rows = [row for row in rows if row["reason"] not in WAITING]
    return [row for row in rows if row["verdict"] != "skipped"] or rows
