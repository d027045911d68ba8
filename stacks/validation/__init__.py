"""What stops a synth: our controls, the chosen nag rules, and when strict the CDK's own."""

from __future__ import annotations

from pathlib import Path

import aws_cdk as cdk
import cdk_nag

from golive.environment import Environment
from golive.waivers import load
from stacks.validation.controls import ControlsGate
from stacks.validation.nag import NagGate
from stacks.validation.nag_report import NAME, NagReport

STALE = (NAME, "validation-report.json")


def plugins(
    app: cdk.App, environment: Environment, *, strict: bool = False
) -> list[cdk.IPolicyValidationPlugin]:
    """The plugins of one synth; BadWaivers when waivers.toml has mistakes.

    `strict` is for continuous integration: an expired waiver fails, and the CDK's own validator
    runs, which costs some seconds. The reports of an earlier synth into the same folder are
    deleted: the CDK's command would read a stale one as this synth's.
    """
    for name in STALE:
        Path(app.outdir, name).unlink(missing_ok=True)
    waivers, report = load(), NagReport(environment.name)
    packs = cdk_nag.AwsSolutionsChecks(), cdk_nag.NIST80053R5Checks(), cdk_nag.PCIDSS321Checks()
    gates = [NagGate(pack, environment, waivers, report, strict=strict) for pack in packs]
    own = [cdk.CloudFormationValidatePlugin()] if strict else []
    return [ControlsGate(environment, waivers, strict=strict), *gates, *own]
