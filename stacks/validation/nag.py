"""The nag packs as gates: chosen rules stop synth, waivers are ours, the rest is reported.

cdk-nag can't leave a rule out, and its acknowledgements name hashes and stack names: so each
pack runs inside a plugin of ours, and what it says is sorted here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import aws_cdk as cdk
import jsii
from cdk_nag import NagPack

from golive.environment import Environment
from golive.waivers import Ledger, Waiver
from stacks.validation.findings import (
    Found,
    found_by,
    is_named_stack,
    is_object_prefix,
    is_of_rights,
)
from stacks.validation.nag_report import NagReport
from stacks.validation.rules import judged_rules
from stacks.validation.violations import FATAL, RENEW, WARNING, misused, report_of, violation

JUDGE = "Choose the rule in stacks/validation/rules.toml, or say there why not."
MEND = "Correct the construct, or write a waiver of this path into waivers.toml."
GATES = "gates"
RIGHTS = "golive/account/rights.toml says why, and a test compares it with AWS's reference"
STACK = "a stack's ARN ends in an id that is made with the stack"
PREFIX = "objects under a fixed prefix of one bucket can't be named without *"


class Outcome(NamedTuple):
    """What becomes of a finding, why, and how it stands in the CDK's report, if it does."""

    word: str
    why: str
    severity: str = ""


@jsii.implements(cdk.IPolicyValidationPlugin)
class NagGate:
    """One pack. A rule that fires and that nobody has judged stops synth too."""

    def __init__(
        self,
        pack: NagPack,
        environment: Environment,
        waivers: Sequence[Waiver],
        report: NagReport,
        *,
        strict: bool,
    ) -> None:
        self._pack, self._report, self._environment = pack, report, environment
        self._title = pack.read_pack_name
        self._judged = judged_rules()[self._title]
        named = {rule for waiver in waivers for rule in waiver.rules}
        self._waived = {rule for rule in named if rule.startswith(f"{self._title}-")}
        today = datetime.now(UTC).date()
        self._ledger = Ledger(waivers, environment=environment.name, today=today, strict=strict)

    @property
    def name(self) -> str:
        """The pack's name."""
        return self._title

    @property
    def version(self) -> str | None:
        """cdk-nag's, for the CDK's report."""
        return self._pack.version

    @property
    def rule_ids(self) -> list[str] | None:
        """The rules that gate."""
        return sorted(f"{self._title}-{rule}" for rule in self._judged.chosen)

    def validate(self, context: cdk.IPolicyValidationContext) -> cdk.PolicyValidationPluginReport:
        """Called by the CDK at the end of a synth."""
        templates = {s.stack_construct_path: Path(s.template_path) for s in context.stack_templates}
        found = found_by(
            self._pack.validate(context), self._environment.account, self._environment.region
        )
        violations = [v for f in found if (v := self._judge(f, templates))]
        violations += map(misused, self._ledger.complaints(self._waived, templates))
        self._report.write(next(iter(templates.values())).parent)
        return report_of(violations)

    def _judge(self, found: Found, templates: Mapping[str, Path]) -> cdk.PolicyViolation | None:
        word, why, severity = self._outcome(found, templates)
        self._report.add(self._title, found, word, why)
        if not severity:
            return None
        text = f"{found.description} {found.brackets}".rstrip()
        text = text if word == GATES else f"{word}: {text}"
        return violation(found.rule, found.path, text, why, severity=severity)

    def _outcome(self, found: Found, templates: Mapping[str, Path]) -> Outcome:
        rule = found.rule.removeprefix(f"{self._title}-")
        if rule in self._judged.not_chosen:
            return Outcome("not chosen", self._judged.not_chosen[rule])
        if rule not in self._judged.chosen:
            return Outcome("unjudged rule", JUDGE, FATAL)
        if is_object_prefix(found, templates):
            return Outcome("object prefix", PREFIX)
        if is_named_stack(found):
            return Outcome("one stack", STACK)
        if is_of_rights(found):
            return Outcome("of verify's rights", RIGHTS)
        waiver = self._ledger.find(found.rule, found.path, found.resource)
        if waiver is None:
            return Outcome(GATES, MEND, FATAL)
        if self._ledger.expired(waiver):
            severity = WARNING if self._ledger.holds(waiver) else FATAL
            word = f"waivers.toml:{waiver.row} expired on {waiver.expires}"
            return Outcome(word, RENEW, severity)
        return Outcome("waived", str(waiver))
