"""Users and what is particular about them: permissions, queues of a profile, status, presence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from sandbox.simulated.connect.kinds import get
from sandbox.simulated.connect.store import Instance, Record, instance
from sandbox.simulated.service import Operation, Parameters, Refused

METRICS: dict[str, Callable[[str], bool]] = {
    "AGENTS_ONLINE": lambda status: status != "Offline",
    "AGENTS_STAFFED": lambda status: status != "Offline",
    "AGENTS_AVAILABLE": lambda status: status == "Available",
    "AGENTS_NON_PRODUCTIVE": lambda status: status not in ("Available", "Offline"),
}
"""Which statuses a metric counts (Administrator Guide, real-time metrics); all others are 0."""


def permissions(given: Parameters) -> Parameters:
    """ListSecurityProfilePermissions"""
    profile = get(instance(given), "SecurityProfile", given["SecurityProfileId"])
    return {"Permissions": [*profile.get("Permissions", [])]}


def routed_queues(given: Parameters) -> Parameters:
    """ListRoutingProfileQueues"""
    found = instance(given)
    profile = get(found, "RoutingProfile", given["RoutingProfileId"])
    return {
        "RoutingProfileQueueConfigSummaryList": [
            _routed(found, config) for config in profile.get("QueueConfigs", [])
        ]
    }


def _routed(found: Instance, config: Record) -> Record:
    reference = config["QueueReference"]
    queue = get(found, "Queue", reference["QueueId"])
    about = {"QueueId": queue["Id"], "QueueArn": queue["Arn"], "QueueName": queue["Name"]}
    order = {"Priority": config["Priority"], "Delay": config["Delay"]}
    return {**about, **order, "Channel": reference["Channel"]}


def route(given: Parameters) -> Parameters:
    """AssociateRoutingProfileQueues"""
    found = instance(given)
    profile = get(found, "RoutingProfile", given["RoutingProfileId"])
    for config in given.get("QueueConfigs", []):
        get(found, "Queue", config["QueueReference"]["QueueId"])
        profile.setdefault("QueueConfigs", []).append(config)
    return {}


def unroute(given: Parameters) -> Parameters:
    """DisassociateRoutingProfileQueues"""
    profile = get(instance(given), "RoutingProfile", given["RoutingProfileId"])
    gone = given.get("QueueReferences", [])
    kept = [c for c in profile.get("QueueConfigs", []) if c["QueueReference"] not in gone]
    profile["QueueConfigs"] = kept
    return {}


def set_status(given: Parameters) -> Parameters:
    """PutUserStatus: here it signs the user in, which only the user's own desktop does on AWS."""
    found = instance(given)
    status = get(found, "AgentStatus", given["AgentStatusId"])
    user = get(found, "User", given["UserId"])
    user["Status"] = {
        "StatusStartTimestamp": datetime.now(UTC),
        "StatusArn": status["Arn"],
        "StatusName": status["Name"],
    }
    return {}


def present(given: Parameters) -> list[Record]:
    """The users that are signed in, of the queues, profiles and agents that are asked for."""
    found, asked = instance(given), given["Filters"]
    if not any(asked.get(name) for name in ("Queues", "RoutingProfiles", "Agents")):
        raise Refused("InvalidRequestException", "Filters names no queue, profile or agent")
    return [
        user
        for user in found.kept["User"].values()
        if user.get("Status") and _among(found, user, asked)
    ]


def _among(found: Instance, user: Record, asked: dict[str, list[str]]) -> bool:
    profile = get(found, "RoutingProfile", user["RoutingProfileId"])
    queues = {c["QueueReference"]["QueueId"] for c in profile.get("QueueConfigs", [])}
    own = {"RoutingProfiles": {profile["Id"]}, "Agents": {user["Id"]}, "Queues": queues}
    wanted = {name: {each.rsplit("/", 1)[-1] for each in asked.get(name, [])} for name in own}
    return all(own[name] & ids for name, ids in wanted.items() if ids)


def user_data(given: Parameters) -> Parameters:
    """GetCurrentUserData"""
    found, free = instance(given), {"VOICE": 1}
    return {
        "UserDataList": [
            {
                "User": {"Id": user["Id"], "Arn": user["Arn"]},
                "RoutingProfile": {
                    "Id": user["RoutingProfileId"],
                    "Arn": get(found, "RoutingProfile", user["RoutingProfileId"])["Arn"],
                },
                "Status": user["Status"],
                "AvailableSlotsByChannel": free,
                "MaxSlotsByChannel": free,
                "ActiveSlotsByChannel": {"VOICE": 0},
                "Contacts": [],
            }
            for user in present(given)
        ]
    }


def metric_data(given: Parameters) -> Parameters:
    """GetCurrentMetricData: over all that the filters name, or for each queue that has agents."""
    groupings = given.get("Groupings", [])
    if groupings not in ([], ["QUEUE"]):
        raise Refused("InvalidRequestException", f"groupings are not simulated: {groupings}")
    results = _by_queue(given) if groupings else [_counted(given, given["Filters"])]
    return {"MetricResults": results, "DataSnapshotTime": datetime.now(UTC)}


def _by_queue(given: Parameters) -> list[Record]:
    found = instance(given)
    results: list[Record] = []
    for asked in given["Filters"].get("Queues", []):
        queue, own = get(found, "Queue", asked), {**given["Filters"], "Queues": [asked]}
        if present({**given, "Filters": own}):
            where = {"Queue": {"Id": queue["Id"], "Arn": queue["Arn"]}}
            results.append({"Dimensions": where, **_counted(given, own)})
    return results


def _counted(given: Parameters, filters: Record) -> Record:
    users = present({**given, "Filters": filters})
    statuses = [user["Status"]["StatusName"] for user in users]
    collections: list[Record] = []
    for metric in given["CurrentMetrics"]:
        counts = METRICS.get(metric.get("Name"))
        value = sum(map(counts, statuses)) if counts else 0
        collections.append({"Metric": metric, "Value": float(value)})
    return {"Collections": collections}


OPERATIONS: dict[str, Operation] = {
    "ListSecurityProfilePermissions": permissions,
    "ListRoutingProfileQueues": routed_queues,
    "AssociateRoutingProfileQueues": route,
    "DisassociateRoutingProfileQueues": unroute,
    "PutUserStatus": set_status,
    "GetCurrentUserData": user_data,
    "GetCurrentMetricData": metric_data,
}
