"""The lint over the flows of an environment's instance, for who asks for nothing else."""

from __future__ import annotations

from datetime import datetime

from golive.account.flows import Found, flows_of, linted
from golive.account.readers.instance import instances
from golive.account.reading import Gone, Reading
from golive.account.side import Account
from golive.environment import Environment
from golive.flows.keys import Keys
from golive.flows.lint import Lint, lint
from golive.model import Gap, Unknown


def flows_of_environment(environment: Environment) -> tuple[Lint, Found]:
    """Read and judge the declared flows with the caller's own credentials."""
    with Account.open(environment) as account:
        if isinstance(account.account, Unknown):
            return _nothing(account.now, account.account.why)
        try:
            return _judged(
                Reading(account.session, account.estate, environment, account.now, account)
            )
        except Gone:
            return _nothing(account.now, "there is no instance")
        except Gap as denied:
            return _nothing(account.now, str(denied))


def _judged(read: Reading) -> tuple[Lint, Found]:
    subjects = instances(read)
    if not subjects:
        return _nothing(read.now, "there is no instance")
    found = flows_of(read, subjects[0].physical)
    return linted(read, subjects[0].physical, found), found


def _nothing(now: datetime, why: str) -> tuple[Lint, Found]:
    return lint((), Keys(now)), Found(unread=[why])
