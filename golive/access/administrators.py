"""Who can give itself anything, and is therefore told apart from whoever may read."""

from __future__ import annotations

from collections.abc import Iterable

from golive.access.answer import Answer
from golive.access.clauses import Clause, Request, denied
from golive.access.identities import Identity
from golive.access.reach import Judge
from golive.access.targets import ADMINISTERS, PASS


def administrators(judge: Judge) -> dict[str, str]:
    """ARNs with the reason: they may change what IAM allows, or pass on a role that may.

    The account's own root user is one of them always, and no policy of IAM says so.
    """
    found = {judge.place.root: "is the account's root user"}
    admins = [i for i in judge.identities if not i.linked and _changes(judge, i)]
    found |= {i.arn: "may change what IAM allows" for i in admins}
    passed = [i.arn for i in admins if _serves(i)]
    for identity in judge.identities:
        if identity.arn not in found and (role := _passes(judge, identity, passed)):
            found[identity.arn] = f"may pass {role.rpartition('/')[2]} to a service"
    return found


def _passes(judge: Judge, identity: Identity, roles: Iterable[str]) -> str:
    """The first of these roles that it may pass to a service; empty for none."""
    context = judge.place.caller(identity.arn)
    requests = (Request(identity.arn, PASS, (role,), context) for role in roles)
    return next((r.resources[0] for r in requests if judge.own(identity, r)), "")


def _changes(judge: Judge, identity: Identity) -> bool:
    """Only where all of a kind are allowed, and no condition could narrow it."""
    place = judge.place
    for action, all_of in ADMINISTERS.items():
        every = f"arn:{place.partition}:iam::{place.account}:{all_of}"
        request = Request(identity.arn, action, (every,), place.caller(identity.arn))
        refused = denied((*identity.policies, *(identity.boundary or ())), request)
        if not refused and judge.own(identity, request) and _whole(identity.policies, request):
            return True
    return False


def _whole(policies: Iterable[Clause], request: Request) -> bool:
    """Whether one statement without conditions covers all of the resource."""
    plain = [clause.turned() for clause in policies if clause.allow and not clause.conditions]
    return denied(plain, request) is Answer.YES


def _serves(identity: Identity) -> bool:
    """Whether a service assumes it."""
    return any(p.startswith("Service:") for clause in identity.trust for p in clause.principals)
