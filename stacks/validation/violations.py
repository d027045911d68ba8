"""What stops a synth, in the CDK's words.

The severity is `fatal`: the CDK lets `acknowledge` take an error back, a fatal one stays, and
a waiver is the only way.
"""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk

from golive.waivers import Complaint

FATAL, WARNING = "fatal", "warning"
RENEW = "Mend what is waived, or have the waiver approved anew."


def violation(
    rule: str, path: str, text: str, fix: str, *, place: str = "Properties", severity: str = FATAL
) -> cdk.PolicyViolation:
    """One rule on one construct; `place` is the property below it."""
    resource = cdk.PolicyViolatingResource(construct_path=path, locations=[place])
    return cdk.PolicyViolation(
        rule_name=rule, description=text, violating_resources=[resource], fix=fix, severity=severity
    )


def misused(complaint: Complaint) -> cdk.PolicyViolation:
    """A waiver that is used by nothing, or by more or fewer than it says."""
    waiver = complaint.waiver
    text = f"waivers.toml:{waiver.row} {complaint.finding}"
    return violation(complaint.rule, waiver.scope, text, "Correct the waiver, or delete it.")


def report_of(violations: Sequence[cdk.PolicyViolation]) -> cdk.PolicyValidationPluginReport:
    """The plugin's report: warnings alone are a success."""
    success = not any(v.severity == FATAL for v in violations)
    return cdk.PolicyValidationPluginReport(success=success, violations=list(violations))
