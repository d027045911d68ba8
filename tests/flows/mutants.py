"""Mechanical mutants of the good flows: one change each, and the rule that must notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from golive.flows.actions import about
from golive.flows.flow import Action, read
from tests.flows import writing as flows
from tests.flows.good import block, certificate, contents, public_key

Contents = dict[str, dict[str, Any]]


class Mutant(NamedTuple):
    """The flows with one change made."""

    rule: str
    where: str
    contents: Contents

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}"


def mutants() -> Iterator[Mutant]:
    """Every mutant of every block that has what it changes."""
    for rule, fits, change in CHANGES:
        for name, content in contents().items():
            known = read(content, name).actions
            for raw in content["Actions"]:
                for at in fits(known[raw["Identifier"]], name):
                    changed = contents()
                    flow = changed[name]
                    change(block(flow, raw["Identifier"]), flow, at)
                    yield Mutant(rule, f"{name}, {raw['Identifier']} {at}", changed)


def _required(kind: str) -> Callable[[Action, str], list[str]]:
    def fits(action: Action, flow: str) -> list[str]:
        known = about(action)
        return list(getattr(known, kind))

    return fits


def _branches(action: Action, flow: str) -> list[str]:
    known = about(action)
    ends = known is not None and known.ends
    return [b.label for b in action.branches if not (ends and b.label == "next")]


def _of(*types: str, flow: str = "") -> Callable[[Action, str], list[str]]:
    """The blocks of these types, of one flow only where it is named."""
    return lambda action, name: [""] if action.type in types and flow in ("", name) else []


def _at(*identifiers: str, flow: str = "Payment") -> Callable[[Action, str], list[str]]:
    """These blocks of one flow."""
    return lambda action, name: [""] if name == flow and action.id in identifiers else []


def _once(action: Action, flow: str) -> list[str]:
    return [""] if action.id in ("log", "log-off") else []


def _follows(action: Action, flow: str) -> list[str]:
    known = about(action)
    return [] if known is None or known.ends else [""]


def _drop_error(raw: Any, flow: Any, kind: str) -> None:
    ways = raw["Transitions"]
    ways["Errors"] = [e for e in ways["Errors"] if e["ErrorType"] != kind]


def _drop_condition(raw: Any, flow: Any, operand: str) -> None:
    ways = raw["Transitions"]
    ways["Conditions"] = [c for c in ways["Conditions"] if c["Condition"]["Operands"] != [operand]]


def _ways(raw: Any, label: str) -> Iterator[dict[str, Any]]:
    """The entries of a branch by its label."""
    ways = raw["Transitions"]
    if label in ("next", ""):
        yield ways
    for error in ways["Errors"]:
        if label in (f"error {error['ErrorType']}", ""):
            yield error
    for condition in ways["Conditions"]:
        if label in (f"= {condition['Condition']['Operands'][0]}", ""):
            yield condition


def _astray(raw: Any, flow: Any, label: str) -> None:
    for way in _ways(raw, label):
        way["NextAction"] = "nowhere"


def _to_itself(raw: Any, flow: Any, label: str) -> None:
    for way in _ways(raw, label):
        way["NextAction"] = raw["Identifier"]


def _no_next(raw: Any, flow: Any, at: str) -> None:
    raw["Transitions"] |= {"NextAction": "", "Conditions": []}


def _twice(raw: Any, flow: Any, at: str) -> None:
    flow["Actions"].append(deepcopy(raw))


def _unreached(raw: Any, flow: Any, at: str) -> None:
    flow["Actions"].append(raw | {"Identifier": "nobody-comes-here"})


def _many(raw: Any, flow: Any, at: str) -> None:
    flow["Actions"] += [raw | {"Identifier": f"more{n}"} for n in range(250)]


def _no_start(raw: Any, flow: Any, at: str) -> None:
    flow["StartAction"] = "nowhere"


def _set(*path: str, value: Any) -> Callable[[Any, Any, str], None]:
    def change(raw: Any, flow: Any, at: str) -> None:
        inner = raw["Parameters"]
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value() if callable(value) else value

    return change


def _says(raw: Any, flow: Any, at: str) -> None:
    raw["Parameters"]["Text"] = f"Lorem ipsum. {raw['Parameters']['Text']}"


def _skipped(raw: Any, flow: Any, at: str) -> None:
    """What led to the block leads to the one after it."""
    after = raw["Transitions"]["NextAction"]
    _redirect(flow, raw["Identifier"], after)
    flow["Actions"].remove(raw)


def _before(made: Callable[[str], flows.Action]) -> Callable[[Any, Any, str], None]:
    """What led to the block leads to a new one, and that to the block."""

    def change(raw: Any, flow: Any, at: str) -> None:
        new: Any = made(raw["Identifier"])
        _redirect(flow, raw["Identifier"], new["Identifier"])
        flow["Actions"].append(new)

    return change


def _redirect(flow: Any, old: str, new: str) -> None:
    if flow["StartAction"] == old:
        flow["StartAction"] = new
    for raw in flow["Actions"]:
        for way in _ways(raw, "") if raw["Transitions"] else ():
            if way.get("NextAction") == old:
                way["NextAction"] = new


def _stores(raw: Any, flow: Any, at: str) -> None:
    """The menu becomes a question for six digits, which has fewer branches."""
    validation = {"CustomValidation": {"MaximumLength": "6"}}
    raw["Parameters"] |= {"StoreInput": "True", "InputValidation": validation}


def _buffer(state: str, **more: str) -> Callable[[str], flows.Action]:
    def made(following: str) -> flows.Action:
        parameters = {"EnableDTMFBuffer": state, **more}
        wired = {flows.OTHERS: following}
        return flows.action(
            "buffer", "GetParticipantInput", parameters, following=following, errors=wired
        )

    return made


def _logging_on(following: str) -> flows.Action:
    return flows.logging("logging-on", "Enabled", following)


def _streaming_on(following: str) -> flows.Action:
    return flows.action(
        "stream",
        "UpdateContactMediaStreamingBehavior",
        {"MediaStreamingState": "Enabled"},
        following=following,
        errors={flows.OTHERS: following},
    )


def _drop_timeout(raw: Any, flow: Any, at: str) -> None:
    raw["Transitions"]["Conditions"] = []


def _told_later(raw: Any, flow: Any, at: str) -> None:
    """A prompt after logging is on says what the function answered."""
    said = flows.says(
        "answer", "Your number is $.External.number.", raw["Transitions"]["NextAction"]
    )
    raw["Transitions"]["NextAction"] = "answer"
    flow["Actions"].append(said)


PROMPT, FUNCTION = "MessageParticipant", "InvokeLambdaFunction"
PEOPLE = ("RecordingBehavior", "RecordedParticipants")
KEY = ("InputEncryption", "Key")
Row = tuple[str, Callable[[Action, str], list[str]], Callable[[Any, Any, str], None]]
CHANGES: list[Row] = [
    ("errors-wired", _required("errors"), _drop_error),
    ("errors-advised", _required("advised"), _drop_error),
    ("conditions-wired", _required("conditions"), _drop_condition),
    ("targets-exist", _branches, _astray),
    ("no-dead-end", _follows, _no_next),
    ("every-path-ends", _of(PROMPT), _to_itself),
    ("no-spinning", lambda a, f: [f"error {flows.OTHERS}"] * (a.type == FUNCTION), _to_itself),
    ("no-polling", lambda a, f: ["= Timeout"] * (a.type == "Compare"), _to_itself),
    ("identifiers-unique", lambda a, f: [""], _twice),
    ("all-reached", _once, _unreached),
    ("few-actions", _once, _many),
    ("start-exists", _once, _no_start),
    ("no-test-content", _of(PROMPT, "GetParticipantInput"), _says),
    ("no-test-function", _of(FUNCTION), _set("LambdaFunctionARN", value="arn:x:function:test-f")),
    ("logging-off-at-input", _at("log-off"), _set("FlowLoggingBehavior", value="Enabled")),
    ("logging-off-at-input", _at("log-off"), _skipped),
    ("logging-off-at-input", _at("card"), _before(_logging_on)),
    ("logging-on-after", _at("log-on"), _set("FlowLoggingBehavior", value="Disabled")),
    ("logging-on-after", _at("log-on"), _skipped),
    ("recording-off-at-input", _at("record-off"), _set(*PEOPLE, value=["Customer"])),
    (
        "recording-off-at-input",
        _at("record-off"),
        _set("RecordingBehavior", "IVRRecordingBehavior", value="Enabled"),
    ),
    ("recording-off-at-input", _at("record-off"), _skipped),
    ("recording-on-after", _at("record-on"), _set(*PEOPLE, value=[])),
    ("recording-on-after", _at("record-on"), _skipped),
    ("input-encrypted", _at("card"), lambda raw, f, at: raw["Parameters"].pop("InputEncryption")),
    ("input-harmless", _at("menu", flow="Main"), _stores),
    ("secrets-taken", _at("card"), lambda raw, f, at: raw["Parameters"].pop("InputEncryption")),
    ("certificate-given", _at("card"), _set(*KEY, value=public_key)),
    ("certificate-given", _at("card"), _set(*KEY, value="")),
    ("certificate-matches", _at("card"), _set(*KEY, value=lambda: certificate("other"))),
    ("certificate-matches", _at("card"), _set("InputEncryption", "EncryptionKeyId", value="b")),
    ("certificate-lasts", _at("card"), _set(*KEY, value=lambda: certificate(days=29))),
    ("certificate-strong", _at("card"), _set(*KEY, value=lambda: certificate("weak"))),
    ("buffer-off-at-input", _at("card"), _before(_buffer("True"))),
    ("buffer-encrypted", _at("card"), _before(_buffer("False", StoreInput="True"))),
    ("streaming-off-at-input", _at("card"), _before(_streaming_on)),
    ("timeout-told", _at("entered"), _skipped),
    ("timeout-told", _at("entered"), _drop_timeout),
    ("answer-not-logged", _at("log-on"), _told_later),
    ("secret-not-logged", _at("charge"), _before(_logging_on)),
]
ALSO: dict[str, set[str]] = {
    "logging-off-at-input": {"secret-not-logged"},
    "input-encrypted": {"secrets-taken"},
    "secrets-taken": {"input-encrypted"},
    "certificate-strong": {"certificate-matches"},
    "targets-exist": {"all-reached", "secrets-taken"},
    "no-dead-end": {"all-reached", "conditions-wired", "secrets-taken", "timeout-told"},
    "every-path-ends": {"all-reached"},
    "few-actions": {"all-reached"},
    "start-exists": {"all-reached", "secrets-taken"},
}
"""Rules that the same change breaks by its nature: nobody comes to what a lost branch led to."""
