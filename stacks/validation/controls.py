"""Our controls as a gate: the same run as `golive check`, at the end of every synth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import jsii

from golive.controls import catalogue
from golive.environment import Environment
from golive.run import check_run, not_applicable
from golive.template import Templates
from golive.waivers import Waiver
from stacks.validation.violations import RENEW, WARNING, report_of, violation

STOPS = ("failed", "unknown")
KNOW = "Say it in the template in a way that can be known before the deployment."


@jsii.implements(cdk.IPolicyValidationPlugin)
class ControlsGate:
    """What fails a control stops synth, and so does what can't be known.

    What hangs on another control's failure or unknown is told by that one.
    """

    def __init__(
        self, environment: Environment, waivers: Sequence[Waiver], *, strict: bool
    ) -> None:
        self._environment, self._waivers, self._strict = environment, waivers, strict

    @property
    def name(self) -> str:
        """The project's name."""
        return "golive"

    @property
    def version(self) -> str | None:
        """Ours."""
        return version("connect-golive")

    @property
    def rule_ids(self) -> list[str] | None:
        """The controls that a template can answer."""
        return [control.id for control in catalogue().values() if not control.live_only]

    def validate(self, context: cdk.IPolicyValidationContext) -> cdk.PolicyValidationPluginReport:
        """Called by the CDK at the end of a synth."""
        folders = sorted({Path(path).parent for path in context.template_paths})
        run = check_run(
            self._environment.name,
            Templates.load(*folders),
            waivers=self._waivers,
            not_applicable=not_applicable(self._environment),
            strict=self._strict,
        )
        return report_of([*_violations(run), *map(_warned, run["warnings"])])


def _violations(run: Mapping[str, Any]) -> Iterator[cdk.PolicyViolation]:
    for line in run["lines"]:
        for subject in line["subjects"]:
            if subject["verdict"] in STOPS and not subject["requires"]:
                yield _violation(line, subject)


def _violation(line: Mapping[str, Any], subject: Mapping[str, str]) -> cdk.PolicyViolation:
    place = f" [{subject['property']}]" if subject["property"] else ""
    waiver = subject["subject"].startswith("waivers.toml")
    name = subject["subject" if waiver else "path"]
    text = f"line {line['id']}, {line['title']}: {name} {subject['finding']}{place}"
    return violation(
        subject["control"] or line["id"],
        subject["path"],
        text,
        subject["fix"] or KNOW,
        place=f"Properties.{subject['property']}".rstrip("."),
    )


def _warned(warning: str) -> cdk.PolicyViolation:
    file, _, text = warning.partition(" ")
    return violation(file, "", text, RENEW, severity=WARNING)
