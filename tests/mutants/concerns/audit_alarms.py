"""What would leave the trail's log unsearched."""

from __future__ import annotations

from tests.mutants.mutant import DELETE, NOWHERE, Mutant, Other

IS = "2.6.3-trail-is-searched"
FILTER = "AWS::Logs::MetricFilter"
COUNTED = "Properties.MetricTransformations.0"
ROOT = "TrailSearchedRootUsed"


def mutant(where: str, value: object = DELETE, logical: str = ROOT) -> Mutant:
    """A filter of the trail's log with one change."""
    return Mutant(IS, FILTER, logical, where, value, "AccountBaseline")


MUTANTS = [
    mutant(""),
    mutant("Properties.LogGroupName", Other("PublicAccessLog")),
    mutant("Properties.LogGroupName", "/aws/other"),
    mutant("Properties.FilterPattern", ""),
    mutant("Properties.FilterPattern", '{ $.userIdentity.type = "Boot" }'),
    mutant(
        "Properties.FilterPattern", '{ $.eventName = "Decrypt" }', "TrailSearchedPrivateKeyRead"
    ),
    mutant("Properties.FilterPattern", NOWHERE),
    mutant("Properties.FieldSelectionCriteria", '@aws.region = "eu-west-1"'),
    mutant(f"{COUNTED}.MetricName", "Other"),
    mutant(f"{COUNTED}.MetricNamespace", "GoLive/Other"),
    mutant(f"{COUNTED}.MetricValue", "0"),
    mutant(f"{COUNTED}.DefaultValue"),
    mutant(f"{COUNTED}.DefaultValue", 1),
]
