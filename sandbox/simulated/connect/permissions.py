"""The security profiles of a new instance, by the API names of their permissions.

Source: Administrator Guide, default security profiles and list of security profile permissions.
AWS doesn't document which permissions a default profile has; these follow its descriptions.
"""

from __future__ import annotations

EDITED = ("Create", "Delete", "Edit", "View")
MANAGED = (
    "AgentGrouping",
    "AgentStates",
    "ContactFlows",
    "HoursOfOperation",
    "Prompts",
    "SecurityProfiles",
    "TransferDestinations",
)
LISTENING = (
    "CallRecordings.Redacted.Access",
    "CallRecordings.Unredacted.Access",
    "ContactTranscripts.Unredacted.Access",
    "ManagerListenIn",
)
DOWNLOADING = (
    "CallRecordings.Redacted.DownloadButton",
    "CallRecordings.Unredacted.DownloadButton",
    "ContactTranscripts.Unredacted.DownloadButton",
)
REPORTS = tuple(f"MetricsReports.{verb}" for verb in (*EDITED, "Publish", "Schedule"))
ANALYST = ("AccessMetrics", "ContactAttributes.View", "ContactSearch.View", "GraphTrends.View")
AGENT = ("BasicAgentAccess", "OutboundCallAccess")
USERS = ("Users.Create", "Users.Edit", "Users.EnableAndDisable", "Users.View")
ROUTING = (
    "HoursOfOperation.Create",
    "HoursOfOperation.Edit",
    "HoursOfOperation.View",
    "PhoneNumbers.View",
    "Queues.Edit",
    "Queues.View",
    "RoutingPolicies.View",
    "TransferDestinations.View",
)
ALL = (
    *(f"{what}.{verb}" for what in MANAGED for verb in EDITED),
    *("PhoneNumbers.Claim", "PhoneNumbers.Edit", "PhoneNumbers.Release", "PhoneNumbers.View"),
    *("Queues.Create", "Queues.Edit", "Queues.EnableAndDisable", "Queues.View"),
    *("RoutingPolicies.Create", "RoutingPolicies.Edit", "RoutingPolicies.View"),
    *USERS,
    *("Users.Delete", "Users.EditPermission"),
    *("DeleteCallRecordings", "ManagerBargeIn", "ScreenRecording.Access"),
)
PROFILES = {
    "Admin": sorted({*ALL, *AGENT, *ANALYST, *REPORTS, *LISTENING, *DOWNLOADING}),
    "Agent": AGENT,
    "CallCenterManager": sorted({*ANALYST, *REPORTS, *USERS, *ROUTING, *LISTENING, *DOWNLOADING}),
    "QualityAnalyst": sorted({*ANALYST, *REPORTS, *LISTENING, *DOWNLOADING}),
}
