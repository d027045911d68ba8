"""Whatever CloudFormation accepts, reading it ends in a fact or in a reason."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from golive.controls import catalogue
from golive.facts import kinds
from golive.judge import judge_one
from golive.model import Outcome, Unknown
from golive.template.readers import readers
from tests.properties.schemas import properties
from tests.template.reading import NEVER, listed, raws, side

KINDS = [kind for kind in kinds().values() if readers(kind)]
TYPES = sorted({t for kind in KINDS for t in readers(kind) if not t.startswith("Custom::")})
CONTROLS = [control for control in catalogue().values() if not control.live_only]
MANY = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
INTRINSICS: list[Any] = [
    NEVER,
    {"Ref": "Other"},
    {"Ref": "AWS::NoValue"},
    {"Ref": "AWS::Region"},
    {"Fn::GetAtt": ["Other", "Arn"]},
    {"Fn::ImportValue": "nowhere"},
    {"Fn::Join": ["", ["a", {"Ref": "Nowhere"}]]},
    {"Fn::If": ["Undecided", "a", {"Ref": "AWS::NoValue"}]},
]


OF_ALARMS = "ComparisonOperator|EvaluationPeriods|MetricName|Namespace|Period|Statistic|Threshold"
EXPLAINED = (
    (rf"({OF_ALARMS}) is missing", "an alarm of another sort than is made here"),
    (r"Metrics\.\d+\.(Period|Expression) is missing", "a sum of metrics, or of another period"),
    (r"\w+Config\.\w+ is missing", "the schema asks for a type, not a place"),
    (r"\w*Configuration\.\w+ARN is missing", "another source or destination than is read"),
    (r"no replica is known to be in us-east-1", "the table is elsewhere"),
    (r"the threshold is a band that CloudWatch learns", "an anomaly detector sets it"),
    (r".* in .* is no time", "a random text is no date"),
    (r"Runtime is missing", "an image brings its own"),
    (r"a composite's rule can't be read", "a random text is no rule"),
    (r"the dashboard's body is no object|is no JSON", "a random text is no dashboard"),
)
"""What the schema accepts and no service would: the reasons that are right all the same."""


@st.composite
def disturbed(draw: st.DrawFn, value: Any) -> Any:
    """A value with intrinsic functions in the place of some of its parts."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.sampled_from(INTRINSICS))
    if isinstance(value, dict):
        return {k: draw(disturbed(v)) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        return [draw(disturbed(v)) for v in value]  # pyright: ignore[reportUnknownVariableType]
    return value


@pytest.mark.parametrize("type_", TYPES)
@MANY
@given(data=st.data())
def test_valid_resources_are_seen(type_: str, data: st.DataObject) -> None:
    """Each resource of a type that is read is a subject, and no control ends in an error."""
    template = _template(type_, data.draw(properties(type_)))
    _seen_and_judged(type_, template)


@pytest.mark.parametrize("type_", TYPES)
@MANY
@given(data=st.data())
def test_disturbed_resources_are_seen(type_: str, data: st.DataObject) -> None:
    """The same with intrinsic functions anywhere in it."""
    template = _template(type_, data.draw(disturbed(data.draw(properties(type_)))))
    _seen_and_judged(type_, template)


@pytest.mark.parametrize("type_", TYPES)
@MANY
@given(data=st.data())
def test_what_is_written_out_is_known(type_: str, data: st.DataObject) -> None:
    """A resource without a reference or an intrinsic function has no unknown field."""
    templates = side({"It": {"Type": type_, "Properties": data.draw(properties(type_))}})
    for kind in KINDS:
        for seen in listed(templates, kind) if type_ in readers(kind) else ():
            assert isinstance(seen.fact, kind), seen.fact
            unknown = {k: v.why for k, v in raws(seen.fact).items() if isinstance(v, Unknown)}
            gaps = {k: why for k, why in unknown.items() if not _explained(why)}
            assert gaps == {}, kind.__name__


def _explained(why: str) -> bool:
    return any(re.match(pattern, why) for pattern, _ in EXPLAINED)


def _template(type_: str, properties: Any) -> dict[str, Any]:
    return {"It": {"Type": type_, "Properties": properties}, "Other": {"Type": "AWS::KMS::Key"}}


def _seen_and_judged(type_: str, resources: dict[str, Any]) -> None:
    templates = side(resources, Conditions={"Undecided": {"Fn::Equals": [{"Ref": "P"}, "x"]}})
    for kind in KINDS:
        if type_ in readers(kind):
            assert "It" in {seen.subject.logical for seen in listed(templates, kind)}
    for control in CONTROLS:
        assert all(judged.outcome in Outcome for judged in judge_one(control, templates))
