"""Lines 4.5 and 4.4: who reaches the data is a list, and the list is approved."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from golive.access.answer import Answer
from golive.access.clauses import Request, allowed, clauses, denied
from golive.access.held import by_name, held
from golive.access.ours import CHANGES, SETTINGS_ONLY, reasons
from golive.controls.control import Finding, control, first, listing
from golive.controls.keys import own_account
from golive.controls.statements import acts, outsiders
from golive.facts.access import Access, GivenPolicy, Reader, Role
from golive.facts.storage import Key, SecretParameter, Statement
from golive.facts.words import AWS_MANAGED, AWS_OWNED
from golive.model import Side

TITLES = {
    "contact_data": "contact data",
    "secrets": "private keys",
    "operations": "operations data",
}
READS = re.compile(r"(BatchGet|Decrypt|Describe|Get|List|Query)\w*\*?", re.IGNORECASE)
"""Names of actions that change nothing, of the services in which data lies."""
OVER_TLS = {"aws:securetransport": ("true",)}
GIVE = "Approve it in `access` of the environment file, or take its policy away: `golive access`."


@control("4.5", Access, fix=GIVE, part="contact_data")
def contact_data_readers(access: Access, side: Side) -> Finding | None:
    """Nobody is found to reach contact data but who is approved, services, our roles, and
    administrators."""
    return _unapproved("contact_data", access.contact_data)


@control("4.5", Access, fix=GIVE, part="operations")
def operations_readers(access: Access, side: Side) -> Finding | None:
    """Nobody is found to reach operations data but who is approved, services, our roles, and
    administrators."""
    return _unapproved("operations", access.operations)


@control("4.4", Access, fix=GIVE, part="secrets")
def secrets_readers(access: Access, side: Side) -> Finding | None:
    """Nobody is found to reach private keys but who is approved, and administrators, who could
    let themselves in."""
    return _unapproved("secrets", access.secrets)


def _unapproved(field: str, readers: Iterable[Reader]) -> Finding | None:
    """Counts only: the list names them, evidence doesn't."""
    found = [reader for reader in readers if reader.standing == "unapproved"]
    if not found:
        return None
    possibly = sum(not reader.sure for reader in found)
    unsure = f", {possibly} of them possibly" if possibly else ""
    who = "a principal" if len(found) == 1 else f"{len(found)} principals"
    return Finding(field, f"lets {who} reach {TITLES[field]} that nobody approved{unsure}")


@control("4.5", Role, fix="Narrow the role's policy, or say the reason in golive/access/ours.toml.")
def roles_reach_their_own(role: Role, side: Side) -> Finding | None:
    """Each role of ours reaches the data and keys that it has a reason for, and is assumed by a
    service, or by this account."""
    seen = next(seen for seen, one in listing(side, Role) if one is role)
    known = reasons().get(seen.path, {})
    return first([_assumed(role, side), *_beyond(role.policies, known, side), *_unread(role)])


@control("4.5", GivenPolicy, fix="Narrow the policy, or say the reason in golive/access/ours.toml.")
def policies_reach_their_own(policy: GivenPolicy, side: Side) -> Finding | None:
    """Each policy that is made to be given to somebody reads the data that it is for, and changes
    nothing; that of whoever keeps the plan puts records into the register."""
    if policy.roles:
        return None
    seen = next(seen for seen, one in listing(side, GivenPolicy) if one is policy)
    known = reasons().get(seen.path, {})
    wanted = CHANGES.get(seen.path, ())
    return first([*_beyond(policy.policies, known, side), *_changes(policy.policies, wanted)])


def _changes(policies: Iterable[Statement], wanted: Collection[str]) -> Iterator[Finding]:
    for statement in filter(lambda s: s.allow, policies):
        for action in statement.actions:
            reads = READS.fullmatch(action.partition(":")[2]) or action in wanted
            if statement.inverted or not reads:
                yield Finding("policies", f"lets its holder do more than read: {action}")


def _assumed(role: Role, side: Side) -> Finding | None:
    account = own_account(side)
    for statement in filter(lambda s: s.allow, role.trust):
        if who := outsiders(statement, account):
            return Finding("trust", f"can be assumed by {', '.join(who)}")
    return None


def _beyond(policies: Iterable[Statement], known: Iterable[str], side: Side) -> Iterator[Finding]:
    said = clauses(policies)
    for one in held(side):
        for action in one.actions:
            request = Request("", action, one.names, OVER_TLS)
            sure = denied(said, request) is Answer.YES
            if not sure and allowed(said, request) and one.path not in known:
                yield Finding("policies", f"may {action} on {one.path}")


def _unread(role: Role) -> Iterator[Finding]:
    for arn in role.unread:
        if not str(arn).endswith(tuple(SETTINGS_ONLY)):
            yield Finding("unread", f"holds {arn}, and what that reads is written nowhere here")


@control("4.4", SecretParameter, fix="Allow kms:Decrypt to the principals of access.secrets only.")
def secrets_key_narrow(parameter: SecretParameter, side: Side) -> Finding | None:
    """Policies of the account alone open no private key: its key's policy names who may."""
    if parameter.key in (AWS_OWNED, AWS_MANAGED):
        return Finding("key", "is under no key of ours, whose policy could name who opens it")
    own = own_account(side)
    for statement in side.one(Key, parameter.key).policy:
        if statement.allow and _opens(statement) and not by_name(statement, own):
            return Finding("key", "is under a key that any policy of the account can open")
    return None


def _opens(statement: Statement) -> bool:
    return any(
        acts(statement, action)
        for action in ("kms:Decrypt", "kms:CreateGrant", "kms:ReEncryptFrom")
    )
