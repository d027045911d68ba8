"""What tests leave behind: what is good, and what breaks each control."""

from __future__ import annotations

from datetime import timedelta

from golive.facts.leftovers import Keeping, Leftovers, Lifetime, LogLevel, Origins, OriginUse
from golive.model import Text
from tests.controls.good import ref
from tests.sides import NOW

SAFE = "https://desktop.example.com"
GOOD = {
    "Kept": Keeping(on_delete="RetainExceptOnCreate", on_replace="Retain", destroyable=False),
    "Level": LogLevel(application="INFO", system="WARN", variables={"LOG_LEVEL": "INFO"}),
    "Origins": Origins(origins=(SAFE, "https://crm.example.com:8443")),
    "OriginUse": OriginUse(approved=(SAFE,), declared=(SAFE,)),
    "Lifetime": Lifetime(destroy=True, tests_end=NOW + timedelta(days=1)),
    "Left": Leftovers(
        flows=(),
        queues=(),
        routing_profiles=(),
        security_profiles=(),
        functions=(),
        users=0,
        numbers=0,
    ),
}
KEPT, LEVEL = "2.3.11-data-outlives-its-stack", "2.3.11-functions-log-no-debug"
CLOSED, NAMED = "2.3.11-origins-are-closed", "2.3.11-nothing-named-for-tests"
WRONG = [
    (KEPT, "Kept", {"on_delete": "Delete"}),
    (KEPT, "Kept", {"on_replace": "Delete"}),
    (LEVEL, "Level", {"application": "debug"}),
    (LEVEL, "Level", {"system": "DEBUG"}),
    (LEVEL, "Level", {"variables": {"LOG_LEVEL": "INFO", "POWERTOOLS_LOG_LEVEL": "Trace"}}),
    *[
        (CLOSED, "Origins", {"origins": (SAFE, origin)})
        for origin in (
            "*",
            "https://*",
            "https://*.example.com",
            "http://desktop.example.com",
            "HTTPS://LOCALHOST",
            "https://localhost:3000",
            "https://127.0.0.1:8080",
            "desktop.example.com",
            Text(("http://", ref("Host"))),
        )
    ],
    ("2.3.11-origins-as-declared", "OriginUse", {"approved": ()}),
    ("2.3.11-origins-as-declared", "OriginUse", {"approved": (SAFE, "https://x.example.com")}),
    ("2.3.11-environment-stays", "Lifetime", {"tests_end": NOW}),
    *[
        (NAMED, "Left", {field: ("test-main",)})
        for field in ("flows", "queues", "routing_profiles", "security_profiles", "functions")
    ],
    (NAMED, "Left", {"users": 2}),
    (NAMED, "Left", {"numbers": 1}),
]
