"""The IAM action of a batch is that of its single call (SQS Developer Guide, Amazon SQS API
permissions); the emulator asks for one of the batch's own name."""

from __future__ import annotations

from typing import Any

from sandbox.emulator import needs

ACTIONS = needs("core.iam_actions", "extract_iam_action")
_named = ACTIONS.extract_iam_action


def action(*request: Any) -> str | None:
    """As it was, but for the batches of SQS."""
    found: str | None = _named(*request)
    return found.removesuffix("Batch") if found and found.startswith("sqs:") else found


ACTIONS.extract_iam_action = action
