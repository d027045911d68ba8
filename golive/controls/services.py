"""Whether a service may do what it is there for."""

from __future__ import annotations

from collections.abc import Iterable

from golive.controls.statements import Sends, acts, admits, everyone
from golive.facts.storage import Statement
from golive.facts.words import Named
from golive.model import Gap

CONNECT_ROLE = ":role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect"
"""How the ARN of the role ends that Connect acts by; each instance has its own."""
NOTHING: Sends = {}
SPARED = {
    ("bool", "aws:securetransport"): ("false",),
    ("null", "s3:x-amz-server-side-encryption"): ("false",),
    ("null", "s3:x-amz-server-side-encryption-aws-kms-key-id"): ("false",),
}
"""Conditions of a deny that no service meets: they call over TLS, and leave encryption to the
bucket's default (S3 User Guide, security best practices)."""


def serves(
    policy: Iterable[Statement],
    service: str,
    action: str,
    account: str,
    sends: Sends = NOTHING,
) -> bool:
    """Whether a service that acts for the account is allowed this, and not denied.

    `sends` are further condition keys that it is known to send. Gap for a deny whose conditions
    may hold or not.
    """
    about = [s for s in policy if acts(s, action) and _speaks_of(s, service)]
    denied = any(_denies(s, account) for s in about if not s.allow)
    return not denied and any(s.allow and admits(s, account, sends) for s in about)


def shut_out(policy: Iterable[Statement], who: str, action: str, account: str) -> bool:
    """Whether a deny stops a service or a role, whatever else allows it.

    An explicit deny wins over every allow, a grant's too (KMS Developer Guide, grants and
    policies). Gap for one whose conditions may hold or not.
    """
    about = [s for s in policy if not s.allow and acts(s, action) and _speaks_of(s, who)]
    return any(_denies(s, account) for s in about)


def _speaks_of(statement: Statement, service: str) -> bool:
    if statement.inverted:
        return not statement.allow
    return everyone(statement) or any(service in str(p) for p in statement.principals)


def _floor(versions: tuple[Named, ...]) -> bool:
    """Whether a deny of old TLS leaves 1.2 alone."""
    return bool(versions) and all(str(version) <= "1.2" for version in versions)


def _denies(statement: Statement, account: str) -> bool:
    found = {
        (operator.lower(), key): values
        for operator, keys in statement.conditions.items()
        for key, values in keys.items()
    }
    if _floor(found.get(("numericlessthan", "s3:tlsversion"), ())):
        return False
    other_account = found.get(("stringnotequals", "aws:sourceaccount")) == (account,)
    if other_account or any(found.get(place) == values for place, values in SPARED.items()):
        return False
    if found or statement.inverted:
        raise Gap(f"whether the deny {statement.sid or 'without a Sid'} holds can't be told")
    return True
