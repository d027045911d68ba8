"""IAM Access Analyzer's internal-access findings, where the account has such an analyzer.

It weighs what we don't see (service and resource control policies), so for what it analyzes it
decides. Tested on answers that botocore's models accept, never on an account that has one.
Source: IAM User Guide, Using Access Analyzer: internal access analyzers, and filter keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from golive.access.answer import Answer
from golive.access.reach import Way
from golive.access.targets import BUCKET, KINDS, TABLE, Target
from golive.account.reading import Reading
from golive.facts.access import ANALYZER

INTERNAL = "ACCOUNT_INTERNAL_ACCESS"
TYPES = {BUCKET: "AWS::S3::Bucket", TABLE: "AWS::DynamoDB::Table"}
MOST = 20
"""Access Analyzer API Reference, Criterion: values of a filter."""


class Analysis:
    """What the account's analyzer covers, and what it found; `arn` is empty for none."""

    def __init__(self, read: Reading, account: str, targets: Iterable[Target]) -> None:
        self._read, self._account = read, account
        chosen = next(self._analyzers(), None)
        self.arn = str(chosen["arn"]) if chosen else ""
        rules = _inclusions(chosen) if chosen else []
        self.covered = {t.arn for t in targets if any(self._covers(r, t) for r in rules)}
        self._ways = self._found(sorted(self.covered))

    def ways(self, target: Target) -> list[Way]:
        """Who reads a target that it covers."""
        actions = set(KINDS[target.kind].actions)
        return [way for way, done in self._ways.get(target.arn, []) if actions & done]

    def _analyzers(self) -> Iterator[Mapping[str, Any]]:
        """One that is not active has nothing to say."""
        listed = self._read.ask("accessanalyzer:ListAnalyzers", type=INTERNAL)
        for one in listed["analyzers"]:
            if one["type"] == INTERNAL and one["status"] == "ACTIVE":
                yield one

    def _covers(self, rule: Mapping[str, Any], target: Target) -> bool:
        """A rule of inclusion demands all that it names, and is never of what isn't analyzed."""
        if target.kind not in TYPES:
            return False
        wanted = {
            "accountIds": self._account,
            "resourceTypes": TYPES[target.kind],
            "resourceArns": target.arn,
        }
        given = {name: rule[name] for name in wanted if rule.get(name)}
        return bool(given) and all(wanted[name] in values for name, values in given.items())

    def _found(self, arns: Sequence[str]) -> dict[str, list[tuple[Way, set[str]]]]:
        found: dict[str, list[tuple[Way, set[str]]]] = {}
        for start in range(0, len(arns), MOST):
            only = {
                "resource": {"eq": arns[start : start + MOST]},
                "status": {"eq": ["ACTIVE"]},
                "findingType": {"eq": ["InternalAccess"]},
            }
            asked = {"analyzerArn": self.arn, "filter": only}
            for summary in self._read.ask("accessanalyzer:ListFindingsV2", **asked)["findings"]:
                ways = found.setdefault(summary["resource"], [])
                ways += self._detailed(summary["id"])
        return found

    def _detailed(self, identifier: str) -> Iterator[tuple[Way, set[str]]]:
        asked = {"analyzerArn": self.arn, "id": identifier}
        for each in self._read.ask("accessanalyzer:GetFindingV2", **asked)["findingDetails"]:
            details = each.get("internalAccessDetails", {})
            answer = Answer.POSSIBLY if details.get("condition") else Answer.YES
            for principal in details.get("principal", {}).values():
                yield Way(principal, ANALYZER, answer), set(details.get("action", []))


def _inclusions(analyzer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    internal = analyzer.get("configuration", {}).get("internalAccess", {})
    return list(internal.get("analysisRule", {}).get("inclusions", []))
