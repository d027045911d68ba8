"""What holds data, as facts say it, and the names that a policy may call it by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, NamedTuple

from golive.access.targets import BUCKET, KINDS, OPENS, PARAMETER, STREAM, TABLE, parts
from golive.controls.control import listing
from golive.controls.keys import own_account
from golive.controls.statements import acts, arn_of, demanded, everyone
from golive.facts.storage import Bucket, Key, SecretParameter, Statement, Stream, Table
from golive.model import Fact, Seen, Side

KEPT: dict[str, tuple[type[Fact], str]] = {
    BUCKET: (Bucket, "arn:*:s3:::"),
    TABLE: (Table, "arn:*:dynamodb:*:*:table/"),
    STREAM: (Stream, "arn:*:kinesis:*:*:stream/"),
    PARAMETER: (SecretParameter, "arn:*:ssm:*:*:parameter/"),
}
ANY_KEY = "arn:*:kms:*:*:key/*"
"""No policy can name a key by anything but its id, which a template doesn't know."""


OPENS_BUCKET = ("s3:PutBucketPolicy", "s3:DeleteBucketPolicy")
"""Whoever may this of a bucket can let anybody in, or take away what keeps others out."""


class Held(NamedTuple):
    """Where it was seen, what all of it is called, and the actions that read or open it."""

    path: str
    names: tuple[str, ...]
    actions: tuple[str, ...]


def held(side: Side) -> Iterator[Held]:
    """Everything that holds data, and every key that seals; Gap where one can't be known."""
    for kind, (fact, start) in KEPT.items():
        for seen, one in listing(side, fact):
            written = parts(kind, arn_of(seen.subject))
            for names in zip_longest(written, parts(kind, start + _name(seen, one))):
                known = tuple(name for name in names if name)
                yield Held(seen.path, known, KINDS[kind].actions)
    for seen, one in listing(side, Bucket):
        names = (arn_of(seen.subject), f"arn:*:s3:::{_name(seen, one)}")
        yield Held(seen.path, names, OPENS_BUCKET)
    account = own_account(side)
    for seen, key in listing(side, Key):
        if key.usage == "ENCRYPT_DECRYPT":
            lets = tuple(action for action in OPENS if _lets(key, action, account))
            yield Held(seen.path, (arn_of(seen.subject), ANY_KEY), lets)


def _lets(key: Key, action: str, account: str) -> bool:
    """Whether the key's policy leaves an action to the policies of the account's roles."""
    return any(
        statement.allow and acts(statement, action) and not by_name(statement, account)
        for statement in key.policy
    )


def by_name(statement: Statement, account: str) -> bool:
    """Whether it names principals one by one, or a condition demands one of them."""
    root = f":iam::{account}:root"
    whole = everyone(statement) or any(str(p).endswith(root) for p in statement.principals)
    demands = demanded(statement, "aws:principalarn")
    by_condition = bool(demands) and not any("*" in str(arn) for arn in demands)
    return not statement.inverted and (by_condition or not whole)


def _name(seen: Seen, fact: Any) -> str:
    """The name, or how it begins: CloudFormation puts the stack's name before its own."""
    if isinstance(fact.name, str):
        return fact.name.removeprefix("/")
    return f"{seen.subject.stack}-*"
