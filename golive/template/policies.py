"""Policies that stand in a resource of their own, beside what they are attached to."""

from __future__ import annotations

from collections.abc import Iterator

from golive.model import Ref, Unknown
from golive.policy import several, statements
from golive.template.resource import Field, Resource


def attached(
    resource: Resource,
    kinds: dict[str, str],
    default: object = None,
    *,
    says: str = "PolicyDocument",
    most: int | None = None,
) -> Field:
    """The statements of all policies that are attached to a resource, which has `most` of them.

    `kinds` gives the types of policy and the property that names what they are attached
    to, `says` the one that holds the statements. One that may be attached, or may exist, makes a
    statement that is unknown.
    """
    found = [(policy, why) for policy, why in _attached(resource, kinds)]
    if not found:
        return Field(says if default else "", statements(default))
    sure = sum(why is None for _, why in found)
    if most and sure > most:
        why = Unknown(f"{sure} policies are written for it, and the last one replaces the others")
        return Field(says, statements(why), tuple(policy for policy, _ in found))
    read = [s for policy, why in found for s in statements(why or policy.given(says), policy.ours)]
    return Field(says, tuple(read), tuple(policy for policy, _ in found))


def _attached(
    resource: Resource, kinds: dict[str, str]
) -> Iterator[tuple[Resource, Unknown | None]]:
    for kind, path in kinds.items():
        for policy in resource.catalog.of(kind):
            targets = [policy.meant(t, resource.type) for t in several(policy.given(path))]
            if any(isinstance(t, Ref) and t.resource == resource.ref for t in targets):
                yield policy, policy.undecided
            elif unknown := next((t for t in targets if isinstance(t, Unknown)), None):
                yield policy, unknown
