"""The users and roles of an account, from one answer of IAM: GetAccountAuthorizationDetails."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from golive.access.clauses import Clause, acts, clauses
from golive.access.patterns import matches
from golive.model import Gap
from golive.policy import statements

LINKED = ":role/aws-service-role/"
"""In the ARN of a role that only the service can assume which it is of (IAM, service-linked)."""
Details = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """A user or a role. `boundary` is None where none is set; `trust` is a role's own policy.

    Of the policies only what speaks of the actions that were asked for is kept.
    """

    arn: str
    policies: tuple[Clause, ...]
    boundary: tuple[Clause, ...] | None
    trust: tuple[Clause, ...]

    @property
    def linked(self) -> bool:
        """Whether it is a service-linked role."""
        return LINKED in self.arn


def identities(details: Details, actions: Iterable[str]) -> list[Identity]:
    """Every user and role; Gap for a policy that can't be read."""
    return list(_Book(details, tuple(actions)).identities())


class _Book:
    """Reads each policy once, however many hold it."""

    def __init__(self, details: Details, actions: tuple[str, ...]) -> None:
        self._details, self._actions = details, actions
        self._managed = {policy["Arn"]: policy for policy in details["Policies"]}
        self._groups = {group["GroupName"]: group for group in details["GroupDetailList"]}
        self._read: dict[str, tuple[Clause, ...]] = {}

    def identities(self) -> Iterator[Identity]:
        for user in self._details["UserDetailList"]:
            own = [*self._of(user, "UserPolicyList")]
            for name in user.get("GroupList", []):
                own += self._of(self._groups[name], "GroupPolicyList")
            yield Identity(user["Arn"], tuple(own), self._boundary(user), ())
        for role in self._details["RoleDetailList"]:
            own = tuple(self._of(role, "RolePolicyList"))
            trust = clauses(statements(document(role["AssumeRolePolicyDocument"])))
            yield Identity(role["Arn"], own, self._boundary(role), trust)

    def _of(self, holder: Details, inline: str) -> Iterator[Clause]:
        """Of a user, role or group itself, and of what is attached to it."""
        for policy in holder.get(inline, []):
            yield from self._about(policy["PolicyDocument"])
        for attached in holder.get("AttachedManagedPolicies", []):
            yield from self._named(attached["PolicyArn"])

    def _boundary(self, holder: Details) -> tuple[Clause, ...] | None:
        arn = holder.get("PermissionsBoundary", {}).get("PermissionsBoundaryArn")
        return self._named(arn) if arn else None

    def _named(self, arn: str) -> tuple[Clause, ...]:
        if arn not in self._read:
            policy = self._managed.get(arn)
            if policy is None:
                raise Gap(f"IAM names the policy {arn} and doesn't show it")
            versions = policy["PolicyVersionList"]
            default = next(v for v in versions if v["IsDefaultVersion"])
            self._read[arn] = self._about(default["Document"])
        return self._read[arn]

    def _about(self, given: object) -> tuple[Clause, ...]:
        """The statements that speak of these actions, with the patterns that do."""
        found = clauses(statements(document(given)))
        about = [c for c in found if any(acts(c, action) for action in self._actions)]
        return tuple(c if "Action" in c.negated else self._narrowed(c) for c in about)

    def _narrowed(self, clause: Clause) -> Clause:
        wanted = [action.lower() for action in self._actions]
        kept = (p for p in clause.actions if any(matches(action, p) for action in wanted))
        return replace(clause, actions=tuple(kept))


def document(given: object) -> object:
    """A policy, which botocore gives as an object where it knows that it is one."""
    try:
        return json.loads(given) if isinstance(given, str) else given
    except ValueError:
        raise Gap("a policy is not JSON") from None
