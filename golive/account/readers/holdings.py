"""What holds data, by its class: the class of a resource is that of the key that seals it.

Secrets are the private keys of what callers enter, contact data what the instance stores and
all else under the same keys, operations everything under another key of ours. What is under no
key of ours is of no class, but where the instance stores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple, TypeVar

from golive.access.clauses import Clause, clauses
from golive.access.identities import document
from golive.access.targets import (
    BUCKET,
    PARAMETER,
    STREAM,
    TABLE,
    DataClass,
    Grant,
    KeyUse,
    Target,
)
from golive.account import arns
from golive.account.readers.buckets import bucket, stored
from golive.account.readers.input_keys import secret_parameter
from golive.account.readers.instance import associated, storage_config
from golive.account.readers.resource_policies import doors, own_text
from golive.account.readers.streams import stream, streamed
from golive.account.readers.tables import table
from golive.account.reading import Gone, Reading
from golive.account.stacks import Resource
from golive.account.subjects import OUTSIDE
from golive.facts.words import AWS_MANAGED, AWS_OWNED, Where
from golive.model import Gap
from golive.policy import statements

T = TypeVar("T")
OPENING = frozenset({"Decrypt", "ReEncryptFrom", "CreateGrant"})
NO_KEY = (AWS_OWNED, AWS_MANAGED)


class Holding(NamedTuple):
    """A resource that is there, its kind, and the key that it is under."""

    resource: Resource
    kind: str
    key: Where
    name: str

    @property
    def where(self) -> Where:
        """How a fact points at it."""
        ref = self.resource.ref
        return ref.logical if ref.stack == OUTSIDE else ref


def by_class(read: Reading) -> Mapping[DataClass, list[Target]]:
    """The targets of each data class; Gap where a key or a policy can't be read."""
    holdings = [*_buckets(read), *_tables(read), *_streams(read), *_parameters(read)]
    contact = _stored(read, holdings)
    found: dict[DataClass, list[Target]] = {"contact_data": [], "secrets": [], "operations": []}
    for holding in holdings:
        if class_ := _class(holding, contact):
            found[class_].append(_target(read, holding))
    return found


def _class(holding: Holding, contact: set[Where]) -> DataClass | None:
    if holding.kind == PARAMETER:
        return "secrets"
    if holding.where in contact or holding.key in contact:
        return "contact_data"
    return None if holding.key in NO_KEY else "operations"


def _stored(read: Reading, holdings: Iterable[Holding]) -> set[Where]:
    """Where the instance stores, and the keys of all that: of contact data."""
    configs = [c for r in associated(read) if (c := there(read, storage_config, r))]
    places: set[Where] = {config.target for config in configs}
    keys: set[Where] = {config.key for config in configs}
    keys |= {holding.key for holding in holdings if holding.where in places}
    return places | (keys - set(NO_KEY))


def there(read: Reading, how: Callable[[Reading, Resource], T], resource: Resource) -> T | None:
    """The fact of a resource; None for one that is gone, which its own controls say."""
    try:
        return how(read, resource)
    except Gone:
        return None


def _each(read: Reading, type_: str, more: Iterable[Resource] = ()) -> Iterator[Resource]:
    known = {resource.ref: resource for resource in (*read.estate.of(type_), *more)}
    yield from known.values()


def _buckets(read: Reading) -> Iterator[Holding]:
    for one in _each(read, arns.BUCKET, stored(read)):
        if fact := there(read, bucket, one):
            yield Holding(one, BUCKET, fact.key, one.physical)


def _tables(read: Reading) -> Iterator[Holding]:
    for type_ in (arns.TABLE, arns.GLOBAL_TABLE):
        for one in _each(read, type_):
            if fact := there(read, table, one):
                yield Holding(one, TABLE, fact.key, one.physical)


def _streams(read: Reading) -> Iterator[Holding]:
    for one in _each(read, arns.STREAM, streamed(read)):
        if fact := there(read, stream, one):
            yield Holding(one, STREAM, fact.key, one.physical)


def _parameters(read: Reading) -> Iterator[Holding]:
    for one in _each(read, arns.INPUT_KEY_PAIR):
        if fact := there(read, secret_parameter, one):
            yield Holding(one, PARAMETER, fact.key, str(fact.name))


def _target(read: Reading, holding: Holding) -> Target:
    place = read.estate.place
    if holding.kind == PARAMETER:
        name = holding.name.removeprefix("/")
        arn = f"arn:{place.partition}:ssm:{place.region}:{place.account}:parameter/{name}"
    else:
        arn = arns.arn_of(holding.resource.type, holding.resource.physical, place)
    policy = _policy(read, holding, arn)
    texts = doors(read, holding.name) if holding.kind == BUCKET else ()
    let_in = tuple(chain.from_iterable(map(_said, texts)))
    return Target(holding.resource.path, holding.kind, arn, _key(read, holding.key), policy, let_in)


def _policy(read: Reading, holding: Holding, arn: str) -> tuple[Clause, ...]:
    match holding.kind:
        case "bucket":
            return _said(read.ask("s3:GetBucketPolicy", Bucket=holding.name).get("Policy"))
        case "table":
            return _said(own_text(read, "dynamodb:GetResourcePolicy", ResourceArn=arn))
        case "stream":
            return _said(own_text(read, "kinesis:GetResourcePolicy", ResourceARN=arn))
        case _:
            return ()


def _said(text: object) -> tuple[Clause, ...]:
    """A policy with its ARNs as they are."""
    return clauses(statements(document(text)))


def _key(read: Reading, where: Where) -> KeyUse | None:
    """A key's policy and the grants that open; None for a key that AWS owns or manages.

    What AWS manages for a service opens to whoever may use the service (KMS Developer Guide,
    AWS managed keys), so that the data's own permission decides.
    """
    if where in NO_KEY:
        return None
    resource = read.estate.resource(arns.KEY, where)
    if resource is None:
        raise Gap(f"{where} is not deployed")
    described = read.ask("kms:DescribeKey", KeyId=resource.physical)["KeyMetadata"]
    identifier = described["KeyId"]
    policy = _said(read.ask("kms:GetKeyPolicy", KeyId=identifier)["Policy"])
    grants = read.ask("kms:ListGrants", KeyId=identifier)["Grants"]
    opening = [g for g in grants if OPENING & set(g.get("Operations", []))]
    made = tuple(Grant(g["GranteePrincipal"], bool(g.get("Constraints"))) for g in opening)
    return KeyUse(resource.path, described["Arn"], policy, made)
