"""What a well-formed waiver may not say: too broad, self-approved, about nothing that exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from golive.controls import catalogue
from golive.mistakes import nearest, quoted
from golive.project import ENVIRONMENTS, STACKS
from golive.waivers.shape import Wrong
from golive.waivers.waiver import PACKS, Waiver

IN_BRACKETS = ("AwsSolutions-IAM4", "AwsSolutions-IAM5")
"""The rules of cdk-nag 3.0.2 that have one finding for each policy, action or resource."""

OUTSIDE = ("account", "external")
"""What stands for the stack where no stack owns the subject."""


def _rules(waiver: Waiver) -> Iterator[Wrong]:
    for rule in waiver.rules:
        if rule not in catalogue() and not rule.startswith(tuple(f"{pack}-" for pack in PACKS)):
            problem = f"is no control and no rule of a pack{nearest(rule, catalogue())}"
            allowed = f"an id of a control, or of a rule of {', '.join(PACKS)}"
            yield Wrong("rules", problem, allowed, quoted(rule))


def _scope(waiver: Waiver) -> Iterator[Wrong]:
    segments = waiver.scope.split("/")
    allowed = "a construct path, whose last segment may be *"
    if "*" in waiver.scope.removesuffix("/*"):
        yield Wrong("scope", "has a wildcard inside", allowed, quoted(waiver.scope))
    elif waiver.many and len(segments) < 3:
        yield Wrong("scope", "is too broad: it names a whole stack", allowed, quoted(waiver.scope))
    elif waiver.stack not in (*STACKS, *OUTSIDE) or len(segments) < 2:
        allowed = f"a path that begins with {', '.join((*STACKS, *OUTSIDE))}"
        near = nearest(waiver.stack, STACKS)
        yield Wrong("scope", f"begins with no stack{near}", allowed, quoted(waiver.scope))


def _covers(waiver: Waiver) -> Iterator[Wrong]:
    if waiver.many and waiver.covers == 1:
        yield Wrong("covers", "is missing", "how many paths the scope's * meets")
    if not waiver.many and waiver.covers != 1:
        yield Wrong("covers", "goes with a scope that ends in *", "no such key", str(waiver.covers))


def _people(waiver: Waiver) -> Iterator[Wrong]:
    if waiver.owner.strip().casefold() == waiver.approver.strip().casefold():
        value = quoted(waiver.approver)
        yield Wrong("approver", "approves their own waiver", "someone other than the owner", value)


def _resource(waiver: Waiver) -> Iterator[Wrong]:
    in_brackets = any(rule in IN_BRACKETS for rule in waiver.rules)
    if in_brackets and not waiver.resource:
        problem = "is missing: without it the waiver is too broad"
        yield Wrong("resource", problem, "what the rule says in brackets")
    if waiver.resource and any(rule not in IN_BRACKETS for rule in waiver.rules):
        value = quoted(waiver.resource)
        yield Wrong("resource", "is not for these rules", f"with {' or '.join(IN_BRACKETS)}", value)


def _environments(waiver: Waiver) -> Iterator[Wrong]:
    known = sorted(f.stem for f in ENVIRONMENTS.glob("*.yaml") if not f.stem.endswith(".lock"))
    for name in waiver.environments:
        if name not in known:
            problem = f"is no environment{nearest(name, known)}"
            yield Wrong("environments", problem, ", ".join(known), quoted(name))


RULES: tuple[Callable[[Waiver], Iterator[Wrong]], ...] = (
    _rules,
    _scope,
    _covers,
    _people,
    _resource,
    _environments,
)


def sense_mistakes(waiver: Waiver) -> Iterator[Wrong]:
    """Every combination that can't be."""
    for rule in RULES:
        yield from rule(waiver)
