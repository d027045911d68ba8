"""Agents and supervisors: each profile may what is declared, and no more."""

from __future__ import annotations

from secrets import token_hex

from sandbox.centre.desk import Desk

GRANTS = {
    "monitor": {"ManagerListenIn", "ManagerBargeIn"},
    "listen": {
        "ListenCallRecordings",
        "RedactedData.View",
        "CallRecordings.Unredacted.Access",
        "CallRecordings.Redacted.Access",
        "ScreenRecording.Access",
    },
    "download": {
        "DownloadCallRecordings",
        "CallRecordings.Unredacted.DownloadButton",
        "CallRecordings.Redacted.DownloadButton",
    },
}
"""What gives a power (Administrator Guide, list of security profile permissions)."""
GIVEN = {
    "monitor": "ManagerListenIn",
    "listen": "CallRecordings.Unredacted.Access",
    "download": "CallRecordings.Unredacted.DownloadButton",
}


def profiles(desk: Desk) -> dict[str, str]:
    """Have every declared security profile with its powers; the ids of all by name."""
    found = desk.ids("list_security_profiles")
    for name in {agent.security_profile for agent in desk.environment.agents} - {*found}:
        made = desk.call(
            "create_security_profile", SecurityProfileName=name, Permissions=["BasicAgentAccess"]
        )
        found[name] = made["SecurityProfileId"]
    for name, id_ in found.items():
        _narrow(desk, name, id_)
    return found


def _narrow(desk: Desk, name: str, id_: str) -> None:
    listing = {"InstanceId": desk.id, "SecurityProfileId": id_}
    before = set(desk.listed("list_security_profile_permissions", **listing))
    wanted = set(before)
    for power, profiles in desk.environment.supervision.model_dump().items():
        wanted = wanted | {GIVEN[power]} if name in profiles else wanted - GRANTS[power]
    if wanted != before:
        desk.call("update_security_profile", SecurityProfileId=id_, Permissions=sorted(wanted))


def routing(desk: Desk, queues: dict[str, str]) -> dict[str, str]:
    """Have every declared routing profile, with every declared queue; the ids by name."""
    found = desk.ids("list_routing_profiles")
    own = [queues[name].rsplit("/", 1)[-1] for name in desk.environment.queues]
    voice = {"Channel": "VOICE"}
    for name in {agent.routing_profile for agent in desk.environment.agents} - {*found}:
        made = desk.call(
            "create_routing_profile",
            Name=name,
            Description=name,
            DefaultOutboundQueueId=own[0],
            MediaConcurrencies=[{**voice, "Concurrency": 1}],
            QueueConfigs=[
                {"QueueReference": {**voice, "QueueId": queue}, "Priority": 1, "Delay": 0}
                for queue in own
            ],
        )
        found[name] = made["RoutingProfileId"]
    return found


def users(desk: Desk, queues: dict[str, str]) -> None:
    """Have every declared agent, signed in, and somebody in each supervising profile."""
    security, routed = profiles(desk), routing(desk, queues)
    available = desk.ids("list_agent_statuses")["Available"]
    declared = desk.environment
    wanted = {a.user: (a.security_profile, a.routing_profile) for a in declared.agents}
    supervising = {p for names in declared.supervision.model_dump().values() for p in names}
    first = next(iter(routed))
    wanted |= {f"{name.lower()}.one": (name, first) for name in sorted(supervising)}
    found = desk.ids("list_users")
    for name, (profile, route) in wanted.items():
        if name not in found:
            found[name] = _user(desk, name, security[profile], routed[route])
    for agent in declared.agents:
        desk.call("put_user_status", UserId=found[agent.user], AgentStatusId=available)


def _user(desk: Desk, name: str, security: str, route: str) -> str:
    managed = desk.environment.instance.identity == "CONNECT_MANAGED"
    password = {"Password": f"Aa1-{token_hex(16)}"} if managed else {}
    made = desk.call(
        "create_user",
        Username=name,
        IdentityInfo={"FirstName": "Sample", "LastName": "Agent"},
        PhoneConfig={"PhoneType": "SOFT_PHONE"},
        SecurityProfileIds=[security],
        RoutingProfileId=route,
        **password,
    )
    return made["UserId"]
