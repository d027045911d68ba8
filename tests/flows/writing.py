"""Contents of contact flows as a careful team would write them: a main flow and a secure one.

Each is the text of a Content in the Amazon Connect Flow language (API Reference).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

OTHERS = "NoMatchingError"
RECORDED = ["Agent", "Customer"]
Action = dict[str, Any]


def action(
    identifier: str,
    type_: str,
    parameters: Mapping[str, Any] | None = None,
    *,
    following: str = "",
    errors: Mapping[str, str] | None = None,
    conditions: Mapping[str, str] | None = None,
) -> Action:
    """One block; errors and conditions map their name or operand to the next action."""
    equal = [
        {"NextAction": target, "Condition": {"Operator": "Equals", "Operands": [operand]}}
        for operand, target in (conditions or {}).items()
    ]
    wired = [{"NextAction": target, "ErrorType": kind} for kind, target in (errors or {}).items()]
    ways = {"NextAction": following, "Errors": wired, "Conditions": equal} if following else {}
    return {
        "Identifier": identifier,
        "Type": type_,
        "Parameters": dict(parameters or {}),
        "Transitions": ways,
    }


def written(actions: Sequence[Action]) -> str:
    """A flow that starts at the first action."""
    start = actions[0]["Identifier"]
    return json.dumps({"Version": "2019-10-30", "StartAction": start, "Actions": list(actions)})


def logging(identifier: str, state: str, following: str) -> Action:
    """Set logging behavior: `Enabled` or `Disabled`."""
    parameters = {"FlowLoggingBehavior": state}
    return action(identifier, "UpdateFlowLoggingBehavior", parameters, following=following)


def recording(identifier: str, people: list[str], ivr: str, following: str) -> Action:
    """Set recording behavior, of people and of the automated interaction."""
    behavior = {"RecordedParticipants": people, "IVRRecordingBehavior": ivr}
    parameters = {"RecordingBehavior": behavior}
    return action(identifier, "UpdateContactRecordingBehavior", parameters, following=following)


def says(identifier: str, text: str, following: str) -> Action:
    """Play prompt; who can't hear it goes on."""
    errors = {OTHERS: following}
    return action(
        identifier, "MessageParticipant", {"Text": text}, following=following, errors=errors
    )


def queued(queue: str, sorry: str) -> list[Action]:
    """Into a queue; `sorry` is where contacts go when it is full."""
    full = {"QueueAtCapacity": sorry, OTHERS: sorry}
    return [
        action(
            "set-queue",
            "UpdateContactTargetQueue",
            {"QueueId": queue},
            following="to-queue",
            errors={OTHERS: sorry},
        ),
        action("to-queue", "TransferContactToQueue", following=sorry, errors=full),
    ]


def enters(module: str, following: str) -> Action:
    """Invoke a flow module; an error goes on as well."""
    errors = {OTHERS: following}
    given = {"FlowModuleId": module}
    return action("module", "InvokeFlowModule", given, following=following, errors=errors)


def main(queue: str, payment: str, module: str = "") -> str:
    """The flow of the main number: a menu that leads to a queue, or to the flow `payment`.

    It goes through the module, if there is one, before the menu.
    """
    menu = {
        "Text": "To pay an invoice, press 1. For everything else, press 2.",
        "StoreInput": "False",
        "InputTimeLimitSeconds": "5",
    }
    again = {"InputTimeLimitExceeded": "attempts", "NoMatchingCondition": "attempts"}
    to_payment = {"ContactFlowId": payment}
    counted = {"ContinueLooping": "menu", "DoneLooping": "set-queue"}
    return written(
        [
            logging("log", "Enabled", "record"),
            recording("record", RECORDED, "Disabled", "welcome"),
            says("welcome", "Welcome. Calls are recorded.", "module" if module else "menu"),
            *([enters(module, "menu")] if module else []),
            action(
                "menu",
                "GetParticipantInput",
                menu,
                following="attempts",
                errors={**again, OTHERS: "set-queue"},
                conditions={"1": "to-payment", "2": "set-queue"},
            ),
            action("attempts", "Loop", {"LoopCount": "2"}, following="menu", conditions=counted),
            action(
                "to-payment",
                "TransferToFlow",
                to_payment,
                following="set-queue",
                errors={OTHERS: "set-queue"},
            ),
            *queued(queue, "sorry"),
            says("sorry", "Nobody can take your call at the moment.", "goodbye"),
            action("goodbye", "DisconnectParticipant"),
        ]
    )


def payment(queue: str, function: str, key_id: str, certificate: str) -> str:
    """A card number is taken encrypted, charged by a function, and leaves no trace beside that.

    `key_id` is the security key's id, `certificate` the X.509 certificate of the same pair, PEM.
    """
    asked = {
        "Text": "Enter your card number, then the number sign.",
        "StoreInput": "True",
        "InputTimeLimitSeconds": "15",
        "InputValidation": {"CustomValidation": {"MaximumLength": "19"}},
        "InputEncryption": {"EncryptionKeyId": key_id, "Key": certificate},
        "DTMFConfiguration": {"InputTerminationSequence": "#", "DisableCancelKey": "False"},
    }
    charge = {
        "LambdaFunctionARN": function,
        "InvocationTimeLimitSeconds": "8",
        "LambdaInvocationAttributes": {"card": "$.StoredCustomerInput"},
    }
    return written(
        [
            logging("log-off", "Disabled", "record-off"),
            recording("record-off", [], "Disabled", "card"),
            action(
                "card",
                "GetParticipantInput",
                asked,
                following="entered",
                errors={OTHERS: "failed"},
            ),
            action(
                "entered",
                "Compare",
                {"ComparisonValue": "$.StoredCustomerInput"},
                following="charge",
                errors={"NoMatchingCondition": "charge"},
                conditions={"Timeout": "failed"},
            ),
            action(
                "charge",
                "InvokeLambdaFunction",
                charge,
                following="paid",
                errors={OTHERS: "failed"},
            ),
            says("paid", "Thank you. Your payment was taken.", "log-on"),
            says("failed", "Your payment was not taken. An agent will help you.", "log-on"),
            logging("log-on", "Enabled", "record-on"),
            recording("record-on", RECORDED, "Disabled", "set-queue"),
            *queued(queue, "sorry"),
            says("sorry", "Nobody can take your call at the moment.", "goodbye"),
            action("goodbye", "DisconnectParticipant"),
        ]
    )
