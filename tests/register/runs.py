"""The part of a run that a sign-off rests on."""

from __future__ import annotations

from typing import Any

from golive.controls import catalogue


def run_of(line: str, digest: str, *, feed: str = "", found: str = "proven") -> dict[str, Any]:
    """A run of one line: a setting of this digest, and a feed of another one."""
    controls = [control for control in catalogue().values() if control.line == line]
    subjects = [
        {
            "control": control.id,
            "subject": "s",
            "verdict": found,
            "evidence": [
                {
                    "operation": "connect:DescribeInstance",
                    "parameters": {"InstanceId": "i"},
                    "digest": feed if control.live_only else digest,
                    "read_at": "2026-11-25T00:00:00+00:00",
                }
            ],
        }
        for control in controls
    ]
    return {"environment": "sandbox", "lines": [{"id": line, "subjects": subjects}]}
