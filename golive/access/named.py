"""Whom a statement of a resource's policy names."""

from __future__ import annotations

from collections.abc import Iterator

from golive.access.clauses import EVERYONE, Clause
from golive.access.identities import LINKED, Identity
from golive.controls.statements import CALLER, EQUALS

CALLER_ARN = "aws:principalarn"
SUFFIX = (".amazonaws.com", ".amazonaws.com.cn")
"""Of a service, as a grant names it."""


def principals(clause: Clause) -> Iterator[str]:
    """Its principals; where it names everybody, those that a condition demands."""
    if "Principal" in clause.negated:
        yield "everyone but a few"
        return
    for principal in clause.principals:
        if principal not in EVERYONE:
            yield principal.removeprefix("AWS:")
        elif narrowed := list(_demanded(clause, CALLER_ARN)):
            yield from narrowed
        else:
            accounts = [v for key in CALLER for v in _demanded(clause, key)]
            yield f"everyone in {', '.join(accounts)}" if accounts else "everyone"


def _demanded(clause: Clause, key: str) -> Iterator[str]:
    """The values of which a condition demands one."""
    for operator, keys in clause.conditions.items():
        if operator.lower() in EQUALS:
            yield from keys.get(key, ())


def outside(identity: Identity, account: str) -> Iterator[str]:
    """Whom a role's trust lets in that is no service, no provider, and not of the account."""
    for clause in identity.trust:
        for principal in principals(clause) if clause.allow else ():
            if not principal.startswith(("Service:", "Federated:")) and account not in principal:
                yield principal


def is_service(principal: str) -> bool:
    """A service, or a role that only a service can assume."""
    if principal.startswith("arn:"):
        return LINKED in principal
    return principal.startswith("Service:") or principal.endswith(SUFFIX)
