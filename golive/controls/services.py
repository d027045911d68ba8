"""Whether a service may do what it is there for."""

from __future__ import annotations

from collections.abc import Iterable

from golive.controls.statements import acts, admits, everyone
from golive.facts.storage import Statement
from golive.model import Gap

SPARED = {
    ("bool", "aws:securetransport"): ("false",),
    ("numericlessthan", "s3:tlsversion"): ("1.2",),
    ("null", "s3:x-amz-server-side-encryption"): ("false",),
    ("null", "s3:x-amz-server-side-encryption-aws-kms-key-id"): ("false",),
}
"""Conditions of a deny that no service meets: they call over TLS, and leave encryption to the
bucket's default (S3 User Guide, security best practices)."""


def serves(policy: Iterable[Statement], service: str, action: str, account: str) -> bool:
    """Whether a service that acts for the account is allowed this, and not denied.

    Gap for a deny whose conditions may hold or not.
    """
    about = [s for s in policy if acts(s, action) and _speaks_of(s, service)]
    denied = any(_denies(s, account) for s in about if not s.allow)
    return not denied and any(s.allow and admits(s, account) for s in about)


def _speaks_of(statement: Statement, service: str) -> bool:
    if statement.inverted:
        return not statement.allow
    return everyone(statement) or service in map(str, statement.principals)


def _denies(statement: Statement, account: str) -> bool:
    found = {
        (operator.lower(), key): values
        for operator, keys in statement.conditions.items()
        for key, values in keys.items()
    }
    other_account = found.get(("stringnotequals", "aws:sourceaccount")) == (account,)
    if other_account or any(found.get(place) == values for place, values in SPARED.items()):
        return False
    if found or statement.inverted:
        raise Gap(f"whether the deny {statement.sid or 'without a Sid'} holds can't be told")
    return True
