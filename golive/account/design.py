"""The template side of what is deployed, and how it differs from a local one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from golive.account.subjects import Estate
from golive.model import Fact, Gap, Ref, Seen, Side, Unknown
from golive.template import BadTemplate, Templates
from golive.template.loading import NOWHERE, stacks_in

if TYPE_CHECKING:
    from golive.account.side import Account


class Unreadable(Side):
    """A side that nothing is known of, and why."""

    name = "template"

    def __init__(self, account: Account, why: str) -> None:
        self.now, self._why = account.now, Unknown(why)
        self.account, self.region = account.account, account.region

    def facts(self, kind: type[Fact]) -> Iterable[Seen] | Unknown:
        return self._why

    def follow(self, kind: type[Fact], ref: Ref | str) -> Seen:
        raise Gap(self._why.why)

    def deployed(self, stack: str) -> bool | Unknown:
        return self._why


def as_deployed(account: Account) -> Side:
    """The templates that CloudFormation has; unreadable when one of them can't be had."""
    if isinstance(account.account, Unknown):
        return Unreadable(account, account.account.why)
    try:
        return deployed(account.estate)
    except Gap as gap:
        return Unreadable(account, str(gap))


def deployed(estate: Estate) -> Templates:
    """The templates that CloudFormation has of these stacks; Gap when one can't be read."""
    found: dict[str, Mapping[str, Any]] = {}
    for stack in estate.stacks.values():
        if isinstance(stack.template, Unknown):
            raise Gap(stack.template.why)
        if stack.template is not None:
            found[stack.name] = stack.template
    try:
        return Templates.of(found, estate.place.account, estate.place.region)
    except BadTemplate as error:
        raise Gap(f"the deployed template of {error}") from error


def as_designed(assembly: Path, account: Account) -> Side:
    """The templates of a cdk.out folder. BadTemplate also when it is of another environment."""
    design = Templates.load(assembly)
    if not any(design.deployed(name) for name in account.stack_names):
        why = f"holds no stack of the environment {account.environment.name}"
        raise BadTemplate(assembly, why)
    return design


def older(assembly: Path, account: Account) -> Iterator[str]:
    """The stacks whose deployed template is not the local one."""
    local = {stack.name: stack.template for stack in stacks_in(assembly, NOWHERE)}
    for stack in account.estate.stacks.values():
        known = stack.name in local and isinstance(stack.template, Mapping)
        if known and stack.template != local[stack.name]:
            yield stack.name
