"""What stops a synth: our controls, the chosen nag rules, and when strict the CDK's own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import aws_cdk as cdk
import cdk_nag

from golive.environment import Environment
from golive.waivers import Waiver, load
from stacks.validation.controls import ControlsGate
from stacks.validation.nag import NagGate
from stacks.validation.nag_report import NAME, NagReport

REPORT = "validation-report.json"


def plugins(
    app: cdk.App,
    environment: Environment,
    *,
    strict: bool = False,
    waivers: Sequence[Waiver] | None = None,
) -> list[cdk.IPolicyValidationPlugin]:
    """The plugins of one synth; BadWaivers when waivers.toml, which is the default, has mistakes.

    `strict` is for continuous integration: an expired waiver fails, and the CDK's own validator
    runs, which costs some seconds. The reports of an earlier synth into the same folder are
    deleted: the CDK's command would read a stale one as this synth's.
    """
    for name in (NAME, REPORT):
        Path(app.outdir, name).unlink(missing_ok=True)
    waivers, report = load() if waivers is None else waivers, NagReport(environment.name)
    packs = cdk_nag.AwsSolutionsChecks(), cdk_nag.NIST80053R5Checks(), cdk_nag.PCIDSS321Checks()
    gates = [NagGate(pack, environment, waivers, report, strict=strict) for pack in packs]
    own = [cdk.CloudFormationValidatePlugin()] if strict else []
    return [ControlsGate(environment, waivers, strict=strict), *gates, *own]


class PluginFailed(Exception):
    """A plugin could not run; the message is what it said."""


def synthesize(
    app: cdk.App,
    environment: Environment,
    *,
    strict: bool = False,
    waivers: Sequence[Waiver] | None = None,
) -> None:
    """Synthesize behind every gate.

    By itself it raises RuntimeError for a violation; under the CDK's command, the command
    reads the report and fails. It reads violations only, and a plugin that raised has none:
    that is PluginFailed here, for such a synth would pass.
    """
    cdk.Validations.of(app).add_plugins(*plugins(app, environment, strict=strict, waivers=waivers))
    app.synth()
    if failures := list(_failures(Path(app.outdir, REPORT))):
        raise PluginFailed("\n".join(failures))


def _failures(report: Path) -> Iterator[str]:
    if not report.is_file():
        yield "the CDK wrote no validation report"
        return
    for plugin in json.loads(report.read_text(encoding="utf-8"))["pluginReports"]:
        if plugin["conclusion"] != "success" and not plugin["violations"]:
            yield plugin.get("metadata", {}).get("error", f"plugin {plugin['pluginName']} failed")
