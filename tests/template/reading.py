"""Small templates for tests, and what is read from them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, cast

from golive.model import Fact, Ref, Seen, Unknown
from golive.plain import raw
from golive.template import Templates

STACK = "golive-x-data"
ACCOUNT = "111122223333"
REGION = "us-east-1"
NEVER = {"Fn::Cidr": ["10.0.0.0/16", 1, 8]}
"""An expression that only AWS evaluates."""


def ref(logical: str, attr: str = "") -> Ref:
    return Ref(STACK, logical, attr)


def side(resources: dict[str, Any], **sections: Any) -> Templates:
    """One stack of these resources."""
    return Templates.of({STACK: {"Resources": resources, **sections}}, ACCOUNT, REGION)


def listed(templates: Templates, kind: type[Fact]) -> list[Seen]:
    """All that is seen of a kind."""
    found = templates.facts(kind)
    assert not isinstance(found, Unknown)
    return list(found)


def seen(templates: Templates, kind: type[Fact], logical: str) -> Seen:
    """What is seen of one resource; fails where there is none or more than one."""
    [found] = [s for s in listed(templates, kind) if s.subject.logical == logical]
    return found


def raws(fact: Fact) -> dict[str, Any]:
    """All fields as they are."""
    return {f.name: raw(fact, f.name) for f in fields(cast(Any, fact))}
