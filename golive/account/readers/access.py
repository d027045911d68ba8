"""Who reaches each data class; and what the roles of the stacks may."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import Any

from golive.access.administrators import administrators
from golive.access.identities import document, identities
from golive.access.listing import Known, readers, ways
from golive.access.ours import reasons
from golive.access.reach import Judge, Place, Way
from golive.access.targets import ACTIONS, DataClass, Target
from golive.account.arns import INSTANCE, MANAGED_POLICY, ROLE, arn_of
from golive.account.readers.analyzer import Analysis
from golive.account.readers.holdings import by_class
from golive.account.readers.reader import reader
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.facts.access import (
    ANALYZER,
    LISTED,
    PARTLY,
    Access,
    GivenPolicy,
    Reader,
    Role,
)
from golive.model import Gap, Ref
from golive.policy import statements

DETAILS = "iam:GetAccountAuthorizationDetails"


@reader(
    Access,
    INSTANCE,
    contact_data="RoleDetailList[], UserDetailList[]",
    secrets="RoleDetailList[], UserDetailList[]",
    operations="RoleDetailList[], UserDetailList[]",
    by="analyzers[]",
)
def access(read: Reading, subject: Resource) -> Access:
    targets = by_class(read)
    place = Place(read.estate.place.account, read.estate.place.region, read.estate.place.partition)
    judge = Judge(place, identities(read.ask(DETAILS), ACTIONS))
    analysis = Analysis(read, place.account, chain.from_iterable(targets.values()))
    powers, ours = administrators(judge), _ours(read)
    approved = read.environment.access

    def decide(target: Target) -> Iterable[Way]:
        """The analyzer's word on what it covers, ours on the rest."""
        covered = target.arn in analysis.covered
        return analysis.ways(target) if covered else judge.readers(target)

    def listed(name: DataClass) -> tuple[Reader, ...]:
        if not targets[name]:
            raise Gap(f"nothing was found that holds {name.replace('_', ' ')}")
        reached = ways(judge, targets[name], decide)
        return readers(reached, judge, Known(getattr(approved, name), ours, powers))

    return Access(
        contact_data=read.part(lambda: listed("contact_data")),
        secrets=read.part(lambda: listed("secrets")),
        operations=read.part(lambda: listed("operations")),
        by={name: _by(analysis, held) for name, held in targets.items()},
    )


def _by(analysis: Analysis, targets: Collection[Target]) -> str:
    """Whose reading a class is; all of it has to be the analyzer's to be called so."""
    covered = [target for target in targets if target.arn in analysis.covered]
    if not covered:
        return LISTED
    return ANALYZER if len(covered) == len(targets) else PARTLY


def _ours(read: Reading) -> Mapping[str, list[str]]:
    """By its ARN, what a role of the stacks may reach with a reason."""
    place, known = read.estate.place, reasons()
    return {
        arn_of(ROLE, role.physical, place): list(known[role.path])
        for role in read.estate.of(ROLE)
        if role.path in known
    }


@reader(
    Role,
    ROLE,
    policies="RolePolicyList[], AttachedManagedPolicies[]",
    unread="AttachedManagedPolicies[]",
    trust="AssumeRolePolicyDocument",
)
def role(read: Reading, subject: Resource) -> Role:
    """A name is the only one of its account, whatever path stands before it (IAM, identifiers)."""
    details, name = read.ask(DETAILS), subject.physical.rpartition("/")[2]
    found = [r for r in details["RoleDetailList"] if r["RoleName"] == name]
    if not found:
        raise Gone
    managed = {policy["Arn"]: policy for policy in details["Policies"]}
    attached = [policy["PolicyArn"] for policy in found[0].get("AttachedManagedPolicies", [])]
    shown = [managed[arn] for arn in attached if arn in managed]
    versions = [v for p in shown for v in p["PolicyVersionList"] if v["IsDefaultVersion"]]
    own = [policy["PolicyDocument"] for policy in found[0].get("RolePolicyList", [])]
    texts = [*own, *(version["Document"] for version in versions)]
    named = read.estate.named
    return Role(
        name=name,
        policies=tuple(s for text in texts for s in statements(document(text), named)),
        unread=tuple(arn for arn in attached if arn not in managed),
        trust=statements(document(found[0]["AssumeRolePolicyDocument"]), named),
    )


@reader(
    GivenPolicy,
    MANAGED_POLICY,
    name="Policies[].PolicyName",
    policies="Policies[].PolicyVersionList[].Document",
    roles="RoleDetailList[].AttachedManagedPolicies[]",
)
def given_policy(read: Reading, subject: Resource) -> GivenPolicy:
    """Who else is given it is on the list of who reaches the data."""
    details = read.ask(DETAILS)
    found = [policy for policy in details["Policies"] if policy["Arn"] == subject.physical]
    if not found:
        raise Gone
    [version] = [v for v in found[0]["PolicyVersionList"] if v["IsDefaultVersion"]]
    holders = [read.where(ROLE, r["Arn"]) for r in details["RoleDetailList"] if _holds(r, subject)]
    return GivenPolicy(
        name=found[0]["PolicyName"],
        policies=statements(document(version["Document"]), read.estate.named),
        roles=tuple(sorted(holder for holder in holders if isinstance(holder, Ref))),
    )


def _holds(role: Mapping[str, Any], policy: Resource) -> bool:
    attached = role.get("AttachedManagedPolicies", [])
    return policy.physical in [one["PolicyArn"] for one in attached]
