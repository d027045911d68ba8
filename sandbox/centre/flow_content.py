"""The content of the flows: a greeting that leads to a queue, and a secure input.

Source: API Reference, Amazon Connect Flow language; Administrator Guide, Encrypt sensitive
customer input. Neither key tones nor what they spell may reach a recording or a log: both are
off before the input and on after it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

VERSION = "2019-10-30"
SORRY, END = "sorry", "end"
OTHER, UNMATCHED = "NoMatchingError", "NoMatchingCondition"
DIGITS = 16


@dataclass(frozen=True)
class Step:
    """An action; each error that it can end in leads to an apology, but what met no branch goes on.

    `branches` say where an operand leads, `after` where the rest does, else to the next step.
    """

    id: str
    type: str
    parameters: Mapping[str, Any] = field(default_factory=dict[str, Any])
    errors: Sequence[str] = ()
    branches: Mapping[str, str] = field(default_factory=dict[str, str])
    after: str = ""


def written(steps: Sequence[Step]) -> str:
    """The flow's content: each step leads to the next one."""
    last = [Step(SORRY, "MessageParticipant", {"Text": APOLOGY}, [OTHER]), Step(END, HANG_UP)]
    following = [step.id for step in steps[1:]] + [END]
    nexts = dict(zip([step.id for step in steps], following, strict=True))
    actions = [_action(step, step.after or nexts.get(step.id, END)) for step in (*steps, *last)]
    return json.dumps({"Version": VERSION, "StartAction": steps[0].id, "Actions": actions})


def _action(step: Step, after: str) -> dict[str, Any]:
    wrong = END if step.id == SORRY else SORRY
    leads = {error: after if error == UNMATCHED else wrong for error in step.errors}
    transitions: dict[str, Any] = {
        "NextAction": after,
        "Errors": [{"NextAction": to, "ErrorType": error} for error, to in leads.items()],
        "Conditions": [
            {"NextAction": to, "Condition": {"Operator": "Equals", "Operands": [operand]}}
            for operand, to in step.branches.items()
        ],
    }
    return {
        "Identifier": step.id,
        "Type": step.type,
        "Parameters": dict(step.parameters),
        "Transitions": {} if step.type == HANG_UP else transitions,
    }


HANG_UP = "DisconnectParticipant"
APOLOGY = "We are sorry, something went wrong. Please call again."
CLOSED = "We are closed now. Please call again during our opening hours."
LOGGED = {"FlowLoggingBehavior": "Enabled"}
UNLOGGED = {"FlowLoggingBehavior": "Disabled"}
RECORDED = {
    "RecordingBehavior": {
        "RecordedParticipants": ["Agent", "Customer"],
        "IVRRecordingBehavior": "Enabled",
    }
}
UNRECORDED: dict[str, Any] = {
    "RecordingBehavior": {"RecordedParticipants": [], "IVRRecordingBehavior": "Disabled"}
}
RECORD, LOG = "UpdateContactRecordingBehavior", "UpdateFlowLoggingBehavior"


def greeting(hours: str, queue: str, functions: Sequence[str]) -> str:
    """Within the hours a caller is looked up by every function and queued."""
    look_ups = [
        Step(
            f"look-up-{number}",
            "InvokeLambdaFunction",
            {"LambdaFunctionARN": arn, "InvocationTimeLimitSeconds": "8"},
            [OTHER],
        )
        for number, arn in enumerate(functions, 1)
    ]
    return written(
        [
            Step("log", LOG, LOGGED),
            Step("record", RECORD, RECORDED),
            Step("welcome", "MessageParticipant", {"Text": "Thank you for calling."}, [OTHER]),
            Step(
                "hours",
                "CheckHoursOfOperation",
                {"HoursOfOperationId": hours},
                [OTHER],
                {"True": (look_ups[0].id if look_ups else "queue"), "False": "closed"},
            ),
            *look_ups,
            *_queued(queue),
            Step("closed", "MessageParticipant", {"Text": CLOSED}, [OTHER], after=END),
        ]
    )


def payment(key_id: str, certificate: str, queue: str) -> str:
    """A card number is entered unheard and unlogged, sealed for one key; then an agent helps."""
    digits = {"CustomValidation": {"MaximumLength": str(DIGITS)}}
    asked = {
        "Text": "Please enter your card number, then press the pound key.",
        "InputTimeLimitSeconds": "15",
        "StoreInput": "True",
        "InputValidation": digits,
        "InputEncryption": {"EncryptionKeyId": key_id, "Key": certificate},
        "DTMFConfiguration": {"InputTerminationSequence": "#", "DisableCancelKey": "True"},
    }
    entered = {"ComparisonValue": "$.StoredCustomerInput"}
    kept = {"Attributes": {"EncryptedCard": "$.StoredCustomerInput"}, "TargetContact": "Current"}
    return written(
        [
            Step("stop-recording", RECORD, UNRECORDED),
            Step("stop-log", LOG, UNLOGGED),
            Step("enter-card", "GetParticipantInput", asked, [OTHER]),
            Step("entered", "Compare", entered, [UNMATCHED], {"Timeout": SORRY}),
            Step("keep-card", "UpdateContactAttributes", kept, [OTHER]),
            Step("log-again", LOG, LOGGED),
            Step("record-again", RECORD, RECORDED),
            *_queued(queue),
        ]
    )


def _queued(queue: str) -> list[Step]:
    return [
        Step("queue", "UpdateContactTargetQueue", {"QueueId": queue}, [OTHER]),
        Step("transfer", "TransferContactToQueue", {}, ["QueueAtCapacity", OTHER]),
    ]
