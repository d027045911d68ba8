"""The CDK's own validator, with its errors as errors, has nothing to say."""

from __future__ import annotations

import json
from pathlib import Path

import aws_cdk as cdk
import pytest

from golive.environments import load, names
from stacks.app import build_app, new_app


@pytest.mark.parametrize("environment", names())
def test_no_template_has_a_finding(environment: str, tmp_path: Path) -> None:
    """Neither an error nor a warning: a plugin that finds nothing is not in the report."""
    build_app(load(environment), outdir=str(tmp_path), validator=True).synth()
    report = json.loads((tmp_path / "validation-report.json").read_text())
    assert report["pluginReports"] == []


def test_it_refuses_a_property_that_doesn_t_exist(tmp_path: Path) -> None:
    """The same settings on a bad template: silence above means that there was nothing."""
    app = new_app(outdir=str(tmp_path), validator=True)
    stack = cdk.Stack(app, "Bad")
    cdk.CfnResource(stack, "Bucket", type="AWS::S3::Bucket", properties={"NoSuch": 1})
    with pytest.raises(RuntimeError, match="F3002"):
        app.synth()
