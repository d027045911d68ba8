"""What an account can answer that breaks the controls of people and numbers."""

from __future__ import annotations

from tests.account.canned import Answers
from tests.account.good import changed

USERS, NUMBERS = "connect:SearchUsers", "connect:ListPhoneNumbersV2"
LEADS = "connect:ListFlowAssociations"
MAY = "connect:ListSecurityProfilePermissions"
AS_DECLARED = "2.4.7-supervisors-as-declared"
LISTED = "ListPhoneNumbersSummaryList"
ANOTHER = {"Id": "u9", "Username": "somebody", "SecurityProfileIds": ["sp-agent"]}

WRONG: list[tuple[str, Answers]] = [
    ("2.4.1-agents-loaded", changed(USERS, "Users.0.Username", "agent.three")),
    ("2.4.1-agents-loaded", changed(USERS, "Users.0.RoutingProfileId", "rp2")),
    ("2.4.1-agents-loaded", changed(USERS, "Users.0.RoutingProfileId", "rp-unknown")),
    ("2.4.1-agents-loaded", changed(USERS, "Users.0.SecurityProfileIds", ["sp-analyst"])),
    ("2.4.1-agents-loaded", changed(USERS, "Users.0.SecurityProfileIds", ["sp-agent", "sp-admin"])),
    ("2.4.1-agents-loaded", {USERS: {"Users": []}}),
    ("2.4.1-agents-are-declared", changed(USERS, "Users.2", ANOTHER)),
    (
        AS_DECLARED,
        changed(f"{MAY} sp-agent", "Permissions.0", "ManagerListenIn"),
    ),
    (
        AS_DECLARED,
        changed(f"{MAY} sp-agent", "Permissions.0", "ManagerBargeIn"),
    ),
    (
        AS_DECLARED,
        changed(f"{MAY} sp-agent", "Permissions.0", "ListenCallRecordings"),
    ),
    (
        AS_DECLARED,
        changed(f"{MAY} sp-manager", "Permissions.0", "CallRecordings.Redacted.DownloadButton"),
    ),
    (AS_DECLARED, {f"{MAY} sp-manager": {"Permissions": []}}),
    ("2.4.7-somebody-supervises", changed(USERS, "Users.2.SecurityProfileIds", ["sp-agent"])),
    ("2.4.9-numbers-lead-to-flows", {NUMBERS: {LISTED: []}}),
    ("2.4.9-numbers-lead-to-flows", changed(NUMBERS, f"{LISTED}.0.PhoneNumber", "+15555550199")),
    ("2.4.9-numbers-lead-to-flows", {LEADS: {"FlowAssociationSummaryList": []}}),
    (
        "2.4.9-numbers-lead-to-flows",
        changed(LEADS, "FlowAssociationSummaryList.0.FlowId", "f-elsewhere"),
    ),
    ("2.4.9-numbers-are-declared", changed(NUMBERS, f"{LISTED}.0.PhoneNumber", "+15555550199")),
]
