"""The kinds that an instance holds, and those that a new one begins with.

Sources: Administrator Guide, default security profiles and list of security profile
permissions, set up routing profiles; API Reference.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from sandbox.simulated.connect.kinds import Kind, add
from sandbox.simulated.connect.permissions import PROFILES
from sandbox.simulated.connect.store import Instance, Record
from sandbox.simulated.service import Refused


def content(flow: Record) -> None:
    """JSON with Version, StartAction and Actions (API Reference, Flow language)."""
    text = flow["Content"]
    problem = problem_of(text, {"Version", "StartAction", "Actions"})
    if problem:
        raise Refused("InvalidContactFlowException", problem)
    flow["FlowContentSha256"] = sha256(text.encode()).hexdigest()


def problem_of(text: str, needed: set[str]) -> str:
    """Why a content is refused; empty when it isn't."""
    try:
        said: Any = json.loads(text)
    except ValueError as error:
        return f"Content is not JSON: {error}"
    if missing := needed - set(said):
        return f"Content lacks {', '.join(sorted(missing))}"
    return ""


FLOW = Kind(
    "ContactFlow",
    "contact-flow",
    "ContactFlows",
    at_first={"State": "ACTIVE", "Status": "PUBLISHED"},
    updates=("Content", "Metadata", "Name"),
    check=content,
)
QUEUE = Kind(
    "Queue",
    "queue",
    "Queues",
    at_first={"QueueType": "STANDARD", "Status": "ENABLED"},
    updates=("Status", "Name", "HoursOfOperation", "MaxContacts", "OutboundCallerConfig"),
)
HOURS = Kind("HoursOfOperation", "operating-hours", "HoursOfOperations", updates=("",))
ROUTING = Kind("RoutingProfile", "routing-profile", "RoutingProfiles", updates=("Name",))
SECURITY = Kind(
    "SecurityProfile",
    "security-profile",
    "SecurityProfiles",
    name="SecurityProfileName",
    updates=("",),
)
USER = Kind(
    "User",
    "agent",
    "Users",
    name="Username",
    updates=("RoutingProfile", "SecurityProfiles", "IdentityInfo", "PhoneConfig"),
)
STATUS = Kind("AgentStatus", "agent-state", "AgentStatuses")
KINDS = (
    FLOW,
    QUEUE,
    HOURS,
    ROUTING,
    SECURITY,
    USER,
    STATUS,
    Kind("Prompt", "prompt", "Prompts"),
    Kind("QuickConnect", "transfer-destination", "QuickConnects"),
    Kind("ContactFlowModule", "flow-module", "ContactFlowModules", at_first={"State": "ACTIVE"}),
    Kind("UserHierarchyGroup", "agent-group", "UserHierarchyGroups"),
    Kind("PredefinedAttribute", "predefined-attribute", "PredefinedAttributes"),
)
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
STATUSES = {"Available": "ROUTABLE", "Offline": "OFFLINE"}


def furnish(found: Instance) -> None:
    """What a new instance has: a queue with hours, profiles, statuses."""
    open_, shut = {"Hours": 9, "Minutes": 0}, {"Hours": 17, "Minutes": 0}
    week = [{"Day": day, "StartTime": open_, "EndTime": shut} for day in DAYS]
    hours = add(HOURS, found, {"Name": "Basic Hours", "TimeZone": "UTC", "Config": week})
    queue = add(QUEUE, found, {"Name": "BasicQueue", "HoursOfOperationId": hours["Id"]})
    reference = {"QueueId": queue["Id"], "Channel": "VOICE"}
    add(
        ROUTING,
        found,
        {
            "Name": "Basic Routing Profile",
            "Description": "A simple routing profile.",
            "DefaultOutboundQueueId": queue["Id"],
            "QueueConfigs": [{"QueueReference": reference, "Priority": 1, "Delay": 0}],
            "MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 1}],
        },
    )
    for name, permissions in PROFILES.items():
        add(SECURITY, found, {"SecurityProfileName": name, "Permissions": [*permissions]})
    for name, type_ in STATUSES.items():
        add(STATUS, found, {"Name": name, "Type": type_, "State": "ENABLED"})
