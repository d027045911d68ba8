"""For each rule a small flow that keeps it, and one that doesn't.

`END` is the goodbye that every example leads to. The blocks are those of the Flow language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.flows.good import FUNCTION, KEY_ID, certificate, public_key
from tests.flows.writing import OTHERS, Action, action, logging, recording, says

END = action("end", "DisconnectParticipant")
QUEUE = action(
    "queue",
    "TransferContactToQueue",
    following="end",
    errors={"QueueAtCapacity": "end", OTHERS: "end"},
)
OFF, ON = logging("off", "Disabled", "mute"), logging("on", "Enabled", "queue")
MUTE = recording("mute", [], "Disabled", "card")


@dataclass(frozen=True)
class Example:
    """Two flows by their actions, and what else the lint is told."""

    good: Sequence[Action]
    bad: Sequence[Action]
    told: dict[str, Any] = field(default_factory=dict[str, Any])


def stored(
    following: str = "end",
    *,
    digits: str = "19",
    key: str | None = "",
    key_id: str = KEY_ID,
    identifier: str = "card",
) -> Action:
    """Store customer input; encrypted with our certificate, another key, or None."""
    parameters: dict[str, Any] = {
        "Text": "Enter it.",
        "StoreInput": "True",
        "InputTimeLimitSeconds": "5",
        "InputValidation": {"CustomValidation": {"MaximumLength": digits}},
    }
    if key is not None:
        sealed = {"EncryptionKeyId": key_id, "Key": key or certificate()}
        parameters["InputEncryption"] = sealed
    wired = {OTHERS: "end"}
    return action(identifier, "GetParticipantInput", parameters, following=following, errors=wired)


def buffer(state: str, following: str, **more: Any) -> Action:
    """Set touchtone buffer behavior."""
    parameters = {"EnableDTMFBuffer": state, **more}
    wired = {OTHERS: following}
    return action("buffer", "GetParticipantInput", parameters, following=following, errors=wired)


def invoked(following: str, function: str = FUNCTION, error: str = "end", **sent: str) -> Action:
    """Invoke a function with these attributes."""
    parameters = {"LambdaFunctionARN": function, "LambdaInvocationAttributes": sent}
    return action(
        "function",
        "InvokeLambdaFunction",
        parameters,
        following=following,
        errors={OTHERS: error},
    )


def secure(*then: Action, key: str | None = "", key_id: str = KEY_ID) -> list[Action]:
    """Logging and recording off, the card asked for, and what follows."""
    following = then[0]["Identifier"] if then else "end"
    return [OFF, MUTE, stored(following, key=key, key_id=key_id), *then, END]


def streaming(state: str, following: str) -> Action:
    """Start or stop media streaming."""
    return action(
        "stream",
        "UpdateContactMediaStreamingBehavior",
        {"MediaStreamingState": state},
        following=following,
        errors={OTHERS: "end"},
    )


def compared(operand: str, value: str, following: str, identifier: str = "entered") -> Action:
    """Check contact attributes."""
    return action(
        identifier,
        "Compare",
        {"ComparisonValue": value},
        following=following,
        errors={"NoMatchingCondition": following},
        conditions={operand: "end"},
    )


STORED = "$.StoredCustomerInput"
HELLO = says("hello", "Hello.", "end")
COUNTED = action(
    "loop",
    "Loop",
    {"LoopCount": "3"},
    following="end",
    conditions={"ContinueLooping": "function", "DoneLooping": "end"},
)
LAST = action("hello251", "DisconnectParticipant")
EXAMPLES: dict[str, Example] = {
    "input-encrypted": Example(secure(), [stored(key=None), END]),
    "input-harmless": Example(
        [stored(key=None, digits="1"), END], [stored(key=None, digits="6"), END]
    ),
    "secrets-taken": Example(secure(), [HELLO, END], {"secure_flows": ["Flow"]}),
    "certificate-given": Example(secure(), secure(key=public_key())),
    "certificate-matches": Example(secure(), secure(key=certificate("other"))),
    "certificate-lasts": Example(secure(), secure(key=certificate(days=20))),
    "certificate-strong": Example(secure(), secure(key=certificate("weak"))),
    "logging-off-at-input": Example(secure(), [MUTE, stored(), END]),
    "logging-on-after": Example(secure(ON, QUEUE), secure(QUEUE)),
    "recording-off-at-input": Example(
        secure(), [logging("off", "Disabled", "card"), stored(), END]
    ),
    "recording-on-after": Example(
        [
            recording("record", ["Agent"], "Disabled", "off"),
            *secure(
                logging("on", "Enabled", "again"),
                recording("again", ["Agent"], "Disabled", "queue"),
                QUEUE,
            ),
        ],
        [recording("record", ["Agent"], "Disabled", "off"), *secure(ON, QUEUE)],
    ),
    "buffer-encrypted": Example(
        [buffer("false", "end"), END], [buffer("false", "end", StoreInput="true"), END]
    ),
    "buffer-off-at-input": Example(
        [buffer("false", "off"), *secure()], [buffer("true", "off"), *secure()]
    ),
    "secret-not-logged": Example(
        secure(compared("Timeout", STORED, "function"), invoked("end", card=STORED)),
        secure(
            compared("Timeout", STORED, "on"),
            logging("on", "Enabled", "function"),
            invoked("end", card=STORED),
        ),
    ),
    "streaming-off-at-input": Example(
        [streaming("Disabled", "off"), *secure()], [streaming("Enabled", "off"), *secure()]
    ),
    "timeout-told": Example(
        secure(compared("Timeout", STORED, "function"), invoked("end", card=STORED)),
        secure(invoked("end", card=STORED)),
    ),
    "answer-not-logged": Example(
        secure(
            compared("Timeout", STORED, "function"),
            invoked("paid", card=STORED),
            compared("yes", "$.External.paid", "end", "paid"),
        ),
        secure(
            compared("Timeout", STORED, "function"),
            invoked("on", card=STORED),
            logging("on", "Enabled", "paid"),
            compared("yes", "$.External.paid", "end", "paid"),
        ),
    ),
    "start-exists": Example([HELLO, END], []),
    "targets-exist": Example([HELLO, END], [says("hello", "Hello.", "nowhere"), END]),
    "identifiers-unique": Example([HELLO, END], [HELLO, END, END]),
    "errors-wired": Example(
        [invoked("end"), END],
        [action("function", "InvokeLambdaFunction", following="end"), END],
    ),
    "errors-advised": Example(
        [HELLO, END], [action("hello", "MessageParticipant", following="end"), END]
    ),
    "conditions-wired": Example(
        [invoked("end", error="loop"), COUNTED, END],
        [action("loop", "Loop", following="end", conditions={"DoneLooping": "end"}), END],
    ),
    "no-dead-end": Example([HELLO, END], [action("hello", "MessageParticipant")]),
    "every-path-ends": Example([HELLO, END], [says("hello", "Hello.", "hello")]),
    "no-spinning": Example(
        [invoked("end", error="loop"), COUNTED, END], [invoked("end", error="function"), END]
    ),
    "no-polling": Example(
        [invoked("loop"), COUNTED, END],
        [
            invoked("done"),
            action(
                "done",
                "Compare",
                {"ComparisonValue": "$.External.done"},
                following="end",
                errors={"NoMatchingCondition": "function"},
                conditions={"true": "end"},
            ),
            END,
        ],
    ),
    "few-actions": Example(
        [HELLO, END],
        [*(says(f"hello{n}", "Hello.", f"hello{n + 1}") for n in range(251)), LAST],
    ),
    "no-test-content": Example(
        [says("hello", "For your test results, press 1.", "end"), END],
        [says("hello", "Hello, this is a test.", "end"), END],
    ),
    "no-test-function": Example(
        [invoked("end"), END], [invoked("end", FUNCTION.replace("charge", "test-charge")), END]
    ),
    "all-reached": Example([HELLO, END], [HELLO, END, QUEUE]),
}
