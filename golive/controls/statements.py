"""What the controls ask of a policy statement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import zip_longest

from golive.controls.references import resource_of
from golive.facts.storage import Statement
from golive.facts.words import Named
from golive.model import Ref, Text

EQUALS = ("stringequals", "stringlike", "arnequals", "arnlike", "stringequalsignorecase")
"""Operators that demand a value; an `...IfExists` passes where the key is missing."""


LITERAL = ("stringequals", "stringequalsignorecase")
"""Those that compare letter by letter; ArnEquals does as ArnLike (IAM User Guide, Condition
operators)."""
WILD = re.compile(r"[*?[]")
IF_THERE = re.compile(r"^forallvalues:|ifexists$")
READS = ("kms:Decrypt", "kms:ReEncryptFrom", "kms:CreateGrant", "kms:PutKeyPolicy")
"""What gives plaintext, or the right to get it."""

CALLER = ("kms:calleraccount", "aws:principalaccount")
"""Condition keys that hold the account of whoever calls."""


def acts(statement: Statement, action: str) -> bool:
    """Whether the statement's actions, wildcards and `NotAction` included, cover this one."""
    return statement.inverted or any(
        fnmatchcase(action.lower(), pattern.lower()) for pattern in statement.actions
    )


def covers(statement: Statement, *wanted: str) -> bool:
    """Whether each of these ARNs, as `written`, is among its resources; `x/*` is all of x."""
    patterns = [written(resource) for resource in statement.resources]
    return not statement.inverted and all(
        any(fnmatchcase(arn, pattern) for pattern in patterns) for arn in wanted
    )


def written(resource: Named) -> str:
    """A resource as text, the same whether a reference stands alone or begins a text."""
    return f"<{resource}>" if isinstance(resource, Ref) else str(resource)


def arn_of(subject: Ref) -> str:
    """The ARN of a subject, as `written`."""
    return subject.logical if subject.stack == "account" else written(replace(subject, attr="Arn"))


def everyone(statement: Statement) -> bool:
    """Whether it speaks of every principal."""
    return not statement.inverted and any(str(p) in ("*", "AWS:*") for p in statement.principals)


def demanded(statement: Statement, key: str) -> tuple[Named, ...]:
    """The values of which a condition key must have one; empty when none is demanded."""
    return tuple(v for name, value in _wanted(statement) if name == key for v in value)


def bound_to(statement: Statement, account: str) -> bool:
    """Whether a service may act only for this account: its source account, or an ARN of it.

    IAM User Guide, the confused deputy problem. The ARN of a bucket names no account and
    doesn't bind.
    """
    accounts = demanded(statement, "aws:sourceaccount")
    arns = demanded(statement, "aws:sourcearn")
    if accounts:
        return all(value == account for value in accounts)
    return bool(arns) and all(of_account(value, account) for value in arns)


def may_decrypt(statement: Statement) -> bool:
    """Whether the statement lets its principals have what a key seals."""
    return statement.allow and any(acts(statement, action) for action in READS)


def outsiders(statement: Statement, account: str, *, services: bool = True) -> list[str]:
    """Whom it names beyond the account's own principals and, where they may, AWS services."""
    if statement.inverted:
        return ["everyone but a few"]
    named = [p for p in statement.principals if not _own(p, account)]
    return [str(p) for p in named if not (services and str(p).startswith("Service:"))]


def strangers(statement: Statement, account: str) -> list[str]:
    """Whom it lets in beyond those: nobody, where a condition demands a caller of the account."""
    found = outsiders(statement, account)
    return found if found and (statement.inverted or not _of_callers(statement, account)) else []


def _own(principal: Named, account: str) -> bool:
    """What begins with a reference and goes on is nobody that we know."""
    return isinstance(principal, Ref) or of_account(str(principal), account)


def _of_callers(statement: Statement, account: str) -> bool:
    """Whether a condition demands that the caller is of the account."""
    accounts = [v for key in CALLER for v in demanded(statement, key)]
    arns = demanded(statement, "aws:principalarn")
    ours = [value == account for value in accounts] + [of_account(arn, account) for arn in arns]
    return bool(ours) and all(ours)


Sends = Mapping[str, tuple[Ref | str, ...]]
"""Condition keys that a service is known to send, each with its value in every way of writing it:
as the subject, as text. `?` in an ARN stands for a part that isn't known."""


def admits(statement: Statement, account: str, sends: Sends) -> bool:
    """Whether a service that acts for this account meets every condition of an allow."""
    wanted = _wanted(statement, if_there=True)
    met = all(any(_meets(key, v, account, sends) for v in values) for key, values in wanted)
    return met and len(wanted) == sum(len(keys) for keys in statement.conditions.values())


def of_account(arn: Named, account: str) -> bool:
    """Whether an ARN is one of the account's, or of a resource of ours."""
    start = arn.parts[0] if isinstance(arn, Text) else arn
    parts = str(start).removeprefix("AWS:").split(":")
    return isinstance(start, Ref) or (len(parts) > 4 and parts[4] == account)


def refuses_other(statement: Statement, header: str, value: Named) -> bool:
    """Whether it denies puts in which the header is given and is not this value."""
    other = [
        v
        for operator, keys in statement.conditions.items()
        if operator.lower() in ("stringnotequals", "arnnotequals")
        for v in keys.get(header, ())
    ]
    given = statement.conditions.get("Null", {}).get(header) == ("false",)
    right = [resource_of(v) for v in other] == [resource_of(value)]
    alone = sum(len(keys) for keys in statement.conditions.values()) == 2
    puts = acts(statement, "s3:PutObject") and not statement.allow
    return puts and given and right and alone and everyone(statement)


def _wanted(statement: Statement, *, if_there: bool = False) -> list[tuple[str, tuple[Named, ...]]]:
    """Each key and its values; those too that are wanted only of a key that is there."""
    found: list[tuple[str, tuple[Named, ...]]] = []
    for operator, keys in statement.conditions.items():
        plain = IF_THERE.sub("", operator.lower())
        if (plain if if_there else operator.lower()) in EQUALS:
            as_they_are = plain in LITERAL
            found += ((k, tuple(map(_literal, v)) if as_they_are else v) for k, v in keys.items())
    return found


def _literal(value: Named) -> Named:
    """A star in it is a star, and stands for nothing."""
    return WILD.sub(r"[\g<0>]", value) if isinstance(value, str) else value


def _meets(key: str, value: Named, account: str, sends: Sends) -> bool:
    """A bucket's ARN names no account; the statement's own SourceAccount binds it."""
    if key in sends:
        return any(fits(sent, value) for sent in sends[key])
    if key == "aws:sourceaccount":
        return value == account
    bucket = str(value).split(":")[2:5] == ["s3", "", ""]
    return key == "aws:sourcearn" and (bucket or of_account(value, account))


def fits(sent: Ref | str, wanted: Named) -> bool:
    """Part by part of an ARN, but for its partition; what isn't known fits."""
    if isinstance(sent, Ref) or isinstance(wanted, Ref):
        return resource_of(wanted) == sent
    pairs = zip_longest(sent.split(":", 5), str(wanted).split(":", 5), fillvalue="")
    parts = [pair for place, pair in enumerate(pairs) if place != 1]
    return all(mine == "?" or fnmatchcase(mine, theirs) for mine, theirs in parts)
