"""What was there for tests: names, origins, how functions log, what a stack takes with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any, cast

from golive.account.arns import FUNCTION, INSTANCE, function_name, unqualified
from golive.account.readers import centre
from golive.account.readers.instance import id_of, instances
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.facts.drills import FLOW
from golive.facts.leftovers import (
    LOUD,
    Keeping,
    Leftovers,
    Lifetime,
    LogLevel,
    Origins,
    OriginUse,
)
from golive.facts.words import Named
from golive.keeping import STATEFUL, destroyable
from golive.model import Gap, Unknown


@reader(
    Leftovers,
    INSTANCE,
    flows="ContactFlowSummaryList[].Name",
    queues="QueueSummaryList[].Name",
    routing_profiles="RoutingProfileSummaryList[].Name",
    security_profiles="SecurityProfileSummaryList[].Name",
    functions="LambdaFunctions[]",
    users="Users[].Username",
    numbers="ListPhoneNumbersSummaryList[].PhoneNumberDescription",
)
def leftovers(read: Reading, subject: Resource) -> Leftovers:
    names = read.declared(read.environment.leftovers.names, "names of tests")
    patterns = [pattern.lower() for pattern in (*names, FLOW)]
    arn = subject.physical

    def of(names: Iterable[str]) -> tuple[str, ...]:
        found = {name for name in names if any(_like(name, pattern) for pattern in patterns)}
        return tuple(sorted(found))

    def count(names: Iterable[str]) -> int:
        return sum(bool(of([name])) for name in names)

    def described() -> list[str]:
        return [row.get("PhoneNumberDescription", "") for row in centre.numbers(read, arn)]

    return Leftovers(
        flows=read.part(lambda: of(centre.flows(read, arn).values())),
        queues=read.part(lambda: of(centre.queues(read, arn).values())),
        routing_profiles=read.part(lambda: of(centre.routing_profiles(read, arn).values())),
        security_profiles=read.part(lambda: of(centre.security_profiles(read, arn).values())),
        functions=read.part(lambda: of(map(function_name, centre.functions(read, arn)))),
        users=read.part(lambda: count(user["Username"] for user in centre.users(read, arn))),
        numbers=read.part(lambda: count(described())),
    )


def _like(name: str, pattern: str) -> bool:
    return fnmatchcase(name.lower(), pattern)


@reader(Origins, INSTANCE, find=instances, origins="Origins[]")
def origins(read: Reading, subject: Resource) -> Origins:
    return Origins(origins=tuple(_approved(read, subject.physical)))


@reader(OriginUse, INSTANCE, approved="Origins[]")
def origin_use(read: Reading, subject: Resource) -> OriginUse:
    """An origin ends without a slash, however it was written."""
    approved = [origin.removesuffix("/") for origin in _approved(read, subject.physical)]
    return OriginUse(
        approved=tuple(sorted(approved)), declared=tuple(sorted(read.environment.origins))
    )


def _approved(read: Reading, instance_arn: str) -> list[str]:
    answer = read.ask("connect:ListApprovedOrigins", InstanceId=id_of(instance_arn))
    return answer.get("Origins", [])


@reader(Lifetime, INSTANCE, destroy="destroy")
def lifetime(read: Reading, subject: Resource) -> Lifetime:
    """What the file says now, and what the stacks said when they were deployed."""
    declared = read.environment
    deployed = [stack.template for stack in read.estate.stacks.values()]
    for template in deployed:
        if isinstance(template, Unknown):
            raise Gap(template.why)
    was = any(destroyable(t) for t in deployed if t and not isinstance(t, Unknown))
    return Lifetime(destroy=declared.destroy or was, tests_end=declared.launch.test_window.end)


def _called(read: Reading) -> Iterable[Resource]:
    """The functions that flows may call, when no stack owns them."""
    for one in instances(read):
        for arn in centre.functions(read, one.physical):
            where = read.where(FUNCTION, unqualified(arn))
            if isinstance(where, str):
                yield read.estate.outside(FUNCTION, where)


@reader(
    LogLevel,
    FUNCTION,
    find=_called,
    application="LoggingConfig.ApplicationLogLevel",
    system="LoggingConfig.SystemLogLevel",
)
def log_level(read: Reading, subject: Resource) -> LogLevel:
    """Levels are of JSON logs, and INFO when none is set (Lambda Developer Guide, log levels)."""
    described = read.ask("lambda:GetFunctionConfiguration", FunctionName=subject.physical)
    config = described.get("LoggingConfig", {})
    return LogLevel(
        application=config.get("ApplicationLogLevel", "INFO"),
        system=config.get("SystemLogLevel", "INFO"),
        variables=read.part(lambda: _variables(read, subject)),
    )


def _variables(read: Reading, subject: Resource) -> dict[str, Named]:
    """As they were deployed: the values that a function has could be secret, and aren't read."""
    if subject.ref.stack not in read.estate.stacks:
        return {}
    environment = read.estate.properties(subject.ref).get("Environment", {})
    deployed = environment.get("Variables", {})
    return {name: _word(name, deployed[name]) for name in LOUD if name in deployed}


def _word(name: str, value: object) -> Named:
    """A value that only the deployment knew can't be read back."""
    return value if isinstance(value, str) else cast(Named, Unknown(f"{name} is no word"))


@reader(Keeping, *STATEFUL, on_delete="DeletionPolicy", on_replace="UpdateReplacePolicy")
def keeping(read: Reading, subject: Resource) -> Keeping:
    """In the deployed template: what was changed by hand is not the stack's any more."""
    template = read.estate.stacks[subject.ref.stack].template or {}
    if isinstance(template, Unknown):
        raise Gap(template.why)
    deployed: Mapping[str, Any] = template.get("Resources", {}).get(subject.ref.logical, {})
    return Keeping(
        on_delete=str(deployed.get("DeletionPolicy", "Delete")),
        on_replace=str(deployed.get("UpdateReplacePolicy", "Delete")),
        destroyable=destroyable(template),
    )
