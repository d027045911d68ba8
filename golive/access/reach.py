"""Who reaches a target, and how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from golive.access.answer import Answer
from golive.access.clauses import Clause, Request, acts, allowed, denied, speaks_of
from golive.access.conditions import Context
from golive.access.identities import Identity
from golive.access.named import CALLER_ARN, principals
from golive.access.targets import KINDS, OPENS, KeyUse, Target

ADMINISTERING = ("kms:CreateGrant", "kms:PutKeyPolicy")
"""Asked of KMS itself: no service and no encryption context stand behind it."""


class Way(NamedTuple):
    """A principal, as an ARN, a service or a pattern, and the policy that lets it."""

    principal: str
    how: str
    answer: Answer


class Place(NamedTuple):
    """The account and Region that targets are in."""

    account: str
    region: str
    partition: str = "aws"

    @property
    def root(self) -> str:
        """Stands for the account in a resource's policy."""
        return f"arn:{self.partition}:iam::{self.account}:root"

    def caller(self, arn: str) -> Context:
        """What every request of a principal of the account carries, over TLS."""
        mine = (self.account,)
        return {
            CALLER_ARN: (arn,),
            "aws:principalaccount": mine,
            "aws:resourceaccount": mine,
            "kms:calleraccount": mine,
            "s3:resourceaccount": mine,
            "aws:securetransport": ("true",),
            "s3:tlsversion": ("1.3",),
            "aws:principaltype": ("User" if ":user/" in arn else "AssumedRole",),
            "aws:principalisawsservice": ("false",),
            "aws:requestedregion": (self.region,),
        }


class Judge:
    """Asks of identities what they may, in one account and Region."""

    def __init__(self, place: Place, identities: Iterable[Identity]) -> None:
        self.place, self.identities = place, list(identities)

    def readers(self, target: Target) -> Iterator[Way]:
        """Whose own policies let it read and open, and whom the resource's policies name."""
        for identity in self.identities:
            if answer := self.reads(identity, target):
                yield Way(identity.arn, "its own policies", answer)
        actions = KINDS[target.kind].actions
        yield from self._named(target.policy, actions, f"the policy of {target.name}")
        yield from self._named(target.doors, actions, f"an access point of {target.name}")

    def holders(self, key: KeyUse) -> Iterator[Way]:
        """Whom a key's policy or grants let open by themselves."""
        yield from self._named(key.policy, OPENS, f"the policy of {key.name}")
        for grant in key.grants:
            answer = Answer.POSSIBLY if grant.bound else Answer.YES
            yield Way(grant.grantee, f"a grant on {key.name}", answer)

    def reads(self, identity: Identity, target: Target) -> Answer:
        """Whether it may read the data, and open the key that seals it."""
        actions = KINDS[target.kind].actions
        if not (target.policy or any(acts(c, a) for c in identity.policies for a in actions)):
            return Answer.NO
        context = self.place.caller(identity.arn)
        data = max(
            self._may(identity, Request(identity.arn, action, (part,), context), target)
            for action in actions
            for part in target.parts
        )
        if not data or target.key is None:
            return data
        return min(data, self._opens(identity, target, target.key, context))

    def _opens(self, identity: Identity, target: Target, key: KeyUse, caller: Context) -> Answer:
        sealed = {**caller, **target.sealed(self.place.region)}
        each: list[Answer] = []
        for action in OPENS:
            context = caller if action in ADMINISTERING else sealed
            request = Request(identity.arn, action, (key.arn,), context)
            each.append(self._by_key(identity, key, request))
        granted = [g for g in key.grants if g.grantee == identity.arn]
        each += [Answer.POSSIBLY if g.bound else Answer.YES for g in granted]
        return max(each)

    def _by_key(self, identity: Identity, key: KeyUse, request: Request) -> Answer:
        """KMS, key policies: an identity's own policies count where the key's lets them."""
        root = f"AWS:{self.place.root}"
        delegating = [c for c in key.policy if root in c.principals]
        naming = [c for c in key.policy if speaks_of(c, identity.arn)]
        own = min(self.own(identity, request), allowed(delegating, request))
        both = max(own, allowed(naming, request))
        return self._unless(both, denied([*naming, *delegating], request), identity, request)

    def _may(self, identity: Identity, request: Request, target: Target) -> Answer:
        naming = [c for c in target.policy if speaks_of(c, identity.arn)]
        refusing = [c for c in target.policy if self._about(c, identity.arn)]
        both = max(self.own(identity, request), allowed(naming, request))
        return self._unless(both, denied(refusing, request), identity, request)

    def _about(self, clause: Clause, arn: str) -> bool:
        """A deny for the account is one for each of its principals."""
        return speaks_of(clause, arn) or f"AWS:{self.place.root}" in clause.principals

    def own(self, identity: Identity, request: Request) -> Answer:
        """What its own policies and its boundary allow, denies aside."""
        found = allowed(identity.policies, request)
        if found and identity.boundary is not None:
            return min(found, allowed(identity.boundary, request))
        return found

    def _unless(
        self, found: Answer, refused: Answer, identity: Identity, request: Request
    ) -> Answer:
        """An explicit deny wins, wherever it stands."""
        bounds = identity.boundary or ()
        refused = max(refused, denied(identity.policies, request), denied(bounds, request))
        return min(found, refused.negated)

    def _named(self, policy: Iterable[Clause], actions: Iterable[str], how: str) -> Iterator[Way]:
        """The principals that allow statements name, but for the account as a whole."""
        for clause in policy:
            found = [a for a in actions if clause.allow and acts(clause, a)]
            for principal in principals(clause) if found else ():
                if principal != self.place.root:
                    conditioned = any(clause.conditions.values()) or clause.negated
                    answer = Answer.POSSIBLY if conditioned else Answer.YES
                    yield Way(principal, how, answer)
