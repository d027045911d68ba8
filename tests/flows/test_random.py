"""Any flow is judged: no traceback, an end, and only paths that are there."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, note, settings
from hypothesis import strategies as st

from golive.flows.actions import known
from golive.flows.flow import OTHERWISE, NotAFlow, read
from golive.flows.lint import Lint
from golive.flows.picture import picture
from golive.flows.rules import Finding, rules
from golive.flows.telling import data, lines
from tests.flows.good import KEY_ID, certificate, keys, lint


def record(mapping: dict[str, Any], optional: dict[str, Any] | None = None) -> Any:
    """A strategy for objects with these members, and perhaps the optional ones."""
    return st.fixed_dictionaries(mapping, optional=optional or {})


IDS = [f"a{n}" for n in range(9)]
ANYWHERE = st.sampled_from([*IDS, "nowhere", ""])
TYPES = st.sampled_from([*(name for name in known() if "," not in name), "Odd"])
ERRORS = sorted({error for row in known().values() for error in row.errors})
STATES = st.sampled_from(["Enabled", "Disabled", "Maybe", None])
TARGETS = st.sampled_from(["one", "two", "$.Attributes.x", "elsewhere", None])
VALUES = st.sampled_from(["$.StoredCustomerInput", "$.Attributes.a", "$.Attributes['b']", "x"])
SEALED = {"EncryptionKeyId": KEY_ID, "Key": certificate()}
PARAMETERS = record(
    {},
    optional={
        "FlowLoggingBehavior": STATES,
        "RecordingBehavior": record(
            {},
            optional={
                "RecordedParticipants": st.sampled_from([[], ["Agent"]]),
                "IVRRecordingBehavior": STATES,
            },
        ),
        "StoreInput": st.sampled_from(["True", "False", "true"]),
        "InputEncryption": st.sampled_from([SEALED, {}, {"Key": "x"}]),
        "InputValidation": st.sampled_from(
            [{"CustomValidation": {"MaximumLength": "16"}}, {"PhoneNumberValidation": {}}, 7]
        ),
        "MediaStreamingState": STATES,
        "ComparisonValue": VALUES,
        "EnableDTMFBuffer": st.sampled_from(["true", "false"]),
        "ContactFlowId": TARGETS,
        "FlowModuleId": TARGETS,
        "Attributes": st.dictionaries(st.sampled_from("ab"), VALUES, max_size=2),
        "LambdaInvocationAttributes": st.dictionaries(st.just("k"), VALUES, max_size=1),
        "LambdaFunctionARN": st.sampled_from(["arn:x:function:test-f", "$.Attributes.f", 3]),
        "Text": st.text(max_size=5),
    },
)
ERROR: Any = record({"NextAction": ANYWHERE, "ErrorType": st.sampled_from(ERRORS)})
CONDITION = record(
    {
        "NextAction": ANYWHERE,
        "Condition": record(
            {
                "Operator": st.sampled_from(["Equals", "NumberLessThan"]),
                "Operands": st.sampled_from([["ContinueLooping"], ["Timeout"], [], None]),
            }
        ),
    }
)
TRANSITIONS = record(
    {},
    optional={
        "NextAction": ANYWHERE,
        "Errors": st.lists(ERROR, max_size=3),
        "Conditions": st.lists(CONDITION, max_size=2),
    },
)
ACTION = record(
    {
        "Identifier": st.sampled_from(IDS),
        "Type": TYPES,
        "Parameters": PARAMETERS,
        "Transitions": TRANSITIONS,
    }
)
FLOW = record(
    {
        "Version": st.sampled_from(["2019-10-30", "2030-01-01"]),
        "StartAction": ANYWHERE,
        "Actions": st.lists(ACTION, max_size=9),
    }
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)
Flows = dict[str, dict[str, Any]]
FLOWS = record({"one": FLOW, "two": FLOW})
SETTINGS = settings(max_examples=150, deadline=None, derandomize=True)
"""The same examples in every run; a long search is for who changes the lint."""


def judged(found: Flows) -> Lint:
    return lint(found, secure_flows=["two"])


@SETTINGS
@given(FLOWS)
def test_every_flow_is_judged(found: Flows) -> None:
    """However it is wired, the lint ends, and its findings are of the table."""
    told = judged(found)
    assert {finding.rule for finding in told.findings} <= set(rules())
    assert told.code in (0, 1, 3)
    assert json.dumps(data(told, found, [], [], told.code))
    assert all(isinstance(line, str) for line in lines(told))


@SETTINGS
@given(FLOWS)
def test_paths_are_there(found: Flows) -> None:
    """Each step follows a branch of the block before it, and the last is at the finding."""
    for finding in judged(found).findings:
        for before, step in zip(finding.path, finding.path[1:], strict=False):
            if before.flow == step.flow and not step.by.startswith(("enters ", "returns ")):
                flow = read(found[step.flow], step.flow)
                ways = flow.actions[before.action].branches
                assert (step.by, step.action) in {(b.label, b.target) for b in ways}
        assert not finding.path or finding.path[-1].action == finding.action


def replayed(found: Flows, finding: Finding) -> str:
    """What logging is at the end of a path, as its own blocks say, errors changing nothing."""
    logging = ""
    for before, step in zip(finding.path, finding.path[1:], strict=False):
        action = read(found[before.flow], before.flow).actions[before.action]
        failed = step.by.startswith("error ") and OTHERWISE not in step.by
        if action.type == "UpdateFlowLoggingBehavior" and not failed:
            logging = str(action.parameters.get("FlowLoggingBehavior"))
    return logging


@SETTINGS
@given(FLOWS)
def test_paths_prove_their_findings(found: Flows) -> None:
    """Walked again, block by block, a path ends with logging as the finding says."""
    for finding in judged(found).findings:
        if finding.rule == "secret-not-logged":
            assert replayed(found, finding) == "Enabled"
        elif finding.rule == "logging-off-at-input":
            assert replayed(found, finding) in ("Enabled", "")
        elif finding.rule == "logging-on-after":
            assert replayed(found, finding) in ("Disabled", "")


@SETTINGS
@given(FLOWS)
def test_every_finding_can_be_drawn(found: Flows) -> None:
    """Each flow of a path gives a picture."""
    flows = {name: read(content, name) for name, content in found.items()}
    for finding in judged(found).findings:
        for step in finding.path:
            assert picture(flows[step.flow], finding.path, finding.action).startswith("<svg")


@SETTINGS
@given(JSON | JSON.map(json.dumps) | record({"StartAction": JSON, "Actions": JSON}))
def test_any_json_is_a_flow_or_is_refused(content: object) -> None:
    """What is no flow is refused with a reason, and raises nothing else."""
    try:
        read(content, "x")
    except NotAFlow as refused:
        return note(str(refused))
    lint({"x": content}, keys=keys())
    return None
