"""Which key a property means, whether it gives an id, an ARN or an alias."""

from __future__ import annotations

import re

from golive.facts.words import AWS_MANAGED
from golive.model import Ref, Text, Unknown
from golive.template.resource import Field, Resource

ALIAS = "AWS::KMS::Alias"
MANAGED = re.compile(r"(?:.*:)?alias/aws/[^/:]+")
"""AWS KMS Developer Guide, aliases: `alias/aws/` is reserved for AWS managed keys."""


def key(resource: Resource, path: str, absent: str) -> Field:
    """The key that a property names; `absent` where it names none."""
    value = resource.given(path)
    return Field(path, absent if value is None else _key(resource, value))


def _key(resource: Resource, value: object) -> Ref | str | Unknown:
    if isinstance(value, str | Text) and MANAGED.fullmatch(str(value)):
        return AWS_MANAGED
    meant = resource.meant(value, ALIAS)
    for alias in resource.catalog.of(ALIAS):
        if isinstance(meant, Ref) and alias.ref == meant.resource:
            return alias.undecided or alias.meant(alias.at("TargetKeyId"))
    return meant
