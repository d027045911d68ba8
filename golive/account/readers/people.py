"""Agents, supervisors and numbers of the instance, beside those that are declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from golive.account.arns import INSTANCE
from golive.account.readers import centre
from golive.account.readers.instance import id_of
from golive.account.readers.reader import reader
from golive.account.reading import Reading
from golive.account.stacks import Resource
from golive.declared.centre import Number
from golive.declared.people import Agent
from golive.facts.people import Agents, DeclaredNumber, LoadedAgent, Numbers, Power, Supervision

GRANTS = {
    "monitor": frozenset({"ManagerListenIn", "ManagerBargeIn"}),
    "listen": frozenset(
        {
            "ListenCallRecordings",
            "RedactedData.View",
            "CallRecordings.Unredacted.Access",
            "CallRecordings.Redacted.Access",
            "ScreenRecording.Access",
            "ScreenRecording.Redacted.Access",
            "AutomatedVoiceInteraction.Recordings.Unredacted.Access",
        }
    ),
    "download": frozenset(
        {
            "DownloadCallRecordings",
            "CallRecordings.Unredacted.DownloadButton",
            "CallRecordings.Redacted.DownloadButton",
            "ScreenRecording.Redacted.Download",
            "AutomatedVoiceInteraction.Recordings.Unredacted.DownloadButton",
        }
    ),
}
"""The permissions of which each by itself gives a power, by their API names; the first of the
last two is what older profiles have (Administrator Guide, list of security profile permissions).
"""


@reader(Agents, INSTANCE, agents="Users[]", undeclared="Users[].SecurityProfileIds")
def agents(read: Reading, subject: Resource) -> Agents:
    """Supervisors have an agent's profile too, to monitor by (Administrator Guide, monitoring)."""
    declared = read.declared(read.environment.agents, "agents")
    found = {user["Username"].lower(): user for user in centre.users(read, subject.physical)}
    routing = centre.routing_profiles(read, subject.physical)
    security = centre.security_profiles(read, subject.physical)
    named = {agent.user.lower() for agent in declared}
    others = [_held(user, security) for name, user in found.items() if name not in named]
    held = {agent.security_profile for agent in declared}
    leads = {*chain(*_declared_powers(read).values())} - held
    return Agents(
        agents=tuple(
            _agent(one, found.get(one.user.lower()), routing, security) for one in declared
        ),
        undeclared=sum(bool(held & {*has}) and not leads & {*has} for has in others),
    )


def _agent(
    declared: Agent,
    user: Mapping[str, object] | None,
    routing: Mapping[str, str],
    security: Mapping[str, str],
) -> LoadedAgent:
    """User names are the same whatever their case (Administrator Guide, add users)."""
    return LoadedAgent(
        user=declared.user,
        loaded=user is not None,
        routing_declared=declared.routing_profile,
        security_declared=declared.security_profile,
        routing=routing.get(str((user or {}).get("RoutingProfileId", "")), ""),
        security=_held(user or {}, security),
    )


def _held(user: Mapping[str, object], security: Mapping[str, str]) -> tuple[str, ...]:
    """The names of a user's security profiles; an id that is not listed stands for itself."""
    ids = user.get("SecurityProfileIds", [])
    assert isinstance(ids, list)
    return tuple(sorted(security.get(str(each), str(each)) for each in ids))  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]


def _declared_powers(read: Reading) -> dict[str, list[str]]:
    declared = read.environment.supervision
    return {"monitor": declared.monitor, "listen": declared.listen, "download": declared.download}


@reader(Supervision, INSTANCE, powers="Permissions[]")
def supervision(read: Reading, subject: Resource) -> Supervision:
    wanted = _declared_powers(read)
    read.declared(any(wanted.values()), "supervision")
    profiles = centre.security_profiles(read, subject.physical)
    may = {name: _permissions(read, subject.physical, id) for id, name in profiles.items()}
    held = [_held(user, profiles) for user in centre.users(read, subject.physical)]
    return Supervision(powers=tuple(_power(n, names, may, held) for n, names in wanted.items()))


def _permissions(read: Reading, instance_arn: str, profile: str) -> frozenset[str]:
    answer = read.ask(
        "connect:ListSecurityProfilePermissions",
        InstanceId=id_of(instance_arn),
        SecurityProfileId=profile,
    )
    return frozenset(answer.get("Permissions", []))


def _power(
    name: str,
    declared: Iterable[str],
    may: Mapping[str, frozenset[str]],
    held: Iterable[Iterable[str]],
) -> Power:
    granted = {profile for profile, permissions in may.items() if permissions & GRANTS[name]}
    right = granted & set(declared)
    return Power(
        name=name,
        declared=tuple(declared),
        granted=tuple(sorted(granted)),
        holders=sum(bool(right & set(profiles)) for profiles in held),
    )


@reader(
    Numbers,
    INSTANCE,
    numbers="FlowAssociationSummaryList[].FlowId",
    undeclared="ListPhoneNumbersSummaryList[]",
)
def numbers(read: Reading, subject: Resource) -> Numbers:
    declared = read.declared(read.environment.numbers, "numbers")
    claimed = {row["PhoneNumber"]: row for row in centre.numbers(read, subject.physical)}
    leads = _attached(read, subject.physical)
    names = {flow.name for flow in read.environment.flows}

    def of(number: Number) -> DeclaredNumber:
        row = claimed.get(number.number)
        flow = leads.get(row["PhoneNumberId"], "") if row else ""
        return DeclaredNumber(
            ending=number.number[-4:],
            claimed=row is not None,
            flow=flow,
            flow_declared=flow in names,
        )

    others = claimed.keys() - {number.number for number in declared}
    return Numbers(numbers=tuple(map(of, declared)), undeclared=len(others))


def _attached(read: Reading, instance_arn: str) -> dict[str, str]:
    """The flow's name by the number's id: both are given as id or as ARN, which ends with it."""
    answer = read.ask(
        "connect:ListFlowAssociations",
        InstanceId=id_of(instance_arn),
        ResourceType="VOICE_PHONE_NUMBER",
    )
    names = centre.flows(read, instance_arn)
    rows = answer.get("FlowAssociationSummaryList", [])
    ends = {id_of(row["ResourceId"]): id_of(row["FlowId"]) for row in rows}
    return {number: names.get(flow, flow) for number, flow in ends.items()}
