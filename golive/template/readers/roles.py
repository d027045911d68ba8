"""IAM roles with what is attached to them, and managed policies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from golive.facts.access import GivenPolicy, Role
from golive.model import Ref, Unknown
from golive.policy import is_mapping, several, statements
from golive.template.policies import attached
from golive.template.readers.registry import reads
from golive.template.resource import Field, Resource

MANAGED = "AWS::IAM::ManagedPolicy"
OWN = {"AWS::IAM::RolePolicy": "RoleName"}


@reads(Role, "AWS::IAM::Role")
def role(resource: Resource) -> Mapping[str, Field]:
    """A policy stands in the role, or beside it and names the role, or the role names it."""
    beside = attached(resource, dict.fromkeys(("AWS::IAM::Policy", MANAGED), "Roles") | OWN)
    own, shown, unread = _inline(resource), _shown(resource), tuple(_unread(resource))
    return {
        "name": resource.name("RoleName"),
        "policies": Field("Policies", (*own, *shown, *several(beside.value)), beside.beside),
        "unread": Field("ManagedPolicyArns", unread),
        "trust": Field(
            "AssumeRolePolicyDocument",
            statements(resource.given("AssumeRolePolicyDocument"), resource.ours),
        ),
    }


@reads(GivenPolicy, MANAGED)
def given_policy(resource: Resource) -> Mapping[str, Field]:
    said = statements(resource.given("PolicyDocument"), resource.ours)
    return {
        "name": resource.name("ManagedPolicyName"),
        "policies": Field("PolicyDocument", said),
        "roles": Field("Roles" if resource.given("Roles") else "", tuple(_holders(resource))),
    }


def _holders(policy: Resource) -> Iterator[object]:
    """The roles here that name the policy, or that it names; one that isn't known may be here."""
    every = {role.ref: role for role in policy.catalog.of("AWS::IAM::Role")}
    given = [policy.meant(r, "AWS::IAM::Role") for r in several(policy.given("Roles"))]
    named = {role.resource for role in given if isinstance(role, Ref)}
    for ref, role in sorted(every.items()):
        if ref in named or any(p and p.ref == policy.ref for p, _ in _named(role)):
            yield ref
        yield from (name for _, name in _named(role) if isinstance(name, Unknown))
    yield from (role for role in given if isinstance(role, Unknown))


def _inline(resource: Resource) -> Iterator[object]:
    for policy in several(resource.given("Policies")):
        document = policy.get("PolicyDocument") if is_mapping(policy) else policy
        yield from statements(document, resource.ours)


def _shown(resource: Resource) -> Iterator[object]:
    for policy, _ in _named(resource):
        if policy is not None:
            yield from statements(policy.given("PolicyDocument"), policy.ours)


def _unread(resource: Resource) -> Iterator[object]:
    for policy, name in _named(resource):
        if policy is None:
            yield name


def _named(resource: Resource) -> Iterator[tuple[Resource | None, object]]:
    """The policies that the role names, with the resource where it stands in a template."""
    known = {policy.ref: policy for policy in resource.catalog.of(MANAGED)}
    for arn in several(resource.given("ManagedPolicyArns")):
        name = arn if isinstance(arn, Unknown) else resource.meant(arn, MANAGED)
        found = known.get(name.resource) if isinstance(name, Ref) else None
        yield found, name
